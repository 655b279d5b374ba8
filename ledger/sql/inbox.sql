-- name: take_in
INSERT INTO inbox (channel, outside_id, raw, came_at)
VALUES (:channel, :outside_id, :raw, :came_at)
ON CONFLICT (channel, outside_id) DO NOTHING

-- name: waiting
SELECT id, channel, outside_id, raw, attempts FROM inbox
WHERE channel = :channel AND handled_at IS NULL AND id > :after
ORDER BY id LIMIT :limit

-- name: handed_out
UPDATE inbox SET attempts = attempts + 1 WHERE id = :id

-- name: done
UPDATE inbox SET handled_at = :at, error = :error, raw = CASE WHEN :error = '' THEN '' ELSE raw END
WHERE id = :id

-- name: health
SELECT (SELECT count(*) FROM inbox WHERE handled_at IS NULL) AS waiting,
       (SELECT min(came_at) FROM inbox WHERE handled_at IS NULL) AS oldest,
       (SELECT count(*) FROM inbox WHERE error <> '') AS quarantined
