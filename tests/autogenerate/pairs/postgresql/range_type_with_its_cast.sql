-- the cast from a range to its multirange comes with the type
-- before
CREATE TABLE account (id bigint PRIMARY KEY);
-- rows
INSERT INTO account VALUES (1);
-- after
CREATE TYPE span AS RANGE (SUBTYPE = float8);
CREATE TABLE account (id bigint PRIMARY KEY);
-- expect
+ type span
