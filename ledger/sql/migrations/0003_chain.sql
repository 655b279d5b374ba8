-- Each event carries a digest over all before it (cases/chain.py). Events of before are linked when this is applied.
ALTER TABLE events ADD COLUMN detail_digest TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN link TEXT NOT NULL DEFAULT '';

-- The record is only ever added to. What a retention rule deletes is the detail alone.
CREATE TRIGGER events_are_kept BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are only added');
END;
CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON events
WHEN OLD.link <> '' AND (NEW.detail <> '' OR
    (NEW.seq, NEW.number, NEW.at, NEW.actor, NEW.move, NEW.detail_digest, NEW.link)
    <> (OLD.seq, OLD.number, OLD.at, OLD.actor, OLD.move, OLD.detail_digest, OLD.link))
BEGIN
    SELECT RAISE(ABORT, 'events are only added');
END;
