-- before
SET check_function_bodies = off;
CREATE TABLE t (id int);
-- after
SET check_function_bodies = off;
CREATE TABLE t (id int);
CREATE FUNCTION even(n int) RETURNS boolean LANGUAGE sql AS 'SELECT n = 0 OR odd(n - 1)';
CREATE FUNCTION odd(n int) RETURNS boolean LANGUAGE sql AS 'SELECT n <> 0 AND even(n - 1)';
-- expect
+ function
