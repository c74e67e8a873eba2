-- before
CREATE TABLE t (a INTEGER CONSTRAINT ck CHECK (a > 0), "b" TEXT DEFAULT 'x');
CREATE INDEX i ON t (b) WHERE a > 1;
-- after
CREATE TABLE "t" ("a" INTEGER CONSTRAINT "ck" CHECK ("a" > 0), [b] TEXT DEFAULT 'x');
CREATE INDEX `i` ON "t" ("b") WHERE "a" > 1;
-- expect
no change
