-- before
CREATE FOREIGN DATA WRAPPER old OPTIONS (debug 'true');
CREATE SERVER gone FOREIGN DATA WRAPPER old;
CREATE USER MAPPING FOR PUBLIC SERVER gone OPTIONS (a 'b');
-- after
CREATE FOREIGN DATA WRAPPER fdw VALIDATOR postgresql_fdw_validator;
COMMENT ON FOREIGN DATA WRAPPER fdw IS 'a wrapper';
GRANT USAGE ON FOREIGN DATA WRAPPER fdw TO pg_monitor;
CREATE SERVER "S" TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER fdw OPTIONS (host 'it''s', port '5432');
COMMENT ON SERVER "S" IS 'a server';
GRANT USAGE ON FOREIGN SERVER "S" TO pg_monitor WITH GRANT OPTION;
CREATE USER MAPPING FOR pg_monitor SERVER "S" OPTIONS (user 'me', password 'it''s \ secret');
CREATE USER MAPPING FOR PUBLIC SERVER "S";
-- expect
- foreign data wrapper old
- server gone
- user mapping FOR PUBLIC SERVER gone
+ foreign data wrapper fdw
+ server "S"
+ user mapping FOR pg_monitor SERVER "S"
+ user mapping FOR PUBLIC SERVER "S"
