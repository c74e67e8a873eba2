-- before
CREATE LANGUAGE l HANDLER plpgsql_call_handler;
CREATE TYPE a AS (a int);
CREATE TRANSFORM FOR a LANGUAGE l (FROM SQL WITH FUNCTION prsd_lextype(internal));
-- after
CREATE LANGUAGE l HANDLER plpgsql_call_handler;
CREATE TYPE a AS (a int);
CREATE TRANSFORM FOR a LANGUAGE l (FROM SQL WITH FUNCTION dsimple_init(internal));
-- expect
~ transform FOR a LANGUAGE l
