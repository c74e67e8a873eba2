-- before
CREATE FUNCTION gains(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION loses(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION other(c int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT loses(1, 2), other(3) AS o;
-- after
CREATE FUNCTION gains(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION loses(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION other(d int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT loses(1, 2), other(3) AS o;
-- expect
~ function
