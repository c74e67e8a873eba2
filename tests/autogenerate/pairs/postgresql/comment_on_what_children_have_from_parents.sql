-- before
CREATE TABLE q (id int PRIMARY KEY);
CREATE TABLE p (a int, b int CONSTRAINT p_b CHECK (b > 0), c int CONSTRAINT p_c CHECK (c > 0), CONSTRAINT p_key PRIMARY KEY (a), CONSTRAINT p_q FOREIGN KEY (b) REFERENCES q) PARTITION BY LIST (a);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
COMMENT ON CONSTRAINT p_b ON p_1 IS 'old';
COMMENT ON CONSTRAINT p_c ON p_1 IS 'stays';
COMMENT ON CONSTRAINT p_q ON p_1 IS 'goes';
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER fire AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER other AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f();
COMMENT ON TRIGGER fire ON p_1 IS 'old';
COMMENT ON TRIGGER other ON p_1 IS 'stays';
CREATE TABLE parent (a int CONSTRAINT parent_a CHECK (a > 0));
CREATE TABLE child () INHERITS (parent);
COMMENT ON CONSTRAINT parent_a ON parent IS 'the parent''s';
-- after
CREATE TABLE q (id int PRIMARY KEY);
CREATE TABLE p (a int, b int CONSTRAINT p_b CHECK (b > 0), c int CONSTRAINT p_c CHECK (c > 1), CONSTRAINT p_key PRIMARY KEY (a), CONSTRAINT p_q FOREIGN KEY (b) REFERENCES q) PARTITION BY LIST (a);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
COMMENT ON CONSTRAINT p_b ON p_1 IS 'new';
COMMENT ON CONSTRAINT p_c ON p_1 IS 'stays';
COMMENT ON CONSTRAINT p_1_pkey ON p_1 IS 'one';
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER fire AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER other AFTER INSERT OR UPDATE ON p FOR EACH ROW EXECUTE FUNCTION f();
COMMENT ON TRIGGER fire ON p_1 IS 'new';
COMMENT ON TRIGGER other ON p_1 IS 'stays';
CREATE TABLE p_2 PARTITION OF p FOR VALUES IN (2);
COMMENT ON CONSTRAINT p_b ON p_2 IS 'comes with it';
COMMENT ON TRIGGER fire ON p_2 IS 'comes with it';
CREATE TABLE parent (a int CONSTRAINT parent_a CHECK (a > 0));
CREATE TABLE child () INHERITS (parent);
COMMENT ON CONSTRAINT parent_a ON parent IS 'the parent''s';
COMMENT ON CONSTRAINT parent_a ON child IS 'the child''s';
-- expect
~ comment of constraint p_b on p_1
- comment of constraint p_q on p_1
+ comment of constraint p_1_pkey on p_1
~ comment of trigger fire on p_1
~ check p.p_c
~ trigger other ON p
+ table p_2
+ comment of constraint parent_a on child
