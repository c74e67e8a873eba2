-- a table, a column, a type and a sequence get other names under whatever mentions them
-- options: --rename t=u --rename u.a=b --rename mood=feeling --rename s=numbers
-- renames: table t u
-- renames: column t.a b
-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('other', 'aliased')
-- before
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE SEQUENCE s;
CREATE TABLE t (id int CONSTRAINT k PRIMARY KEY, a int, m mood);
CREATE TABLE other (id int CONSTRAINT other_k PRIMARY KEY, t int, a int);
CREATE VIEW aliased AS SELECT x.id, x.a + 1 AS more, o.a FROM t x JOIN other o ON o.id = x.id;
COMMENT ON VIEW aliased IS 'stays';
CREATE VIEW given AS SELECT id, a FROM t WHERE m = 'sad';
GRANT SELECT ON given TO pg_monitor;
CREATE MATERIALIZED VIEW m AS SELECT t.id, other.t FROM t JOIN other ON other.id = t.a;
CREATE INDEX m_id ON m (id);
CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE FUNCTION over_row(x t, y mood) RETURNS SETOF t LANGUAGE sql AS 'SELECT x';
COMMENT ON FUNCTION over_row(t, mood) IS 'stays';
CREATE TRIGGER a BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (new.a > old.a) EXECUTE FUNCTION fire();
COMMENT ON TRIGGER a ON t IS 'stays';
ALTER TABLE t DISABLE TRIGGER a;
CREATE RULE r AS ON DELETE TO t WHERE old.a > 0 DO ALSO INSERT INTO other (id) VALUES (old.a);
CREATE POLICY p ON t USING (a > 0 AND m <> 'happy');
CREATE POLICY q ON other USING (id IN (SELECT t.a FROM t));
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t CLUSTER ON k;
ALTER TABLE t ALTER a SET STATISTICS 7;
GRANT SELECT ON t TO pg_monitor;
GRANT UPDATE (a) ON t TO pg_monitor;
GRANT USAGE ON SEQUENCE s TO pg_monitor;
GRANT USAGE ON TYPE mood TO pg_monitor;
CREATE STATISTICS st ON id, a FROM t;
-- rows
INSERT INTO t VALUES (1, 2, 'sad');
REFRESH MATERIALIZED VIEW m;
-- after
CREATE TYPE feeling AS ENUM ('sad', 'happy');
CREATE SEQUENCE numbers;
CREATE TABLE u (id int CONSTRAINT k PRIMARY KEY, b int, m feeling);
CREATE TABLE other (id int CONSTRAINT other_k PRIMARY KEY, t int, a int);
CREATE VIEW aliased AS SELECT x.id, x.b + 1 AS more, o.a FROM u x JOIN other o ON o.id = x.id;
COMMENT ON VIEW aliased IS 'stays';
CREATE VIEW given AS SELECT id, b FROM u WHERE m = 'sad';
GRANT SELECT ON given TO pg_monitor;
CREATE MATERIALIZED VIEW m AS SELECT u.id, other.t FROM u JOIN other ON other.id = u.b;
CREATE INDEX m_id ON m (id);
CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE FUNCTION over_row(x u, y feeling) RETURNS SETOF u LANGUAGE sql AS 'SELECT x';
COMMENT ON FUNCTION over_row(u, feeling) IS 'stays';
CREATE TRIGGER a BEFORE UPDATE OF b ON u FOR EACH ROW WHEN (new.b > old.b) EXECUTE FUNCTION fire();
COMMENT ON TRIGGER a ON u IS 'stays';
ALTER TABLE u DISABLE TRIGGER a;
CREATE RULE r AS ON DELETE TO u WHERE old.b > 0 DO ALSO INSERT INTO other (id) VALUES (old.b);
CREATE POLICY p ON u USING (b > 0 AND m <> 'happy');
CREATE POLICY q ON other USING (id IN (SELECT u.b FROM u));
ALTER TABLE u ENABLE ROW LEVEL SECURITY;
ALTER TABLE u CLUSTER ON k;
ALTER TABLE u ALTER b SET STATISTICS 7;
GRANT SELECT ON u TO pg_monitor;
GRANT UPDATE (b) ON u TO pg_monitor;
GRANT USAGE ON SEQUENCE numbers TO pg_monitor;
GRANT USAGE ON TYPE feeling TO pg_monitor;
CREATE STATISTICS st ON id, b FROM u;
-- expect
~ table u
~ column u.b
~ enum feeling
~ sequence numbers
~ view given
~ policy
