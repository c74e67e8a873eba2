-- unmanaged: table typed (of a type)
-- unmanaged: type a.base (base type)
-- unmanaged: type shell (shell type)
-- schemas: public a
-- before
CREATE TYPE shell;
CREATE SCHEMA a;
CREATE TYPE a.base;
CREATE FUNCTION base_in(cstring) RETURNS a.base LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION base_out(a.base) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE a.base (INPUT = base_in, OUTPUT = base_out, LIKE = int4);
CREATE TYPE pair AS (a int, b int);
CREATE TABLE typed OF pair;
-- after
CREATE TYPE shell;
CREATE SCHEMA a;
CREATE TYPE a.base;
CREATE FUNCTION base_in(cstring) RETURNS a.base LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION base_out(a.base) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE a.base (INPUT = base_in, OUTPUT = base_out, LIKE = int4);
CREATE TYPE pair AS (a int, b int);
CREATE TABLE typed OF pair;
-- expect
no change
