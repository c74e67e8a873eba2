-- refuses: it leaves this to do: ... create index
-- refuses: does not give what the models declare
-- code: unit_error
-- before
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE INDEX p_b ON p (b);
CREATE TABLE t (a int, b int);
-- after
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE INDEX p_b ON p (b);
CREATE TABLE t PARTITION OF p FOR VALUES IN (1);
CREATE INDEX t_own ON t (b);
