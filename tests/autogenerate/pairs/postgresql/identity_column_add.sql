-- before
CREATE TABLE t (a text);
-- rows
INSERT INTO t VALUES ('a'), ('b');
-- after
CREATE TABLE t (a text, n bigint GENERATED ALWAYS AS IDENTITY (START 100 INCREMENT 10));
-- expect
+ column t.n
