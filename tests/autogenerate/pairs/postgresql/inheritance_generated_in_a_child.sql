-- a column of a plain one is generated in a child, which later versions refuse
-- until: 15
-- loses: comes.b goes.b changes.b below.b
-- before
CREATE TABLE p (a int, b int);
CREATE TABLE comes () INHERITS (p);
CREATE TABLE goes (b int GENERATED ALWAYS AS (a * 3) STORED) INHERITS (p);
CREATE TABLE changes (b int GENERATED ALWAYS AS (a * 3) STORED) INHERITS (p);
CREATE TABLE below () INHERITS (changes);
CREATE TABLE same (b int GENERATED ALWAYS AS (a * 5) STORED) INHERITS (p);
-- rows
INSERT INTO comes VALUES (1);
INSERT INTO below VALUES (1);
INSERT INTO same VALUES (1);
-- after
CREATE TABLE p (a int, b int, c int);
CREATE TABLE comes (b int GENERATED ALWAYS AS (a * 7) STORED) INHERITS (p);
CREATE TABLE goes () INHERITS (p);
CREATE TABLE changes (b int GENERATED ALWAYS AS (a * 4) STORED) INHERITS (p);
CREATE TABLE below () INHERITS (changes);
CREATE TABLE same (a int, b int GENERATED ALWAYS AS (a * 5) STORED) INHERITS (p);
CREATE TABLE new (b int GENERATED ALWAYS AS (a * 6) STORED) INHERITS (p);
-- expect
+ column p.c
~ column comes.b
+ column comes.c
~ column goes.b
+ column goes.c
~ column changes.b
+ column changes.c
+ table new
