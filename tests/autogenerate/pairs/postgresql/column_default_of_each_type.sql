-- before
CREATE TABLE t (id int PRIMARY KEY, a int, b bigint DEFAULT 5, c text DEFAULT 'x', d boolean DEFAULT true,
  e numeric(10, 2) DEFAULT 1.50, f date, g timestamptz, h double precision DEFAULT 1.5, i varchar(10), j char(3), k bytea);
-- rows
INSERT INTO t (id) VALUES (1);
-- after
CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 1, b bigint, c text DEFAULT 'y', d boolean DEFAULT false,
  e numeric(10, 2) DEFAULT 2.25, f date DEFAULT '2020-02-29', g timestamptz DEFAULT '2020-02-29 12:00:00+02', h double precision DEFAULT 'NaN',
  i varchar(10) DEFAULT 'draft', j char(3) DEFAULT 'abc', k bytea DEFAULT '\x00ff');
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
~ column t.e
~ column t.f
~ column t.g
~ column t.h
~ column t.i
~ column t.j
~ column t.k
