-- A dropped table is referred to by one that stays.
-- before
CREATE TABLE owner (id int PRIMARY KEY);
CREATE TABLE thing (id int PRIMARY KEY, owner_id int CONSTRAINT fk_owner REFERENCES owner);
-- rows
INSERT INTO owner VALUES (1);
INSERT INTO thing VALUES (1, NULL), (2, NULL);
-- after
CREATE TABLE thing (id int PRIMARY KEY, owner_id int);
-- expect
- foreign key thing.fk_owner
- table owner
