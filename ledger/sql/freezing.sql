-- What a figure of the year can count: what came in then, and applications for information not answered before it.
-- A guarded case keeps its day and kind, and no number that anybody could look up. Everything is read and written in the
-- order of its key, so that nothing is sorted.

-- name: make_aliases
CREATE TABLE aliases (number TEXT PRIMARY KEY, shown TEXT NOT NULL) WITHOUT ROWID

-- name: fill_aliases
INSERT INTO aliases
SELECT number, CASE WHEN guarded = 1 THEN printf('保密-%06d', count(*) FILTER (WHERE guarded = 1) OVER earlier)
    ELSE number END
FROM ledger.case_facts
WHERE received_on BETWEEN :first AND :last
   OR (received_on < :first AND (channel = '依申请公开' OR kind = '依申请公开')
       AND (CASE WHEN replied_on <> '' THEN replied_on ELSE ended_on END = ''
            OR CASE WHEN replied_on <> '' THEN replied_on ELSE ended_on END >= :first))
WINDOW earlier AS (ORDER BY number ROWS UNBOUNDED PRECEDING)

-- name: make_case_facts
CREATE TABLE case_facts (
    month TEXT, channel TEXT, unit TEXT, number TEXT, kind TEXT, area TEXT, received_on TEXT, accepted_on TEXT,
    transferred_on TEXT, acknowledged_on TEXT, replied_on TEXT, closed_on TEXT, published_on TEXT, ended_on TEXT,
    due_on TEXT, counted INTEGER, guarded INTEGER, transfers INTEGER, returns INTEGER, reworks INTEGER, solved INTEGER,
    reached INTEGER, contacted INTEGER, call_solved INTEGER, satisfied TEXT, rating TEXT, applicant TEXT, result TEXT,
    PRIMARY KEY (month, channel, unit, number)) WITHOUT ROWID

-- name: fill_case_facts
INSERT INTO case_facts
SELECT month, channel, unit, coalesce(a.shown, c.number), kind, area, received_on, accepted_on, transferred_on,
    acknowledged_on, replied_on, closed_on, published_on, ended_on, due_on, counted, guarded, transfers, returns, reworks,
    solved, reached, contacted, call_solved, satisfied, rating, applicant, result
FROM ledger.case_facts AS c LEFT JOIN aliases AS a ON c.guarded = 1 AND a.number = c.number
WHERE c.received_on BETWEEN :first AND :last
   OR (c.received_on < :first AND (channel = '依申请公开' OR kind = '依申请公开')
       AND (CASE WHEN replied_on <> '' THEN replied_on ELSE ended_on END = ''
            OR CASE WHEN replied_on <> '' THEN replied_on ELSE ended_on END >= :first))

-- name: index_case_facts
CREATE UNIQUE INDEX case_facts_number ON case_facts (number)

-- name: make_events
CREATE TABLE events (seq INTEGER PRIMARY KEY, number TEXT, day TEXT, move TEXT, link TEXT)

-- name: fill_events
INSERT INTO events
SELECT e.seq, a.shown,
    CASE WHEN substr(e.at, 12, 2) < '16' THEN substr(e.at, 1, 10) ELSE date(e.at, '+8 hours') END, e.move, e.link
FROM ledger.events AS e CROSS JOIN aliases AS a ON a.number = e.number
ORDER BY e.seq

-- name: make_register_rows
CREATE TABLE register_rows (
    id TEXT PRIMARY KEY, register TEXT, first_on TEXT, last_on TEXT, unit TEXT, subject TEXT, quantity INTEGER,
    precise TEXT, evidence TEXT, struck_by TEXT) WITHOUT ROWID

-- name: fill_register_rows
INSERT INTO register_rows
SELECT id, register, first_on, last_on, unit, subject, quantity, precise, evidence, struck_by
FROM ledger.register_rows WHERE struck_by = '' AND last_on <= :documents_until

-- name: head
SELECT count(*), (SELECT link FROM ledger.events ORDER BY seq DESC LIMIT 1) FROM ledger.events

-- name: empty_figures
CREATE TABLE figures (name, printed, style, numerator, denominator, query)

-- name: empty_identities
CREATE TABLE identities (name, left_side, right_side)

-- name: empty_texts
CREATE TABLE texts (place, words)

-- name: empty_definitions
CREATE TABLE definitions (name, label, definition)
