-- name: put
INSERT INTO outbox (channel, address, notice, language, dedupe, put_at)
VALUES (:channel, :address, :notice, :language, :dedupe, :put_at)
ON CONFLICT (dedupe) DO NOTHING

-- name: next
SELECT * FROM outbox AS o
WHERE channel = :channel AND sent_at IS NULL AND given_up = 0 AND free_at <= :now
  AND NOT EXISTS (
    SELECT 1 FROM outbox AS earlier
    WHERE earlier.channel = o.channel AND earlier.address = o.address AND earlier.id < o.id
      AND earlier.sent_at IS NULL AND earlier.given_up = 0)
ORDER BY free_at, id LIMIT 1

-- name: lease
UPDATE outbox SET free_at = :until, attempts = attempts + 1
WHERE id = :id AND free_at = :free_at AND sent_at IS NULL AND given_up = 0

-- name: delivered
UPDATE outbox SET sent_at = :now, reason = '' WHERE id = :id AND sent_at IS NULL

-- name: try_again
UPDATE outbox SET free_at = :next_at, reason = :reason WHERE id = :id AND sent_at IS NULL AND given_up = 0

-- name: give_up
UPDATE outbox SET given_up = 1, reason = :reason WHERE id = :id AND sent_at IS NULL

-- name: of_address
SELECT * FROM outbox WHERE channel = :channel AND address = :address AND id > :after ORDER BY id

-- name: health
SELECT count(*) AS waiting, min(put_at) AS oldest FROM outbox WHERE sent_at IS NULL AND given_up = 0
