-- what the schema public comes with is no grant; what was taken from it is missed
-- before
CREATE TABLE account (id bigint PRIMARY KEY);
GRANT SELECT ON account TO PUBLIC;
-- rows
INSERT INTO account VALUES (1);
-- after
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO PUBLIC;
CREATE TABLE account (id bigint PRIMARY KEY);
GRANT SELECT ON account TO PUBLIC;
-- expect
+ withheld privilege USAGE ON SCHEMA public TO PUBLIC
+ privilege CREATE ON SCHEMA public TO PUBLIC
