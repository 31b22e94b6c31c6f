-- The three roles of Lianjing. Run once as a superuser, with passwords of your own.
-- owner: makes and changes tables. app: what the program is, fenced by row-level security.
-- sweep: may read which county has work due, and nothing else.
CREATE ROLE lianjing_owner LOGIN PASSWORD 'change me';
CREATE ROLE lianjing_app LOGIN PASSWORD 'change me' NOSUPERUSER NOBYPASSRLS;
CREATE ROLE lianjing_sweep LOGIN PASSWORD 'change me' BYPASSRLS;
-- On a cluster (Citus): SET LOCAL must reach the other machines, or nothing is seen.
-- ALTER ROLE lianjing_app SET citus.propagate_set_commands = 'local';
CREATE DATABASE lianjing OWNER lianjing_owner ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0;
