-- before
CREATE SEQUENCE s MINVALUE -5 MAXVALUE 500;
-- after
CREATE SEQUENCE s AS smallint;
-- expect
~ sequence s
