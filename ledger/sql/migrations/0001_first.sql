-- Moments are UTC text of fixed width (2012-03-05T01:02:03.000000+00:00), so that text order is time order.
-- Days are text (2012-03-05) in the office's zone. Flags are 0 or 1. '' means that nothing is there.

CREATE TABLE inbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    channel     TEXT NOT NULL,
    outside_id  TEXT NOT NULL,
    raw         TEXT NOT NULL,
    came_at     TEXT NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    handled_at  TEXT,
    error       TEXT NOT NULL DEFAULT '',
    UNIQUE (channel, outside_id)
);
CREATE INDEX inbox_waiting ON inbox (channel, id) WHERE handled_at IS NULL;
CREATE INDEX inbox_quarantined ON inbox (channel, id) WHERE error <> '';

CREATE TABLE inquiries (
    seq            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    channel        TEXT NOT NULL,
    outside_id     TEXT NOT NULL,
    text           TEXT NOT NULL,
    received_at    TEXT NOT NULL,
    received_on    TEXT NOT NULL,
    conversation   TEXT NOT NULL,
    asked_language TEXT NOT NULL,
    language       TEXT NOT NULL,
    status         TEXT NOT NULL,
    notice         TEXT NOT NULL,
    score          DOUBLE PRECISION NOT NULL,
    latency_us     INTEGER NOT NULL,
    entry_id       TEXT NOT NULL,
    entry_version  TEXT NOT NULL,
    UNIQUE (channel, outside_id)
);
CREATE INDEX inquiries_of_conversation ON inquiries (channel, conversation, received_at, seq);
CREATE INDEX inquiries_received ON inquiries (received_on, channel, status);

CREATE TABLE drafts (
    channel       TEXT NOT NULL,
    conversation  TEXT NOT NULL,
    draft         TEXT NOT NULL,
    changed_at    TEXT NOT NULL,
    PRIMARY KEY (channel, conversation)
);

CREATE TABLE case_numbers (
    year  INTEGER PRIMARY KEY,
    last  INTEGER NOT NULL
);

CREATE TABLE cases (
    number           TEXT PRIMARY KEY,
    channel          TEXT NOT NULL,
    outside_id       TEXT NOT NULL,
    kind             TEXT NOT NULL,
    title            TEXT NOT NULL,
    content          TEXT NOT NULL,
    received_at      TEXT NOT NULL,
    received_on      TEXT NOT NULL,
    due_on           TEXT NOT NULL,
    due_provisional  INTEGER NOT NULL,
    state            TEXT NOT NULL,
    conversation     TEXT NOT NULL,
    language         TEXT NOT NULL,
    place            TEXT NOT NULL,
    contact_name     TEXT NOT NULL,
    contact_reach    TEXT NOT NULL,
    anonymous        INTEGER NOT NULL,
    confidential     INTEGER NOT NULL,
    may_publish      INTEGER NOT NULL,
    area             TEXT NOT NULL,
    unit             TEXT NOT NULL,
    reply            TEXT NOT NULL,
    rating           TEXT NOT NULL,
    accepted_at      TEXT,
    transferred_at   TEXT,
    acknowledged_at  TEXT,
    replied_at       TEXT,
    closed_at        TEXT,
    published_at     TEXT,
    version          INTEGER NOT NULL,
    UNIQUE (channel, outside_id)
);
CREATE INDEX cases_due ON cases (due_on, number);
CREATE INDEX cases_due_of_unit ON cases (unit, due_on, number);
CREATE INDEX open_cases_due ON cases (due_on, number) WHERE state <> 'closed';
CREATE INDEX open_cases_due_of_unit ON cases (unit, due_on, number) WHERE state <> 'closed';
CREATE INDEX cases_received ON cases (received_on, number);
CREATE INDEX cases_of_conversation ON cases (channel, conversation, received_at) WHERE conversation <> '';

CREATE TABLE units (
    name  TEXT PRIMARY KEY
);

CREATE TABLE events (
    seq     INTEGER PRIMARY KEY,
    number  TEXT NOT NULL REFERENCES cases (number),
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    move    TEXT NOT NULL,
    detail  TEXT NOT NULL
);
CREATE INDEX events_of_case ON events (number, seq);

-- free_at: not before this moment; while leased, the end of the lease. '' at the start: at once.
CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    channel    TEXT NOT NULL,
    address    TEXT NOT NULL,
    notice     TEXT NOT NULL,
    language   TEXT NOT NULL,
    dedupe     TEXT NOT NULL UNIQUE,
    put_at     TEXT NOT NULL,
    free_at    TEXT NOT NULL DEFAULT '',
    attempts   INTEGER NOT NULL DEFAULT 0,
    state      TEXT NOT NULL DEFAULT 'waiting',  -- waiting, sent, given_up
    sent_at    TEXT,
    reason     TEXT NOT NULL DEFAULT ''
);
CREATE INDEX outbox_waiting ON outbox (channel, free_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_order ON outbox (channel, address, state, id);
CREATE INDEX outbox_of_address ON outbox (channel, address, id);

CREATE TABLE staff (
    login     TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    role      TEXT NOT NULL,
    unit      TEXT NOT NULL,
    password  TEXT NOT NULL
);

CREATE TABLE sessions (
    token_digest  TEXT PRIMARY KEY,
    login         TEXT NOT NULL REFERENCES staff (login),
    csrf          TEXT NOT NULL,
    opened_at     TEXT NOT NULL,
    seen_at       TEXT NOT NULL
);
