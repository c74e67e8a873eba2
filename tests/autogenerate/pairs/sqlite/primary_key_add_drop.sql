-- loses: rowids t
-- before
CREATE TABLE t (a INTEGER NOT NULL, b TEXT);
CREATE TABLE u (a TEXT CONSTRAINT pk PRIMARY KEY, b TEXT);
-- rows
INSERT INTO t VALUES (1, 'x'), (2, 'y');
INSERT INTO u VALUES ('1', 'x');
-- after
CREATE TABLE t (a INTEGER NOT NULL CONSTRAINT pk_t PRIMARY KEY, b TEXT);
CREATE TABLE u (a TEXT, b TEXT);
-- expect
+ primary key t.pk_t
- primary key u.pk
