-- What says where the database is says nothing, and what says that it is elsewhere does.
-- creation: TABLESPACE fast
-- tablespaces: fast slow
-- before
CREATE TABLE t (a int CONSTRAINT t_key PRIMARY KEY) TABLESPACE fast;
CREATE INDEX t_a ON t (a) TABLESPACE fast;
CREATE TABLE u (a int CONSTRAINT u_key PRIMARY KEY USING INDEX TABLESPACE slow);
CREATE MATERIALIZED VIEW m TABLESPACE slow AS SELECT a FROM t;
-- after
CREATE TABLE t (a int CONSTRAINT t_key PRIMARY KEY USING INDEX TABLESPACE fast);
CREATE INDEX t_a ON t (a) TABLESPACE fast;
CREATE TABLE u (a int CONSTRAINT u_key PRIMARY KEY);
CREATE MATERIALIZED VIEW m TABLESPACE fast AS SELECT a FROM t;
-- expect
- tablespace of constraint u_key on u
- tablespace of materialized view m
