-- The same names in two schemas, each changed by itself; references across.
-- schemas: public a b
-- before
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TYPE a.mood AS ENUM ('x');
CREATE TYPE b.mood AS ENUM ('x');
CREATE TABLE a.t (id int CONSTRAINT t_pkey PRIMARY KEY, m a.mood);
CREATE TABLE b.t (id int CONSTRAINT t_pkey PRIMARY KEY, m b.mood, o a.mood);
CREATE INDEX i ON a.t (m);
CREATE INDEX i ON b.t (m);
-- rows
INSERT INTO a.t VALUES (1, 'x');
INSERT INTO b.t VALUES (1, 'x', 'x');
-- after
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TYPE a.mood AS ENUM ('x', 'y');
CREATE TYPE b.mood AS ENUM ('x');
CREATE TABLE a.t (id int CONSTRAINT t_pkey PRIMARY KEY, m a.mood);
CREATE TABLE b.t (id int CONSTRAINT t_pkey PRIMARY KEY CONSTRAINT fk REFERENCES a.t, m b.mood DEFAULT 'x', o a.mood DEFAULT 'y');
CREATE INDEX i ON a.t (m DESC);
CREATE INDEX i ON b.t (m);
-- expect
~ enum a.mood
+ foreign key b.t.fk
~ column b.t.m
~ column b.t.o
~ index a.t.i
