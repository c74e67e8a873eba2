-- refuses: extension e has no update path
-- code: unit_error
-- way out: ALTER EXTENSION citext UPDATE TO '1.5'
-- before
CREATE EXTENSION citext VERSION '1.4';
-- after
CREATE EXTENSION citext VERSION '1.5';
