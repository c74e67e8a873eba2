-- the server prints a print of these otherwise
-- differs: the print of a print is another one
-- before
CREATE TABLE t (a varchar(10), b char(3), c text);
CREATE VIEW stays AS SELECT a FROM t WHERE a IN ('x', 'y');
CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
-- after
CREATE TABLE t (a varchar(10), b char(3), c text);
CREATE VIEW stays AS SELECT a, b FROM t WHERE a IN ('x', 'y');
CREATE VIEW new AS SELECT a FROM t WHERE a NOT IN ('x', 'it''s') AND b IN ('a', 'b') AND c IN ('c', 'd');
CREATE DOMAIN d AS varchar(5) CHECK (value IN ('x', 'y'));
CREATE MATERIALIZED VIEW m AS SELECT a FROM t WHERE a IN ('x', 'y');
CREATE INDEX m_a ON m (a) WHERE a IN ('x', 'y');
CREATE RULE r AS ON DELETE TO t WHERE old.a IN ('x', 'y') DO INSTEAD NOTHING;
CREATE POLICY p ON t USING (a IN ('x', 'y'));
CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (new.a IN ('x', 'y')) EXECUTE FUNCTION fire();
CREATE FUNCTION atomic(v varchar) RETURNS boolean LANGUAGE sql RETURN v IN ('x', 'y');
CREATE STATISTICS s ON (a IN ('x', 'y')), c FROM t;
-- expect
~ view stays
+ view new
+ domain d
+ materialized view m
+ rule
+ policy
+ trigger
+ function atomic(character varying)
+ statistics s
