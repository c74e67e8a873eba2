-- a child has another expression than its parent
-- since: 16
-- loses: comes.b below.b
-- before
CREATE TABLE p (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE comes () INHERITS (p);
CREATE TABLE goes (b int GENERATED ALWAYS AS (a * 3) STORED) INHERITS (p);
CREATE TABLE changes (b int GENERATED ALWAYS AS (a * 3) STORED) INHERITS (p);
CREATE TABLE below () INHERITS (changes);
CREATE TABLE same (b int GENERATED ALWAYS AS (a * 5) STORED) INHERITS (p);
-- rows
INSERT INTO comes VALUES (1);
INSERT INTO below VALUES (1);
-- after
CREATE TABLE p (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE comes (b int GENERATED ALWAYS AS (a * 7) STORED) INHERITS (p);
CREATE TABLE goes () INHERITS (p);
CREATE TABLE changes (b int GENERATED ALWAYS AS (a * 4) STORED) INHERITS (p);
CREATE TABLE below () INHERITS (changes);
CREATE TABLE same (b int GENERATED ALWAYS AS (a * 5) STORED) INHERITS (p);
-- expect
~ column comes.b
~ column goes.b
~ column changes.b
