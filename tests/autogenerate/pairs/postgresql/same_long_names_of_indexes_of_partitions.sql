-- differs: the number that makes a name another one takes a letter of what is cut
-- before
CREATE TABLE events_with_much_in_them (organization_id int, external_subscription_id int, code int, transaction_id int) PARTITION BY LIST (code);
CREATE INDEX one ON events_with_much_in_them (organization_id, external_subscription_id, code);
CREATE INDEX two ON events_with_much_in_them (organization_id, external_subscription_id, transaction_id);
CREATE TABLE events_with_much_in_them_default PARTITION OF events_with_much_in_them DEFAULT;
-- after
CREATE TABLE events_with_much_in_them (organization_id int, external_subscription_id int, code int, transaction_id int) PARTITION BY LIST (code);
CREATE INDEX two ON events_with_much_in_them (organization_id, external_subscription_id, transaction_id);
CREATE INDEX one ON events_with_much_in_them (organization_id, external_subscription_id, code);
CREATE TABLE events_with_much_in_them_default PARTITION OF events_with_much_in_them DEFAULT;
-- expect
no change
