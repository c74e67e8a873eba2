-- before
CREATE MATERIALIZED VIEW m WITH (fillfactor = 50) AS SELECT 'a'::text AS a;
CREATE MATERIALIZED VIEW n WITH (toast.autovacuum_enabled = false) AS SELECT 'a'::text AS a;
CREATE TABLE t (a int);
CREATE MATERIALIZED VIEW stays WITH (toast.autovacuum_enabled = false, fillfactor = 50) AS SELECT a, 'a'::text AS b FROM t;
-- after
CREATE MATERIALIZED VIEW m WITH (fillfactor = 50, toast.autovacuum_enabled = false) AS SELECT 'a'::text AS a;
CREATE MATERIALIZED VIEW n AS SELECT 'a'::text AS a;
CREATE TABLE t (a bigint);
CREATE MATERIALIZED VIEW stays WITH (fillfactor = 50, toast.autovacuum_enabled = false) AS SELECT a, 'a'::text AS b FROM t;
-- expect
~ materialized view m
~ materialized view n
~ column t.a
