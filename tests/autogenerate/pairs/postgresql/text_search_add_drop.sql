-- before
CREATE TABLE t (id int, body text);
CREATE TEXT SEARCH DICTIONARY old (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION gone (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION gone ADD MAPPING FOR asciiword, word WITH old, english_stem;
-- after
CREATE TABLE t (id int, body text);
CREATE TEXT SEARCH DICTIONARY english2 (TEMPLATE = snowball, LANGUAGE = 'english', StopWords = 'english');
COMMENT ON TEXT SEARCH DICTIONARY english2 IS 'it''s one';
CREATE TEXT SEARCH CONFIGURATION "En" (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION "En" ADD MAPPING FOR asciiword, word, hword_part WITH english2, simple;
ALTER TEXT SEARCH CONFIGURATION "En" ADD MAPPING FOR int WITH simple;
COMMENT ON TEXT SEARCH CONFIGURATION "En" IS 'english';
CREATE INDEX body ON t USING gin (to_tsvector('"En"', body));
CREATE VIEW v AS SELECT id, to_tsvector('"En"', body) AS words FROM t;
-- expect
- text search dictionary old
- text search configuration gone
+ text search dictionary english2
+ text search configuration "En"
+ index t.body
+ view v
