-- What figures are counted from: one narrow row for each case, written in the same transaction as the case, without any
-- word of it. Days are the office's; '' did not happen. -1 in solved, reached, contacted, call_solved: nobody knows.
-- A guarded case names no unit and no area here: together with a unit its kind could tell who was reported.
-- Ordered by what reports are grouped by, so that a million rows are grouped without sorting.
CREATE TABLE case_facts (
    month            TEXT NOT NULL,
    channel          TEXT NOT NULL,
    unit             TEXT NOT NULL,
    number           TEXT NOT NULL,
    kind             TEXT NOT NULL,
    area             TEXT NOT NULL,
    received_on      TEXT NOT NULL,
    accepted_on      TEXT NOT NULL,
    transferred_on   TEXT NOT NULL,
    acknowledged_on  TEXT NOT NULL,
    replied_on       TEXT NOT NULL,
    closed_on        TEXT NOT NULL,
    published_on     TEXT NOT NULL,
    ended_on         TEXT NOT NULL,
    due_on           TEXT NOT NULL,
    counted          INTEGER NOT NULL,
    guarded          INTEGER NOT NULL,
    transfers        INTEGER NOT NULL,
    returns          INTEGER NOT NULL,
    reworks          INTEGER NOT NULL,
    solved           INTEGER NOT NULL,
    reached          INTEGER NOT NULL,
    contacted        INTEGER NOT NULL,
    call_solved      INTEGER NOT NULL,
    satisfied        TEXT NOT NULL,
    rating           TEXT NOT NULL,
    applicant        TEXT NOT NULL,
    result           TEXT NOT NULL,
    PRIMARY KEY (month, channel, unit, number)
) WITHOUT ROWID;
CREATE UNIQUE INDEX case_facts_number ON case_facts (number);
CREATE INDEX case_facts_lengths ON case_facts (replied_on, received_on) WHERE counted = 1;

ALTER TABLE cases ADD COLUMN returns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN applicant TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN result TEXT NOT NULL DEFAULT '';
UPDATE cases SET returns =
    (SELECT count(*) FROM events WHERE events.number = cases.number AND events.move = 'send_back');

-- Countable facts of the office that are no case. first_on = last_on for what happened on one day; the last day of a
-- stock or of a running total is the day it stood so. precise: exact, about, least.
CREATE TABLE register_rows (
    id          TEXT PRIMARY KEY,
    register    TEXT NOT NULL,
    first_on    TEXT NOT NULL,
    last_on     TEXT NOT NULL,
    unit        TEXT NOT NULL,
    subject     TEXT NOT NULL,
    quantity    INTEGER NOT NULL,
    precise     TEXT NOT NULL,
    evidence    TEXT NOT NULL,
    entered_by  TEXT NOT NULL,
    entered_at  TEXT NOT NULL,
    struck_by   TEXT NOT NULL DEFAULT '',
    struck_at   TEXT
);
CREATE INDEX register_rows_of ON register_rows (register, last_on);

-- The words of a report that a person writes, with bound numbers: draft, reviewed, signed by three people.
CREATE TABLE report_texts (
    year         INTEGER NOT NULL,
    format       TEXT NOT NULL,
    section      TEXT NOT NULL,
    words        TEXT NOT NULL,
    written_by   TEXT NOT NULL,
    written_at   TEXT NOT NULL,
    reviewed_by  TEXT NOT NULL DEFAULT '',
    reviewed_at  TEXT,
    signed_by    TEXT NOT NULL DEFAULT '',
    signed_at    TEXT,
    PRIMARY KEY (year, format, section)
);
