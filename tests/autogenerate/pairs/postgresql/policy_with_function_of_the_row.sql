-- loses: t.id t.a
-- before
CREATE TABLE kept (id int);
CREATE TABLE t (id int, a text);
CREATE FUNCTION may(r t) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT r.id > 0';
CREATE POLICY p ON t USING (may(t));
-- after
CREATE TABLE kept (id int);
-- expect
- table t
- function may(t)
