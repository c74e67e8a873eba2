-- before
CREATE TABLE t (id int);
-- after
CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'glad', '');
COMMENT ON TYPE mood IS 'how it is';
CREATE TABLE t (id int, m mood DEFAULT 'it''s ok');
-- expect
+ enum mood
+ column t.m
