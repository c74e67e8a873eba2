-- Views, functions, triggers, policies, domains and grants are not this tool's (yet), and stay as they are.
-- before
CREATE DOMAIN positive AS int CHECK (value > 0);
CREATE TABLE t (id int PRIMARY KEY, a text, p positive DEFAULT 3);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE MATERIALIZED VIEW mv AS SELECT count(*) AS n FROM t;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.a := coalesce(NEW.a, 'x'); RETURN NEW; END$$;
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION touch();
CREATE FUNCTION twice(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 * 2';
CREATE INDEX ix ON t (twice(id));
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY pol ON t USING (id > 0);
GRANT SELECT ON t TO PUBLIC;
-- rows
INSERT INTO t (id) VALUES (1);
-- after
CREATE DOMAIN positive AS int CHECK (value > 0);
CREATE TABLE t (id int PRIMARY KEY, a text, p positive DEFAULT 4, b text);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE MATERIALIZED VIEW mv AS SELECT count(*) AS n FROM t;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.a := coalesce(NEW.a, 'x'); RETURN NEW; END$$;
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION touch();
CREATE FUNCTION twice(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 * 2';
CREATE INDEX ix ON t (twice(id));
CREATE INDEX ix2 ON t (twice(id) DESC);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY pol ON t USING (id > 0);
GRANT SELECT ON t TO PUBLIC;
-- expect
~ column t.p
+ column t.b
+ index t.ix2
