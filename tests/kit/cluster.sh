# A PostgreSQL cluster of its own for tests: a temporary folder, a port on loopback, the three roles. Says `ready`, and ends
# with whoever holds its standard input, also after a SIGKILL. Run as an unprivileged user: PostgreSQL refuses root.
# Given: BIN (PostgreSQL's programs), PORT, PASSWORD (of the roles; anybody on loopback is trusted), OPTIONS (of the server).
set -e
dir=$(mktemp -d /tmp/lianjing-pg.XXXXXX)
trap 'rm -rf "$dir"' EXIT
export PATH=$BIN:$PATH
initdb -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }
fixed="-p $PORT -k $dir -c listen_addresses=127.0.0.1 -c max_connections=400 -c shared_buffers=256MB"
pg_ctl -D "$dir/data" -w -t 60 -l "$dir/log" -o "$fixed $OPTIONS" start >/dev/null || { cat "$dir/log"; exit 1; }
psql -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$PORT" -U postgres -d postgres >/dev/null <<SQL
CREATE ROLE lianjing_owner LOGIN PASSWORD '$PASSWORD' CREATEDB;
CREATE ROLE lianjing_app LOGIN PASSWORD '$PASSWORD';
CREATE ROLE lianjing_sweep LOGIN BYPASSRLS PASSWORD '$PASSWORD';
SQL
echo ready
read -r _ || true
pg_ctl -D "$dir/data" -m immediate stop >/dev/null
