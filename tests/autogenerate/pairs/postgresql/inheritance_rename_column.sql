-- options: --rename p.a=z
-- renames: column p.a z
-- renames: column made.a z
-- renames: column became.a z
-- before
CREATE TABLE p (id int, a int CHECK (a > 0));
CREATE TABLE made (b int) INHERITS (p);
CREATE INDEX made_a ON made (a);
CREATE TABLE became (id int, a int, b int, CONSTRAINT p_a_check CHECK (a > 0));
ALTER TABLE became INHERIT p;
CREATE INDEX became_a ON became (a);
ALTER TABLE became ALTER a SET DEFAULT 1;
-- rows
INSERT INTO made VALUES (1, 2, 3);
INSERT INTO became VALUES (1, 2, 3);
-- after
CREATE TABLE p (id int, z int CONSTRAINT p_a_check CHECK (z > 0));
CREATE TABLE made (b int) INHERITS (p);
CREATE INDEX made_a ON made (z);
CREATE TABLE became (b int) INHERITS (p);
CREATE INDEX became_a ON became (z);
ALTER TABLE became ALTER z SET DEFAULT 1;
-- expect
~ column p.z
