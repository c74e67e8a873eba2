-- before
CREATE FOREIGN DATA WRAPPER fdw OPTIONS (a '1', b '2');
CREATE SERVER s VERSION '1' FOREIGN DATA WRAPPER fdw OPTIONS (host 'a', port '1');
CREATE SERVER r TYPE 'a' FOREIGN DATA WRAPPER fdw;
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS ("user" 'a', password 'b');
CREATE USER MAPPING FOR PUBLIC SERVER r OPTIONS ("user" 'a');
CREATE FOREIGN TABLE t (a int) SERVER r;
GRANT SELECT ON t TO pg_monitor;
-- after
CREATE FOREIGN DATA WRAPPER fdw VALIDATOR postgresql_fdw_validator;
CREATE SERVER s FOREIGN DATA WRAPPER fdw OPTIONS (host 'b', dbname 'c');
CREATE SERVER r TYPE 'b' FOREIGN DATA WRAPPER fdw;
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (password 'c');
CREATE USER MAPPING FOR PUBLIC SERVER r OPTIONS ("user" 'a');
CREATE FOREIGN TABLE t (a int) SERVER r;
GRANT SELECT ON t TO pg_monitor;
-- expect
~ foreign data wrapper fdw
- option a of foreign data wrapper fdw
- option b of foreign data wrapper fdw
~ server s
~ option host of server s
- option port of server s
+ option dbname of server s
~ server r
- option "user" of user mapping FOR PUBLIC SERVER s
~ option password of user mapping FOR PUBLIC SERVER s
