-- schemas: public empty filled other
-- before
CREATE SCHEMA empty;
CREATE SCHEMA filled;
CREATE FUNCTION filled.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- after
CREATE SCHEMA other;
-- expect
- schema empty
- schema filled
- function filled.f()
+ schema other
