-- before
CREATE FUNCTION quiet() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER gone ON ddl_command_end EXECUTE FUNCTION quiet();
COMMENT ON EVENT TRIGGER gone IS 'goes';
CREATE TABLE t (id int PRIMARY KEY);
-- after
CREATE FUNCTION quiet() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION silent() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER "New" ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION silent();
COMMENT ON EVENT TRIGGER "New" IS 'new';
ALTER EVENT TRIGGER "New" ENABLE ALWAYS;
CREATE EVENT TRIGGER dropping ON sql_drop EXECUTE FUNCTION quiet();
CREATE EVENT TRIGGER rewriting ON table_rewrite EXECUTE FUNCTION quiet();
ALTER EVENT TRIGGER rewriting DISABLE;
CREATE TABLE t (id int PRIMARY KEY);
-- expect
- event trigger gone
+ function silent()
+ event trigger
