-- What was partitioned and is not any more goes with its partitions, and comes back with them.
-- allows: - NOT NULL
-- before
CREATE TABLE was (a int, b int) PARTITION BY LIST (a);
CREATE TABLE was_1 PARTITION OF was (CONSTRAINT was_1_key PRIMARY KEY (a, b)) FOR VALUES IN (1);
CREATE TABLE is_now (a int, b int);
-- after
CREATE TABLE was (a int, b int);
CREATE TABLE is_now (a int, b int) PARTITION BY LIST (a);
CREATE TABLE is_now_1 PARTITION OF is_now (CONSTRAINT is_now_1_key PRIMARY KEY (a, b)) FOR VALUES IN (1);
-- expect
~ table was
- table was_1
~ table is_now
+ table is_now_1
