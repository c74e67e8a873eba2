-- before
CREATE TABLE t (id int PRIMARY KEY, a text, b varchar(10) NOT NULL DEFAULT '7');
CREATE INDEX ix_a ON t (a);
-- rows
INSERT INTO t VALUES (1, '12', '13'), (2, NULL, '4');
-- after
CREATE TABLE t (id int PRIMARY KEY, a integer, b bigint NOT NULL DEFAULT 7);
CREATE INDEX ix_a ON t (a);
-- expect
~ column t.a
~ column t.b
