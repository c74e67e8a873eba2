-- A table gets another name, a new column and another type at once.
-- options: --rename account=person
-- renames: table account person
-- before
CREATE TABLE account (id int CONSTRAINT pk PRIMARY KEY, email varchar(100), age int DEFAULT 1);
-- rows
INSERT INTO account VALUES (1, 'a', 30);
-- after
CREATE TABLE person (id int CONSTRAINT pk PRIMARY KEY, email varchar(200), age int DEFAULT 2, name text);
-- expect
~ table person
~ column person.email
~ column person.age
+ column person.name
