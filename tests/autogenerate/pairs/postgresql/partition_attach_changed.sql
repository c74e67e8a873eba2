-- a table that is to be a partition first becomes like its parent
-- before
CREATE TABLE t (id int NOT NULL, a text DEFAULT 'x', PRIMARY KEY (id), CONSTRAINT short CHECK (length(a) < 9)) PARTITION BY RANGE (id);
CREATE INDEX t_a ON t (a);
CREATE TABLE comes (id bigint, b int);
CREATE TABLE leaves PARTITION OF t FOR VALUES FROM (1) TO (10);
-- rows
INSERT INTO comes VALUES (11, 1);
INSERT INTO t VALUES (1, 'y');
-- after
CREATE TABLE t (id int NOT NULL, a text DEFAULT 'x', PRIMARY KEY (id), CONSTRAINT short CHECK (length(a) < 9)) PARTITION BY RANGE (id);
CREATE INDEX t_a ON t (a);
CREATE TABLE comes PARTITION OF t FOR VALUES FROM (10) TO (20);
CREATE TABLE leaves (id bigint NOT NULL, a text DEFAULT 'x', b int, CONSTRAINT leaves_pkey PRIMARY KEY (id));
CREATE INDEX leaves_a_idx ON leaves (a);
-- expect
~ column comes.id
+ column comes.a
- column comes.b
+ check comes.short
+ primary key comes
+ index comes.comes_a_idx
~ column leaves.id
+ column leaves.b
- check leaves.short
+ attachment
- attachment
