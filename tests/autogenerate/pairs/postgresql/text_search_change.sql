-- before
CREATE TABLE t (id int, body text);
CREATE TEXT SEARCH DICTIONARY a (TEMPLATE = snowball, LANGUAGE = 'english', StopWords = 'english');
CREATE TEXT SEARCH DICTIONARY b (TEMPLATE = simple);
CREATE TEXT SEARCH DICTIONARY c (TEMPLATE = simple, Accept = 'false');
CREATE TEXT SEARCH CONFIGURATION s (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION s ADD MAPPING FOR asciiword WITH a;
ALTER TEXT SEARCH CONFIGURATION s ADD MAPPING FOR word WITH b;
ALTER TEXT SEARCH CONFIGURATION s ADD MAPPING FOR int WITH simple;
COMMENT ON TEXT SEARCH CONFIGURATION s IS 'old';
CREATE INDEX body ON t USING gin (to_tsvector('s', body));
-- after
CREATE TABLE t (id int, body text);
CREATE TEXT SEARCH DICTIONARY a (TEMPLATE = snowball, LANGUAGE = 'german');
CREATE TEXT SEARCH DICTIONARY b (TEMPLATE = snowball, LANGUAGE = 'french');
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, StopWords = 'english', Accept = 'false');
CREATE TEXT SEARCH CONFIGURATION s (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION s ADD MAPPING FOR asciiword WITH d, a;
ALTER TEXT SEARCH CONFIGURATION s ADD MAPPING FOR word WITH b;
ALTER TEXT SEARCH CONFIGURATION s ADD MAPPING FOR email WITH d;
COMMENT ON TEXT SEARCH CONFIGURATION s IS 'new';
CREATE INDEX body ON t USING gin (to_tsvector('s', body));
-- expect
~ option language of text search dictionary a
- option stopwords of text search dictionary a
~ text search dictionary b
- text search dictionary c
+ text search dictionary d
~ mapping for asciiword of text search configuration s
- mapping for int of text search configuration s
+ mapping for email of text search configuration s
~ comment of text search configuration s
