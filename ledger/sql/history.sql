-- name: head
SELECT link FROM events WHERE link <> '' ORDER BY seq DESC LIMIT 1

-- name: add
INSERT INTO events (number, at, actor, move, detail, detail_digest, link)
VALUES (:number, :at, :actor, :move, CASE WHEN :guarded THEN '' ELSE :detail END, :detail_digest, :link)

-- name: of_case
SELECT * FROM events WHERE number = :number ORDER BY seq

-- name: all
SELECT e.seq, e.number, e.at, e.actor, e.move, coalesce(d.detail, e.detail) AS detail, e.detail_digest, e.link
FROM events AS e LEFT JOIN guarded_details AS d ON d.seq = e.seq
ORDER BY e.seq

-- name: unlinked
SELECT * FROM events WHERE link = '' ORDER BY seq

-- name: link
UPDATE events SET detail_digest = :detail_digest, link = :link WHERE seq = :seq AND link = ''

-- name: forget
UPDATE events SET detail = '' WHERE number = :number AND detail <> ''
