-- before
CREATE TABLE t (a int);
CREATE FUNCTION down(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($2, $1)';
CREATE FUNCTION below(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($2, $1)';
CREATE OPERATOR FAMILY downwards USING btree;
CREATE OPERATOR CLASS down_ops FOR TYPE int USING btree FAMILY downwards AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 down(int, int);
ALTER OPERATOR FAMILY downwards USING btree ADD OPERATOR 1 >(int, bigint);
CREATE INDEX by_down ON t (a down_ops);
-- after
CREATE TABLE t (a int);
CREATE FUNCTION below(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($2, $1)';
CREATE OPERATOR FAMILY downwards USING btree;
CREATE OPERATOR CLASS down_ops FOR TYPE int USING btree FAMILY downwards AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 below(int, int);
ALTER OPERATOR FAMILY downwards USING btree ADD OPERATOR 5 <(int, bigint);
CREATE INDEX by_down ON t (a down_ops);
-- expect
- function down(integer,integer)
~ operator class down_ops USING btree
- member operator 1 (integer, bigint) of operator family downwards USING btree
+ member operator 5 (integer, bigint) of operator family downwards USING btree
