-- before
CREATE TABLE a (id int);
CREATE TABLE b (id int);
CREATE TABLE c (id int);
COMMENT ON TABLE b IS 'old';
COMMENT ON TABLE c IS 'gone';
-- after
CREATE TABLE a (id int);
CREATE TABLE b (id int);
CREATE TABLE c (id int);
COMMENT ON TABLE a IS 'it''s "new" \ with a backslash
and a second line';
COMMENT ON TABLE b IS 'other';
-- expect
~ table a
~ table b
~ table c
