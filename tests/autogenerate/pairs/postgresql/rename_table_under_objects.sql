-- open: objects on a renamed table are compared by its old name
-- options: --rename t=u
-- renames: table t u
-- before
CREATE TABLE t (id int CONSTRAINT k PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER g BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION fire();
CREATE POLICY p ON t USING (a > 0);
GRANT SELECT ON t TO pg_monitor;
-- rows
INSERT INTO t VALUES (1, 2);
-- after
CREATE TABLE u (id int CONSTRAINT k PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id, a FROM u;
CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER g BEFORE UPDATE OF a ON u FOR EACH ROW EXECUTE FUNCTION fire();
CREATE POLICY p ON u USING (a > 0);
GRANT SELECT ON u TO pg_monitor;
-- expect
~ table u
