-- before
CREATE LANGUAGE gone HANDLER plpgsql_call_handler;
CREATE FUNCTION f() RETURNS int LANGUAGE gone AS 'BEGIN RETURN 1; END';
-- after
CREATE TRUSTED LANGUAGE new HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
COMMENT ON LANGUAGE new IS 'like another';
GRANT USAGE ON LANGUAGE new TO pg_monitor;
CREATE FUNCTION g() RETURNS int LANGUAGE new AS 'BEGIN RETURN 1; END';
-- expect
- language gone
- function f()
+ language new
+ function g()
