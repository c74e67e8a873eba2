-- It is no definition of an index, and named.
-- unmanaged: index p_a_idx on p (not valid)
-- before
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE INDEX p_a_idx ON ONLY p (a);
-- after
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE INDEX p_a_idx ON ONLY p (a);
-- expect
no change
