-- a partition that is partitioned itself comes and goes with all of its own
-- before
CREATE TABLE t (id int NOT NULL, a text, PRIMARY KEY (id, a)) PARTITION BY RANGE (id);
CREATE TABLE leaves PARTITION OF t FOR VALUES FROM (1) TO (10) PARTITION BY LIST (a);
CREATE TABLE leaves_x PARTITION OF leaves FOR VALUES IN ('x');
CREATE TABLE comes (id int NOT NULL, a text NOT NULL, CONSTRAINT comes_pkey PRIMARY KEY (id, a)) PARTITION BY LIST (a);
CREATE TABLE comes_x PARTITION OF comes FOR VALUES IN ('x');
-- rows
INSERT INTO t VALUES (1, 'x');
INSERT INTO comes VALUES (11, 'x');
-- after
CREATE TABLE t (id int NOT NULL, a text, PRIMARY KEY (id, a)) PARTITION BY RANGE (id);
CREATE TABLE leaves (id int NOT NULL, a text NOT NULL, PRIMARY KEY (id, a)) PARTITION BY LIST (a);
CREATE TABLE leaves_x PARTITION OF leaves FOR VALUES IN ('x');
CREATE TABLE comes PARTITION OF t FOR VALUES FROM (10) TO (20) PARTITION BY LIST (a);
CREATE TABLE comes_x PARTITION OF comes FOR VALUES IN ('x');
-- expect
+ attachment
- attachment
