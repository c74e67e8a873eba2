-- Alembic always removes a check whose name is the server's.
-- before
CREATE TABLE b (v int CHECK (v > 0), w int, CHECK (w > v));
-- after
CREATE TABLE b (v int, w int, CONSTRAINT b_v_check CHECK (v > 0), CONSTRAINT b_check CHECK (((w) > (v))));
-- expect
no change
