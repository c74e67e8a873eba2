-- before
CREATE TYPE a AS ENUM ('x');
CREATE TYPE b AS ENUM ('x');
COMMENT ON TYPE b IS 'gone';
-- after
CREATE TYPE a AS ENUM ('x');
CREATE TYPE b AS ENUM ('x');
COMMENT ON TYPE a IS 'new';
-- expect
~ enum a
~ enum b
