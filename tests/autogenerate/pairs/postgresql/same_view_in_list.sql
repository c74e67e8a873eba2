-- differs: the print of a print is another one
-- before
CREATE TABLE t (a varchar(10));
CREATE VIEW v AS SELECT a FROM t WHERE a IN ('x', 'y');
CREATE MATERIALIZED VIEW m AS SELECT a FROM t WHERE a IN ('x', 'y');
-- after
CREATE TABLE t (a varchar(10));
CREATE VIEW v AS SELECT a FROM t WHERE ((t.a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]));
CREATE MATERIALIZED VIEW m AS SELECT a FROM t WHERE ((t.a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]));
-- expect
no change
