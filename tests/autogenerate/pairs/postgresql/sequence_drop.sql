-- before
CREATE SEQUENCE a START 3;
CREATE SEQUENCE b;
-- after
CREATE SEQUENCE b;
-- expect
- sequence a
