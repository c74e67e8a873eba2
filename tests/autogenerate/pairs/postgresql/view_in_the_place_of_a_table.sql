-- A view over a name that stands for another thing now is the same to the letter, and made again.
-- options: --no-renames
-- before
CREATE TABLE reading (id int, value text);
CREATE VIEW latest AS SELECT id, value FROM reading;
CREATE TYPE unit AS ENUM ('m', 's');
CREATE VIEW metres AS SELECT 'm'::unit AS m;
-- after
CREATE TABLE reading_v2 (id int, value text);
CREATE VIEW reading AS SELECT id, value FROM reading_v2;
CREATE VIEW latest AS SELECT id, value FROM reading;
CREATE DOMAIN unit AS text;
CREATE VIEW metres AS SELECT 'm'::unit AS m;

-- expect
- table reading
+ table reading_v2
+ view reading
~ view metres
- enum unit
+ domain unit
