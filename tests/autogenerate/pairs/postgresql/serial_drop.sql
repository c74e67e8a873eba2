-- allows: - sequence
-- before
CREATE TABLE t (a text, id serial);
-- rows
INSERT INTO t VALUES ('a');
-- after
CREATE TABLE t (a text);
-- expect
- column t.id
