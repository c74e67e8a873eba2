-- before
CREATE TABLE t (a int PRIMARY KEY, b int CONSTRAINT ck CHECK (b > a));
CREATE INDEX i ON t (b);
-- after
CREATE TABLE "public"."t" ("a" int PRIMARY KEY, "b" int CONSTRAINT "ck" CHECK ("b" > "t"."a"));
CREATE INDEX I ON T ("b");
-- expect
no change
