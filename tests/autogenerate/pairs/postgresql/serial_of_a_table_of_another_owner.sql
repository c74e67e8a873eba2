-- Owners are not compared, but a sequence has the one of its table.
-- before
CREATE TABLE t (a int, b serial);
ALTER TABLE t OWNER TO pg_monitor;
-- rows
INSERT INTO t VALUES (1);
-- after
CREATE TABLE t (a int, c serial, d serial, b int NOT NULL);
ALTER TABLE t OWNER TO pg_monitor;
-- expect
+ column t.c
+ column t.d
~ column t.b
- sequence t_b_seq
