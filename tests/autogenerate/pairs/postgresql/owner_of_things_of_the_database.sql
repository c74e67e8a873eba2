-- settings: compare: { owners: true }
-- before
CREATE LANGUAGE mine HANDLER plpgsql_call_handler;
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE ft (a int) SERVER s;
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE CAST') EXECUTE FUNCTION f();
CREATE PUBLICATION pub;
CREATE TEXT SEARCH CONFIGURATION tc (PARSER = "default");
CREATE TEXT SEARCH DICTIONARY td (TEMPLATE = simple);
CREATE OPERATOR === (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR FAMILY fam USING btree;
CREATE CONVERSION con FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
-- after
CREATE LANGUAGE mine HANDLER plpgsql_call_handler;
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE ft (a int) SERVER s;
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE CAST') EXECUTE FUNCTION f();
CREATE PUBLICATION pub;
CREATE TEXT SEARCH CONFIGURATION tc (PARSER = "default");
CREATE TEXT SEARCH DICTIONARY td (TEMPLATE = simple);
CREATE OPERATOR === (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR FAMILY fam USING btree;
CREATE CONVERSION con FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
ALTER LANGUAGE mine OWNER TO pg_monitor;
ALTER SERVER s OWNER TO pg_monitor;
ALTER FOREIGN TABLE ft OWNER TO pg_monitor;
ALTER PUBLICATION pub OWNER TO pg_monitor;
ALTER TEXT SEARCH CONFIGURATION tc OWNER TO pg_monitor;
ALTER TEXT SEARCH DICTIONARY td OWNER TO pg_monitor;
ALTER OPERATOR === (int, int) OWNER TO pg_monitor;
ALTER OPERATOR FAMILY fam USING btree OWNER TO pg_monitor;
ALTER CONVERSION con OWNER TO pg_monitor;
-- expect
+ owner of language mine
+ owner of server s
+ owner of foreign table ft
+ owner of publication pub
+ owner of text search configuration tc
+ owner of text search dictionary td
+ owner of operator ===(integer,integer)
+ owner of operator family fam USING btree
+ owner of conversion con
