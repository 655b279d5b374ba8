-- name: head
SELECT link FROM events WHERE link <> '' ORDER BY seq DESC LIMIT 1

-- name: add
INSERT INTO events (number, at, actor, move, detail, detail_digest, link)
VALUES (:number, :at, :actor, :move, :detail, :detail_digest, :link)

-- name: of_case
SELECT * FROM events WHERE number = :number ORDER BY seq

-- name: all
SELECT * FROM events ORDER BY seq

-- name: unlinked
SELECT * FROM events WHERE link = '' ORDER BY seq

-- name: link
UPDATE events SET detail_digest = :detail_digest, link = :link WHERE seq = :seq AND link = ''
