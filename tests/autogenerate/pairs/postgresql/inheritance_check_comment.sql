-- a comment on a check that a table has from its parent is its own
-- before
CREATE TABLE p (a int, CONSTRAINT positive CHECK (a > 0), CONSTRAINT small CHECK (a < 9), CONSTRAINT odd CHECK (a % 2 = 1));
CREATE TABLE c () INHERITS (p);
COMMENT ON CONSTRAINT positive ON c IS 'goes';
COMMENT ON CONSTRAINT small ON c IS 'stays';
COMMENT ON CONSTRAINT odd ON c IS 'changes';
-- rows
INSERT INTO c VALUES (1);
-- after
CREATE TABLE p (a int, CONSTRAINT positive CHECK (a > 0), CONSTRAINT small CHECK (a < 8), CONSTRAINT odd CHECK (a % 2 = 1), CONSTRAINT new CHECK (a <> 4));
CREATE TABLE c (CONSTRAINT small CHECK (a < 8)) INHERITS (p);
COMMENT ON CONSTRAINT small ON c IS 'stays';
COMMENT ON CONSTRAINT odd ON c IS 'changed';
COMMENT ON CONSTRAINT new ON c IS 'comes';
CREATE TABLE new (CONSTRAINT positive CHECK (a > 0)) INHERITS (p);
COMMENT ON CONSTRAINT positive ON new IS 'listed';
COMMENT ON CONSTRAINT odd ON new IS 'not listed';
-- expect
~ check p.small
+ check p.new
+ check c.small
- comment
~ comment
+ comment
+ table new
