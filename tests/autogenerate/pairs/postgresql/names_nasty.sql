-- Quotes, blanks, Unicode, upper case, reserved words, points, percents, 63 bytes.
-- before
CREATE TABLE "Select" (id int PRIMARY KEY);
-- rows
INSERT INTO "Select" VALUES (1);
-- after
CREATE TYPE "My Enum's" AS ENUM ('a"b', 'c''d', 'e,f', 'g\h', '{i}');
CREATE SEQUENCE "Seq ""quoted""";
CREATE TABLE "Select" (id int PRIMARY KEY, "Order" text, "ta""b" text, "ünïcode ☃" int, "a.b" int, "100%" int, "user" text DEFAULT CURRENT_USER, "$1" int, "-- no comment" text, "semi;colon" int);
CREATE TABLE "Tab""le 'x' \back" (id int PRIMARY KEY, "from" "My Enum's" DEFAULT 'c''d', "to" "My Enum's"[] DEFAULT '{"a\"b","e,f"}', n int DEFAULT nextval('"Seq ""quoted"""'),
  CONSTRAINT "Ck %s" CHECK ("from" <> 'a"b'), CONSTRAINT "fk {x}" FOREIGN KEY (id) REFERENCES "Select" (id));
CREATE TABLE table_with_a_name_of_sixty_three_bytes_which_is_the_longest_one (column_with_a_name_of_sixty_three_bytes_which_is_the_longest_xx int CONSTRAINT constraint_with_a_name_of_sixty_three_bytes_which_is_the_longes CHECK (column_with_a_name_of_sixty_three_bytes_which_is_the_longest_xx > 0));
CREATE INDEX "index; drop table x" ON "Select" ("Order", lower("ta""b")) WHERE "ünïcode ☃" > 0;
COMMENT ON COLUMN "Select"."ta""b" IS '$$ $_$ -- /* ☃';
COMMENT ON TABLE "Tab""le 'x' \back" IS '-- migrate:down';
-- expect
+ enum My Enum's
+ sequence Seq "quoted"
+ column Select.Order
+ column Select.ta"b
+ column Select.ünïcode ☃
+ column Select.a.b
+ column Select.100%
+ column Select.user
+ column Select.$1
+ column Select.-- no comment
+ column Select.semi;colon
+ table Tab"le 'x' \back
+ table table_with_a_name_of_sixty_three_bytes_which_is_the_longest_one
+ index Select.index; drop table x
