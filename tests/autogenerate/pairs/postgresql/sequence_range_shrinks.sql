-- open: a sequence that stands outside of its new range is not moved into it
-- before
CREATE SEQUENCE s MINVALUE -5 MAXVALUE 500;
-- after
CREATE SEQUENCE s AS smallint;
-- expect
~ sequence s
