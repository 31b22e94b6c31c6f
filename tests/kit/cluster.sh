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
# Asked to, it dies as by a power cut, and begins again as soon as nothing of the dead one is left.
while read -r what; do
    [ "$what" = kill ] || continue
    kill -9 "$(head -n 1 "$dir/data/postmaster.pid")"
    tries=0
    until pg_ctl -D "$dir/data" -w -t 60 -l "$dir/log" -o "$fixed $OPTIONS" start >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 200 ] || { cat "$dir/log"; exit 1; }
        sleep 0.1
    done
    echo again
done
pg_ctl -D "$dir/data" -m immediate stop >/dev/null
