-- tablespaces: fast slow
-- keeps: SELECT array_agg(c.oid ORDER BY c.oid) FROM pg_class c WHERE c.relname ~ '^(moved|t_(key|a|b_excl)$)'
-- before
CREATE TABLE t (id int CONSTRAINT t_key PRIMARY KEY, a int CONSTRAINT t_a UNIQUE, b int, EXCLUDE USING btree (b WITH =));
CREATE INDEX t_in ON t (a);
CREATE INDEX t_out ON t (a, b) TABLESPACE fast;
CREATE INDEX t_over ON t (b, a) TABLESPACE fast;
COMMENT ON INDEX t_in IS 'stays';
CREATE TABLE moved_in (a int);
CREATE TABLE moved_out (a int) TABLESPACE fast;
CREATE TABLE moved_over (id int, a text) TABLESPACE fast;
ALTER TABLE moved_over ADD CONSTRAINT moved_key PRIMARY KEY (id) USING INDEX TABLESPACE fast;
ALTER TABLE moved_over ADD CONSTRAINT moved_one UNIQUE (a) USING INDEX TABLESPACE fast;
CREATE TABLE gone (a text, b text, id int PRIMARY KEY USING INDEX TABLESPACE fast) TABLESPACE slow;
-- rows
INSERT INTO t VALUES (1, 2, 3);
INSERT INTO moved_over VALUES (1, 'x');
-- after
CREATE TABLE t (id int CONSTRAINT t_key PRIMARY KEY USING INDEX TABLESPACE slow, a int CONSTRAINT t_a UNIQUE USING INDEX TABLESPACE fast, b int, EXCLUDE USING btree (b WITH =) USING INDEX TABLESPACE slow);
CREATE INDEX t_in ON t (a) TABLESPACE slow;
CREATE INDEX t_out ON t (a, b);
CREATE INDEX t_over ON t (b, a) TABLESPACE slow;
COMMENT ON INDEX t_in IS 'stays';
CREATE TABLE moved_in (a int) TABLESPACE fast;
CREATE TABLE moved_out (a int) TABLESPACE pg_default;
CREATE TABLE moved_over (id int, a text) TABLESPACE slow;
ALTER TABLE moved_over ADD CONSTRAINT moved_key PRIMARY KEY (id) USING INDEX TABLESPACE slow;
ALTER TABLE moved_over ADD CONSTRAINT moved_one UNIQUE (a);
CREATE TABLE new (id int PRIMARY KEY USING INDEX TABLESPACE slow) TABLESPACE fast;
-- expect
~ table moved_in
~ table moved_out
~ table moved_over
~ index t.t_in
~ index t.t_out
~ index t.t_over
+ tablespace of constraint t_key on t
+ tablespace of constraint t_a on t
+ tablespace of constraint t_b_excl on t
~ tablespace of constraint moved_key on moved_over
- tablespace of constraint moved_one on moved_over
+ table new
- table gone
