-- before
CREATE TABLE "Select" (id INTEGER PRIMARY KEY);
-- rows
INSERT INTO "Select" VALUES (1);
-- after
CREATE TABLE "Select" (id INTEGER PRIMARY KEY, "Order" TEXT, "ta""b" TEXT, [ünïcode ☃] INTEGER, `a.b` INTEGER, "100%" INTEGER, "$1" INTEGER, "-- no comment" TEXT, "semi;colon" INTEGER);
CREATE TABLE "Tab""le 'x' \back" (id INTEGER PRIMARY KEY, "from" TEXT DEFAULT 'c''d', "to, x)" TEXT DEFAULT '"', CONSTRAINT "Ck %s" CHECK ("from" <> 'a"b'), CONSTRAINT "fk {x}" FOREIGN KEY (id) REFERENCES "Select" (id));
CREATE INDEX "index; drop table x" ON "Select" ("Order", lower("ta""b")) WHERE "ünïcode ☃" > 0;
-- expect
+ column Select.Order
+ column Select.ta"b
+ column Select.ünïcode ☃
+ column Select.a.b
+ column Select.100%
+ column Select.$1
+ column Select.-- no comment
+ column Select.semi;colon
+ table Tab"le 'x' \back
+ index Select.index; drop table x
