-- schemas: public app
-- before
CREATE TEXT SEARCH PARSER gone (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH TEMPLATE other (LEXIZE = dsimple_lexize, INIT = dsimple_init);
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = other, Accept = 'false');
-- after
CREATE SCHEMA app;
CREATE TEXT SEARCH PARSER app.p (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
COMMENT ON TEXT SEARCH PARSER app.p IS 'a parser';
CREATE TEXT SEARCH TEMPLATE other (LEXIZE = dsimple_lexize, INIT = dsimple_init);
COMMENT ON TEXT SEARCH TEMPLATE other IS 'a template';
CREATE TEXT SEARCH TEMPLATE app.t (LEXIZE = dsimple_lexize, INIT = dsimple_init);
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = app.t, Accept = 'false');
CREATE TEXT SEARCH CONFIGURATION app.c (PARSER = app.p);
ALTER TEXT SEARCH CONFIGURATION app.c ADD MAPPING FOR asciiword WITH public.d;
-- expect
+ schema app
- text search parser gone
+ text search parser app.p
+ comment of text search template other
+ text search template app.t
~ text search dictionary d
+ text search configuration app.c
