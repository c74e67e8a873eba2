-- before
CREATE LANGUAGE l HANDLER plpgsql_call_handler;
CREATE TYPE old AS (a int);
CREATE TRANSFORM FOR old LANGUAGE l (FROM SQL WITH FUNCTION prsd_lextype(internal));
-- after
CREATE LANGUAGE l HANDLER plpgsql_call_handler;
CREATE TYPE old AS (a int);
CREATE TYPE new AS (a int);
CREATE TRANSFORM FOR new LANGUAGE l (FROM SQL WITH FUNCTION prsd_lextype(internal));
COMMENT ON TRANSFORM FOR new LANGUAGE l IS 'a transform';
-- expect
- transform FOR old LANGUAGE l
+ type new
+ transform FOR new LANGUAGE l
