-- What the rules of the case keep. Structured values are JSON, '' where there is none. Older cases get their clock when
-- this is applied; what they hold in confidence moves to the guarded section then.
ALTER TABLE cases ADD COLUMN is_open INTEGER NOT NULL DEFAULT 1;
ALTER TABLE cases ADD COLUMN guarded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN clock TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN watch_on TEXT;
ALTER TABLE cases ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN responsible TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN responsible_unit TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN transfers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN part_of TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN parts TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN against TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN recused TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN asked_extension TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN escalated_to TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN escalations INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN redirect TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN public TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN call_back TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN solved INTEGER;
ALTER TABLE cases ADD COLUMN reworks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN ended_at TEXT;
ALTER TABLE cases ADD COLUMN forgotten_at TEXT;

DROP INDEX open_cases_due;
DROP INDEX open_cases_due_of_unit;
UPDATE cases SET is_open = 0 WHERE state = 'closed';
CREATE INDEX open_cases_due ON cases (due_on, number) WHERE is_open = 1;
CREATE INDEX open_cases_due_of_unit ON cases (unit, due_on, number) WHERE is_open = 1;
CREATE INDEX cases_to_watch ON cases (watch_on, number) WHERE watch_on IS NOT NULL;
CREATE INDEX cases_kept ON cases (number) WHERE is_open = 0 AND forgotten_at IS NULL;
CREATE INDEX cases_provisional ON cases (number) WHERE due_provisional = 1 AND is_open = 1;
CREATE INDEX cases_merged ON cases (merged_into) WHERE merged_into <> '';
CREATE INDEX cases_in_parts ON cases (part_of) WHERE part_of <> '';

-- The guarded section: what confidential cases and reports of wrongdoing say. `cases` and `events` hold nothing of it,
-- so that no list, search, export or figure can show it. texts: JSON.
CREATE TABLE guarded_cases (
    number  TEXT PRIMARY KEY REFERENCES cases (number),
    texts   TEXT NOT NULL
);
CREATE TABLE guarded_details (
    seq     INTEGER PRIMARY KEY REFERENCES events (seq),
    detail  TEXT NOT NULL
);
CREATE TABLE guarded_reads (
    seq      INTEGER PRIMARY KEY,
    number   TEXT NOT NULL REFERENCES cases (number),
    at       TEXT NOT NULL,
    reader   TEXT NOT NULL,
    purpose  TEXT NOT NULL
);
CREATE INDEX guarded_reads_of_case ON guarded_reads (number, seq);
CREATE TRIGGER reads_are_kept BEFORE DELETE ON guarded_reads
BEGIN
    SELECT RAISE(ABORT, 'reads are only added');
END;
CREATE TRIGGER reads_stay_as_they_are BEFORE UPDATE ON guarded_reads
BEGIN
    SELECT RAISE(ABORT, 'reads are only added');
END;

-- An update that was handled keeps its id alone, so that a repeat is known; what it said is in the record.
UPDATE inbox SET raw = '' WHERE handled_at IS NOT NULL AND error = '';
