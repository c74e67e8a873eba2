-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER DEFAULT 5, c TEXT DEFAULT 'x', d TEXT DEFAULT 'it''s', e TIMESTAMP, f INTEGER DEFAULT -1, g REAL DEFAULT 1.5, h BLOB DEFAULT x'00', i TEXT DEFAULT (lower('A')), j TEXT DEFAULT '{"a": 1}');
-- rows
INSERT INTO t (id) VALUES (1);
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER DEFAULT 1, b INTEGER, c TEXT DEFAULT 'y', d TEXT DEFAULT 'it''s "quoted" \ ', e TIMESTAMP DEFAULT CURRENT_TIMESTAMP, f INTEGER DEFAULT -2, g REAL DEFAULT -1.5e10, h BLOB DEFAULT x'00ff', i TEXT DEFAULT (upper('a')), j TEXT DEFAULT '{"a": 2}');
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
~ column t.e
~ column t.f
~ column t.g
~ column t.h
~ column t.i
~ column t.j
