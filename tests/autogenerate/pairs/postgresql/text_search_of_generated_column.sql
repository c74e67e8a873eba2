-- Words are looked for with the dictionaries that are declared, from the first row on.
-- keeps: SELECT count(*) FROM t WHERE to_jsonb(t) ->> 'words' = ''
-- before
CREATE TABLE t (id int, body text);
-- rows
INSERT INTO t VALUES (1, 'some words');
-- after
CREATE TEXT SEARCH CONFIGURATION z (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION z ADD MAPPING FOR asciiword WITH simple;
CREATE TABLE t (id int, body text, words tsvector GENERATED ALWAYS AS (to_tsvector('z', body)) STORED);
-- expect
+ text search configuration z
+ column t.words
