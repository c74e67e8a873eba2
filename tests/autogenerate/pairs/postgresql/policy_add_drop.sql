-- before
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE TABLE u (id int PRIMARY KEY, a text);
CREATE TABLE v (id int PRIMARY KEY);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE POLICY gone ON t USING (true);
COMMENT ON POLICY gone ON t IS 'goes';
ALTER TABLE v ENABLE ROW LEVEL SECURITY;
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE TABLE u (id int PRIMARY KEY, a text);
CREATE TABLE v (id int PRIMARY KEY);
CREATE FUNCTION may(x int) RETURNS boolean LANGUAGE sql AS 'SELECT x > 0';
ALTER TABLE u ENABLE ROW LEVEL SECURITY;
ALTER TABLE u FORCE ROW LEVEL SECURITY;
ALTER TABLE v FORCE ROW LEVEL SECURITY;
CREATE POLICY "Read" ON u FOR SELECT TO pg_monitor, CURRENT_USER USING (EXISTS (SELECT FROM t WHERE t.id = u.id));
CREATE POLICY write ON u AS RESTRICTIVE FOR INSERT WITH CHECK (may(id) AND a <> 'it''s');
CREATE POLICY change ON u FOR UPDATE USING (a = current_user) WITH CHECK (a = current_user);
CREATE POLICY bare ON u FOR DELETE;
COMMENT ON POLICY bare ON u IS 'nobody';
CREATE TABLE added (id int);
ALTER TABLE added ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON added USING (id IN (SELECT id FROM t));
-- expect
- policy
- row security
- forced row security
+ function may(integer)
+ policy
+ row security
+ forced row security
+ table added
