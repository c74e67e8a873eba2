-- schemas: public app
-- before
CREATE SCHEMA app;
CREATE TABLE app.base (id int PRIMARY KEY, note text);
CREATE TABLE keeper (a int) INHERITS (app.base);
-- rows
INSERT INTO keeper (id, note, a) VALUES (1, 'x', 2);
-- after
CREATE SCHEMA app;
CREATE TABLE app.base (id int PRIMARY KEY, note text);
CREATE TABLE keeper (a int, b int) INHERITS (app.base);
CREATE TABLE app.second (c int) INHERITS (app.base);
CREATE TABLE third (d int) INHERITS (app.base, app.second);
-- expect
+ column keeper.b
+ table app.second
+ table third
