-- What is made in the same run gets no more than is declared.
-- before
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor;
-- after
CREATE TABLE t (id int);
CREATE SEQUENCE q;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT id FROM t;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT ON TABLES TO pg_read_all_data;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO pg_read_all_data;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
-- expect
+ table t
+ sequence q
+ function f()
+ view v
~ default privilege SELECT ON TABLES TO pg_monitor
+ default privilege SELECT ON TABLES TO pg_read_all_data
+ default privilege INSERT ON TABLES TO pg_read_all_data
+ default privilege USAGE ON SEQUENCES TO pg_read_all_data
+ default privilege EXECUTE ON FUNCTIONS FROM PUBLIC
