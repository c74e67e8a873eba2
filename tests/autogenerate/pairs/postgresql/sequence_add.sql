-- before
-- after
CREATE SEQUENCE plain;
CREATE SEQUENCE fancy AS smallint START 5 INCREMENT 5 MINVALUE 5 MAXVALUE 500 CACHE 10 CYCLE;
COMMENT ON SEQUENCE fancy IS 'steps of five';
-- expect
+ sequence plain
+ sequence fancy
