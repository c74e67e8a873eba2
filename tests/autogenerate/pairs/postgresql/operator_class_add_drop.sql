-- before
CREATE TABLE t (a int);
CREATE FUNCTION down(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($2, $1)';
CREATE OPERATOR CLASS gone FOR TYPE int USING btree AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 down(int, int);
CREATE INDEX by_gone ON t (a gone);
-- after
CREATE TABLE t (a int);
CREATE FUNCTION down(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($2, $1)';
CREATE OPERATOR FAMILY downwards USING btree;
COMMENT ON OPERATOR FAMILY downwards USING btree IS 'a family';
CREATE OPERATOR CLASS down_ops FOR TYPE int USING btree FAMILY downwards AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 down(int, int);
COMMENT ON OPERATOR CLASS down_ops USING btree IS 'a class';
ALTER OPERATOR FAMILY downwards USING btree ADD OPERATOR 1 >(int, bigint), OPERATOR 5 <(int, bigint);
CREATE INDEX by_down ON t (a down_ops);
-- expect
- operator family gone USING btree
- operator class gone USING btree
- index t.by_gone
+ operator family downwards USING btree
+ operator class down_ops USING btree
+ index t.by_down
