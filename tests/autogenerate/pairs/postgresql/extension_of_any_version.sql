-- differs: the server takes the newest where none is named
-- before
CREATE EXTENSION citext VERSION '1.4';
CREATE EXTENSION "pg_trgm" VERSION '1.4';
CREATE TABLE t (a citext);
-- after
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
CREATE EXTENSION "pg_trgm" VERSION '1.4';
CREATE TABLE t (a citext);
-- expect
no change
