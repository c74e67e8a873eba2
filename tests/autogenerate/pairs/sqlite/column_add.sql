-- before
CREATE TABLE account (id INTEGER PRIMARY KEY, z TEXT);
-- rows
INSERT INTO account VALUES (1, 'a'), (2, 'b');
-- after
CREATE TABLE account (id INTEGER PRIMARY KEY, email VARCHAR(320), active BOOLEAN NOT NULL DEFAULT 1, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, z TEXT);
-- expect
+ column account.email
+ column account.active
+ column account.at
