-- a table is called as the server would call an index of a partition, which gets another name
-- options: --no-renames
-- before
CREATE TABLE a (a int);
-- after
CREATE TABLE a (a int);
CREATE TABLE p (a int, b int, CONSTRAINT p_a_key UNIQUE (a)) PARTITION BY LIST (a);
CREATE INDEX p_b ON p (b);
CREATE TABLE p1_a_key (z int);
CREATE TABLE p1_b_idx (z int);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE q_pkey (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE q PARTITION OF q_pkey FOR VALUES IN (1);
-- expect
+ table p
+ table p1
+ table p1_a_key
+ table p1_b_idx
+ table q
+ table q_pkey
