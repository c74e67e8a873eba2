-- What Alembic is blind to.
-- before
CREATE TABLE t (a int CONSTRAINT ck CHECK (a > 0), b varchar(5) CONSTRAINT in_list CHECK (b IN ('a', 'b')));
-- rows
INSERT INTO t VALUES (5, 'a');
-- after
CREATE TABLE t (a int CONSTRAINT ck CHECK (a >= 0), b varchar(5) CONSTRAINT in_list CHECK (b IN ('a', 'b', 'c')));
-- expect
~ check t.ck
~ check t.in_list
