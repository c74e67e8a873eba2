-- before
CREATE ACCESS METHOD gone TYPE INDEX HANDLER bthandler;
-- after
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
COMMENT ON ACCESS METHOD heap2 IS 'another heap';
CREATE ACCESS METHOD tree TYPE INDEX HANDLER bthandler;
CREATE OPERATOR FAMILY f USING tree;
-- expect
- access method gone
+ access method heap2
+ access method tree
+ operator family f USING tree
