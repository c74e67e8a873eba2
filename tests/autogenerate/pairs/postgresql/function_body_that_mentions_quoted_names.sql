-- schemas: public the_app
-- before
SELECT 1;
-- after
CREATE SCHEMA the_app;
CREATE FUNCTION the_app."z(1).f"(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE PROCEDURE a(x int) LANGUAGE sql AS 'SELECT the_app."z(1).f"(x)';
CREATE FUNCTION "Say ""hi"""() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b() RETURNS int LANGUAGE sql AS 'SELECT "Say ""hi"""()';
-- expect
+ schema the_app
+ function the_app."z(1).f"(integer)
+ procedure a(integer)
+ function "Say ""hi"""()
+ function b()
