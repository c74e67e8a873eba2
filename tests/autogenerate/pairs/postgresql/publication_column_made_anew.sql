-- A publication names columns and conditions; those of a column that changes are said again.
-- before
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE PUBLICATION p FOR TABLE t (id, a) WHERE (id > 5);
-- after
CREATE TABLE t (id bigint PRIMARY KEY, a bigint);
CREATE PUBLICATION p FOR TABLE t (id, a) WHERE (id > 5);
-- expect
~ column t.id
~ column t.a
