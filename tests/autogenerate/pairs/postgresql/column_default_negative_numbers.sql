-- before
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 1, b numeric DEFAULT -0.5, c bigint DEFAULT -9223372036854775808, d double precision DEFAULT -1e10, e smallint DEFAULT -1);
-- after
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT -1, b numeric DEFAULT 0.5, c bigint DEFAULT 9223372036854775807, d double precision DEFAULT -1e-10, e smallint DEFAULT -2);
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
~ column t.e
