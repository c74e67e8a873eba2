-- before
CREATE TABLE t (a int, b int, CONSTRAINT pk PRIMARY KEY (a));
CREATE TABLE u (a int, b int, CONSTRAINT pk_u PRIMARY KEY (a));
-- rows
INSERT INTO t VALUES (1, 2);
-- after
CREATE TABLE t (a int, b int, CONSTRAINT pk PRIMARY KEY (a) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE u (a int, b int, CONSTRAINT pk_u PRIMARY KEY (a) INCLUDE (b));
-- expect
~ primary key t.pk
~ primary key u.pk_u
