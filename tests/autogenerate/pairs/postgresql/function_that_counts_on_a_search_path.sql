-- schemas: public app
-- before
CREATE SCHEMA app;
CREATE TABLE app.item (id int, price int);
SET check_function_bodies = off;
CREATE FUNCTION app.count() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM item';
-- after
CREATE SCHEMA app;
CREATE TABLE app.item (id int, price int);
SET check_function_bodies = off;
CREATE FUNCTION app.count() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) + 1 FROM item';
CREATE FUNCTION app.total() RETURNS bigint LANGUAGE sql AS 'SELECT sum(price) FROM item';
CREATE FUNCTION app.last() RETURNS int LANGUAGE plpgsql AS 'DECLARE one item; BEGIN RETURN one.id; END';
-- expect
~ function app.count()
+ function app.total()
+ function app.last()
