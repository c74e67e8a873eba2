-- before
CREATE DOMAIN validated AS int;
ALTER DOMAIN validated ADD CONSTRAINT c CHECK (value > 0) NOT VALID;
COMMENT ON CONSTRAINT c ON DOMAIN validated IS 'stays';
CREATE DOMAIN unvalidated AS int CONSTRAINT c CHECK (value > 0);
CREATE DOMAIN nulls AS int;
CREATE DOMAIN defaults AS text DEFAULT 'x';
COMMENT ON DOMAIN defaults IS 'old';
CREATE TABLE t (a validated, b unvalidated, c nulls, d defaults);
CREATE VIEW v AS SELECT a, b, c, d FROM t;
COMMENT ON VIEW v IS 'stays';
-- rows
INSERT INTO t VALUES (1, 2, 3, 'y');
-- after
CREATE DOMAIN validated AS int CONSTRAINT c CHECK (value > 0);
COMMENT ON CONSTRAINT c ON DOMAIN validated IS 'stays';
CREATE DOMAIN unvalidated AS int;
ALTER DOMAIN unvalidated ADD CONSTRAINT c CHECK (value > 0) NOT VALID;
CREATE DOMAIN nulls AS int NOT NULL;
CREATE DOMAIN defaults AS text;
COMMENT ON DOMAIN defaults IS 'new';
CREATE TABLE t (a validated, b unvalidated, c nulls, d defaults);
CREATE VIEW v AS SELECT a, b, c, d FROM t;
COMMENT ON VIEW v IS 'stays';
-- expect
~ constraint
+ NOT NULL
- default
~ comment
