-- The schema goes with it.
-- schemas: public tools other
-- before
CREATE SCHEMA tools;
CREATE EXTENSION pg_trgm SCHEMA tools;
-- after
CREATE SCHEMA other;
CREATE EXTENSION hstore SCHEMA other;
-- expect
- extension pg_trgm
- schema tools
+ schema other
+ extension hstore
