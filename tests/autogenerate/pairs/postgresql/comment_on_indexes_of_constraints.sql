-- options: --rename t_old=t_new
-- before
CREATE TABLE t (a int CONSTRAINT t_key PRIMARY KEY, b int CONSTRAINT t_b UNIQUE, c int CONSTRAINT t_c UNIQUE, d int CONSTRAINT t_old UNIQUE, e int CONSTRAINT t_e UNIQUE);
COMMENT ON CONSTRAINT t_key ON t IS 'the constraint';
COMMENT ON INDEX t_b IS 'old';
COMMENT ON INDEX t_c IS 'goes';
COMMENT ON INDEX t_old IS 'stays';
COMMENT ON INDEX t_e IS 'stays';
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE INDEX p_b ON p (b);
CREATE INDEX p_a ON p (a);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
COMMENT ON INDEX p_1_b_idx IS 'old';
COMMENT ON INDEX p_1_a_idx IS 'stays';
-- after
CREATE TABLE t (a int CONSTRAINT t_key PRIMARY KEY, b int CONSTRAINT t_b UNIQUE, c int CONSTRAINT t_c UNIQUE, d int CONSTRAINT t_new UNIQUE, e int, f int CONSTRAINT t_f UNIQUE, CONSTRAINT t_e UNIQUE (e, f));
COMMENT ON CONSTRAINT t_key ON t IS 'the constraint';
COMMENT ON INDEX t_key IS 'the index';
COMMENT ON INDEX t_b IS 'new';
COMMENT ON INDEX t_new IS 'stays';
COMMENT ON INDEX t_e IS 'stays';
COMMENT ON INDEX t_f IS 'comes with it';
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE INDEX p_b ON p (b);
CREATE INDEX p_a ON p (a, b);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
COMMENT ON INDEX p_1_b_idx IS 'new';
COMMENT ON INDEX p_1_a_b_idx IS 'stays';
CREATE TABLE p_2 PARTITION OF p FOR VALUES IN (2);
COMMENT ON INDEX p_2_b_idx IS 'comes with the partition';
-- expect
+ column t.f
~ unique t.t_new
~ unique t.t_e
+ unique t.t_f
+ comment of index of constraint t_key on t
~ comment of index of constraint t_b on t
- comment of index of constraint t_c on t
~ comment of the part of index p_b on p_1
~ index p.p_a
+ table p_2
