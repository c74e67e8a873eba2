-- before
CREATE TABLE cache (k text PRIMARY KEY, v text);
-- rows
INSERT INTO cache VALUES ('a', 'b');
-- after
CREATE UNLOGGED TABLE cache (k text PRIMARY KEY, v text);
-- expect
~ table cache
