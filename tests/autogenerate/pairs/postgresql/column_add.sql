-- before
CREATE TABLE account (id int PRIMARY KEY);
-- rows
INSERT INTO account VALUES (1), (2);
-- after
CREATE TABLE account (id int PRIMARY KEY, email varchar(320), active boolean NOT NULL DEFAULT true, score real DEFAULT 1.5);
-- expect
+ column account.email
+ column account.active
+ column account.score
