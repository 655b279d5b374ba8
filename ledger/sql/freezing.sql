-- What a figure of the year can count: what came in then, and applications for information not answered before it.
-- A guarded case keeps its day and kind, and no number that anybody could look up.

-- name: aliases
CREATE TABLE aliases AS
SELECT number, CASE WHEN guarded = 1 THEN printf('保密-%06d', row_number() OVER (PARTITION BY guarded ORDER BY number))
    ELSE number END AS shown
FROM ledger.case_facts
WHERE received_on BETWEEN :first AND :last
   OR (received_on < :first AND (channel = '依申请公开' OR kind = '依申请公开')
       AND (CASE WHEN replied_on <> '' THEN replied_on ELSE ended_on END = ''
            OR CASE WHEN replied_on <> '' THEN replied_on ELSE ended_on END >= :first))
ORDER BY number

-- name: case_facts
CREATE TABLE case_facts AS
SELECT month, channel, unit, a.shown AS number, kind, area, received_on, accepted_on, transferred_on, acknowledged_on,
    replied_on, closed_on, published_on, ended_on, due_on, counted, guarded, transfers, returns, reworks, solved, reached,
    contacted, call_solved, satisfied, rating, applicant, result
FROM ledger.case_facts AS c JOIN aliases AS a ON a.number = c.number
ORDER BY month, channel, unit, a.shown

-- name: index_case_facts
CREATE UNIQUE INDEX case_facts_number ON case_facts (number)

-- name: events
CREATE TABLE events AS
SELECT e.seq, a.shown AS number, date(e.at, '+8 hours') AS day, e.move, e.link
FROM ledger.events AS e JOIN aliases AS a ON a.number = e.number
ORDER BY e.seq

-- name: index_events
CREATE INDEX events_of_case ON events (number, move)

-- name: register_rows
CREATE TABLE register_rows AS
SELECT id, register, first_on, last_on, unit, subject, quantity, precise, evidence, struck_by
FROM ledger.register_rows WHERE struck_by = '' AND last_on <= :documents_until
ORDER BY id

-- name: index_register_rows
CREATE INDEX register_rows_of ON register_rows (register, last_on)

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
