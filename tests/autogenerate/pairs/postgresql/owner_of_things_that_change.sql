-- settings: compare: { owners: true }
-- schemas: public
-- renames: table t u
-- options: --rename t=u
-- before
CREATE TYPE mood AS ENUM ('sad', 'happy');
ALTER TYPE mood OWNER TO pg_monitor;
CREATE TABLE t (a int, m mood DEFAULT 'sad');
ALTER TABLE t OWNER TO pg_monitor;
CREATE VIEW v AS SELECT a FROM t;
ALTER VIEW v OWNER TO pg_monitor;
CREATE VIEW w AS SELECT a FROM t;
CREATE VIEW x AS SELECT a FROM t;
ALTER VIEW x OWNER TO pg_monitor;
-- after
CREATE TYPE mood AS ENUM ('happy');
ALTER TYPE mood OWNER TO pg_monitor;
CREATE TABLE u (a bigint, m mood DEFAULT 'happy');
ALTER TABLE u OWNER TO pg_monitor;
CREATE VIEW v AS SELECT a FROM u;
ALTER VIEW v OWNER TO pg_read_all_data;
CREATE VIEW w AS SELECT a FROM u;
ALTER VIEW w OWNER TO pg_monitor;
CREATE VIEW x AS SELECT a FROM u;
-- expect
~ table u
~ column u.a
~ column u.m
~ enum mood
~ owner of view v
+ owner of view w
- owner of view x
