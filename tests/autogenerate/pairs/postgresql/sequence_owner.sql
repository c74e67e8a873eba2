-- before
CREATE TABLE t (id int PRIMARY KEY, other int);
CREATE SEQUENCE a OWNED BY t.id;
CREATE SEQUENCE b;
CREATE SEQUENCE c OWNED BY t.id;
-- after
CREATE TABLE t (id int PRIMARY KEY, other int);
CREATE SEQUENCE a;
CREATE SEQUENCE b OWNED BY t.id;
CREATE SEQUENCE c OWNED BY t.other;
-- expect
~ sequence a
~ sequence b
~ sequence c
