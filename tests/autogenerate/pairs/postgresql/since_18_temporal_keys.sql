-- since: 18
-- before
CREATE TABLE room (id int4range NOT NULL, during daterange NOT NULL);
CREATE TABLE stay (id int4range NOT NULL, room int4range, during daterange NOT NULL, CONSTRAINT stay_pk PRIMARY KEY (id, during WITHOUT OVERLAPS));
-- rows
INSERT INTO room VALUES ('[1,2)', '[2020-01-01,2021-01-01)');
-- after
CREATE TABLE room (id int4range NOT NULL, during daterange NOT NULL, CONSTRAINT room_pk PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE stay (id int4range NOT NULL, room int4range, during daterange NOT NULL, CONSTRAINT stay_uq UNIQUE (id, room, during WITHOUT OVERLAPS), CONSTRAINT stay_fk FOREIGN KEY (room, PERIOD during) REFERENCES room (id, PERIOD during));
-- expect
+ primary key room.room_pk
- primary key stay.stay_pk
+ unique stay.stay_uq
+ foreign key stay.stay_fk
