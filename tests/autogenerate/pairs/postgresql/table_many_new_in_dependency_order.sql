-- Names sort against what they need.
-- before
-- after
CREATE TYPE zz_state AS ENUM ('a', 'b');
CREATE SEQUENCE zz_numbers;
CREATE TABLE zz_base (id bigint PRIMARY KEY DEFAULT nextval('zz_numbers'));
CREATE TABLE mm (id bigint PRIMARY KEY REFERENCES zz_base, s zz_state NOT NULL DEFAULT 'a');
CREATE TABLE aa (id bigint PRIMARY KEY REFERENCES mm);
-- expect
+ enum zz_state
+ sequence zz_numbers
+ table aa
+ table mm
+ table zz_base
