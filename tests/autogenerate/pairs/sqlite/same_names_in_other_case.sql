-- Names differ only in their case.
-- before
CREATE TABLE Person (Id INTEGER PRIMARY KEY, Email TEXT);
CREATE INDEX Ix ON Person (Email);
-- after
CREATE TABLE person (id INTEGER PRIMARY KEY, email TEXT);
CREATE INDEX ix ON person (email);
-- expect
no change
