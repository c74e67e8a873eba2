-- since: 17
-- before
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
-- after
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER e ON login EXECUTE FUNCTION f();
ALTER EVENT TRIGGER e DISABLE;
-- expect
+ event trigger e
