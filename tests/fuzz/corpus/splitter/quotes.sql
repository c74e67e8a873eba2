-- migrate:up
CREATE TABLE a (b text DEFAULT 'x;''y', "c;" int); -- done
/* one /* two ; */ */
SELECT E'\';', U&'d!0061' UESCAPE '!', B'01', $$;$$, $t$ $$ $t$, $1;
-- migrate:down
DROP TABLE a
