-- name: texts
SELECT texts FROM guarded_cases WHERE number = :number

-- name: keep
INSERT INTO guarded_cases (number, texts) VALUES (:number, :texts)
ON CONFLICT (number) DO UPDATE SET texts = excluded.texts

-- name: keep_detail
INSERT INTO guarded_details (seq, detail) VALUES (:seq, :detail)

-- name: keep_detail_of
INSERT INTO guarded_details (seq, detail) SELECT seq, :detail FROM events WHERE number = :number AND link = :link

-- name: details
SELECT d.seq, d.detail FROM guarded_details AS d JOIN events AS e ON e.seq = d.seq WHERE e.number = :number

-- name: add_read
INSERT INTO guarded_reads (number, at, reader, purpose) VALUES (:number, :at, :reader, :purpose)

-- name: reads
SELECT seq, number, at, reader, purpose FROM guarded_reads WHERE number = :number ORDER BY seq

-- name: all_reads
SELECT seq, number, at, reader, purpose FROM guarded_reads WHERE seq < :before ORDER BY seq DESC LIMIT :most

-- name: without_clock
SELECT number, received_on, due_on FROM cases WHERE clock = ''

-- name: give_clock
UPDATE cases SET clock = :clock WHERE number = :number

-- name: unguarded
SELECT number FROM cases WHERE guarded = 0 AND (confidential = 1 OR kind = '举报')

-- name: hide_origin
UPDATE cases SET outside_id = :outside_id WHERE number = :number

-- name: open_details
SELECT seq, detail FROM events WHERE number = :number AND detail NOT IN ('', '{}')

-- name: clear_detail
UPDATE events SET detail = '' WHERE seq = :seq

-- name: forget_texts
DELETE FROM guarded_cases WHERE number = :number

-- name: forget_details
DELETE FROM guarded_details WHERE seq IN (SELECT seq FROM events WHERE number = :number)
