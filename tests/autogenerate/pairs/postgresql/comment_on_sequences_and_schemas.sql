-- schemas: public app
-- before
CREATE SCHEMA app;
CREATE SEQUENCE s;
CREATE SEQUENCE app.s;
COMMENT ON SEQUENCE app.s IS 'gone';
-- after
CREATE SCHEMA app;
CREATE SEQUENCE s;
CREATE SEQUENCE app.s;
COMMENT ON SCHEMA app IS 'the application';
COMMENT ON SEQUENCE s IS 'new';
-- expect
~ schema app
~ sequence s
~ sequence app.s
