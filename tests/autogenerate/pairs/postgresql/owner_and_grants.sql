-- settings: compare: { owners: true }
-- before
CREATE TABLE t (a int);
GRANT SELECT ON t TO pg_monitor;
CREATE TABLE u (a int);
ALTER TABLE u OWNER TO pg_monitor;
-- after
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO pg_monitor;
GRANT INSERT ON t TO pg_read_all_data;
CREATE TABLE u (a int);
GRANT SELECT ON u TO pg_monitor;
-- expect
+ owner of table t
- privilege SELECT ON TABLE t TO pg_monitor
+ privilege INSERT ON TABLE t TO pg_read_all_data
- owner of table u
+ privilege SELECT ON TABLE u TO pg_monitor
