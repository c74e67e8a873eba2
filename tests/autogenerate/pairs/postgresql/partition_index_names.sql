-- what a partition calls its part of an index of its parent, unlike the server, is kept
-- before
CREATE TABLE t (id int NOT NULL, a text, b text) PARTITION BY LIST (a);
CREATE TABLE first PARTITION OF t FOR VALUES IN ('1');
CREATE TABLE second PARTITION OF t FOR VALUES IN ('2');
CREATE UNIQUE INDEX first_id ON first (a, id);
CREATE INDEX kept ON first (b);
CREATE INDEX other_b_idx ON second (b);
CREATE UNIQUE INDEX t_id ON t (a, id);
CREATE INDEX t_b ON t (b);
-- after
CREATE TABLE t (id int NOT NULL, a text, b text, CONSTRAINT t_id UNIQUE (a, id)) PARTITION BY LIST (a);
CREATE TABLE first PARTITION OF t FOR VALUES IN ('1');
CREATE TABLE second PARTITION OF t FOR VALUES IN ('2');
CREATE TABLE third PARTITION OF t FOR VALUES IN ('3');
CREATE INDEX kept ON first (b);
CREATE INDEX mine ON second (b);
CREATE INDEX hers ON third (b);
CREATE INDEX t_b ON t (b);
-- expect
+ table third
+ unique t.t_id
- index t.t_id
- name
- name
+ name
+ name
