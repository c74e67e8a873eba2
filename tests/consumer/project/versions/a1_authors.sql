-- ---
-- revision: a1
-- down_revision: null
-- message: create authors and books
-- ---

-- migrate:up
CREATE TABLE authors (id integer PRIMARY KEY, name varchar(80));
CREATE TABLE books (
  id integer PRIMARY KEY,
  author_id integer NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
  title varchar(80) NOT NULL
);
-- What a raw literal, or a careless one, would break at: )" )unit" \ ?? é
INSERT INTO authors (id, name) VALUES (1, 'Zoë )unit"\');
INSERT INTO books (id, author_id, title) VALUES (10, 1, 'one'), (11, 1, 'two');

-- migrate:down
DROP TABLE books;
DROP TABLE authors;
