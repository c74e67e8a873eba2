-- tablespaces: fast slow
-- keeps: SELECT array_agg(c.oid ORDER BY c.oid) FROM pg_class c WHERE c.relname ~ '^(m|over)_'
-- before
CREATE TABLE t (id int, a text);
CREATE MATERIALIZED VIEW m_in AS SELECT id, a FROM t;
CREATE UNIQUE INDEX m_in_id ON m_in (id);
CREATE VIEW over_m_in AS SELECT id FROM m_in;
CREATE MATERIALIZED VIEW m_out TABLESPACE fast AS SELECT id, a FROM t;
CREATE UNIQUE INDEX m_out_id ON m_out (id) TABLESPACE fast;
CREATE MATERIALIZED VIEW m_over TABLESPACE fast AS SELECT id, a FROM t WITH NO DATA;
CREATE UNIQUE INDEX m_over_id ON m_over (id) TABLESPACE fast;
CREATE TABLE parent (a int);
CREATE MATERIALIZED VIEW anew WITH (fillfactor = 50) TABLESPACE fast AS SELECT a FROM parent;
CREATE INDEX anew_a ON anew (a) TABLESPACE slow;
-- rows
INSERT INTO t VALUES (1, 'x');
REFRESH MATERIALIZED VIEW m_in;
-- after
CREATE TABLE t (id int, a text);
CREATE MATERIALIZED VIEW m_in TABLESPACE slow AS SELECT id, a FROM t;
CREATE UNIQUE INDEX m_in_id ON m_in (id) TABLESPACE fast;
CREATE VIEW over_m_in AS SELECT id FROM m_in;
CREATE MATERIALIZED VIEW m_out AS SELECT id, a FROM t;
CREATE UNIQUE INDEX m_out_id ON m_out (id);
CREATE MATERIALIZED VIEW m_over TABLESPACE slow AS SELECT id, a FROM t WITH NO DATA;
CREATE UNIQUE INDEX m_over_id ON m_over (id) TABLESPACE slow;
CREATE TABLE parent (a bigint);
CREATE MATERIALIZED VIEW anew WITH (fillfactor = 50) TABLESPACE fast AS SELECT a FROM parent;
CREATE INDEX anew_a ON anew (a) TABLESPACE slow;
-- expect
+ tablespace of materialized view m_in
- tablespace of materialized view m_out
~ tablespace of materialized view m_over
+ tablespace of index m_in_id
- tablespace of index m_out_id
~ tablespace of index m_over_id
~ column parent.a
