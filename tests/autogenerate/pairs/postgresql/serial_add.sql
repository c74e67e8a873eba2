-- allows: + sequence
-- before
CREATE TABLE t (a text);
-- rows
INSERT INTO t VALUES ('a');
-- after
CREATE TABLE t (a text, id serial);
-- expect
+ column t.id
