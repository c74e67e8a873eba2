-- since: 16
-- before
CREATE COLLATION one (PROVIDER = icu, LOCALE = 'und', RULES = '&a < g');
-- after
CREATE COLLATION one (PROVIDER = icu, LOCALE = 'und', RULES = '&b < h');
CREATE COLLATION two (PROVIDER = icu, LOCALE = 'en', DETERMINISTIC = false, RULES = '&a < g');
-- expect
~ collation one
+ collation two
