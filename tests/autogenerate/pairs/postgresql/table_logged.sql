-- before
CREATE UNLOGGED TABLE cache (k serial PRIMARY KEY, v text);
-- rows
INSERT INTO cache (v) VALUES ('b');
-- after
CREATE TABLE cache (k serial PRIMARY KEY, v text);
-- expect
~ table cache
