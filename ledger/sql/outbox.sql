-- name: put
INSERT INTO outbox (channel, address, notice, language, dedupe, put_at)
VALUES (:channel, :address, :notice, :language, :dedupe, :put_at)
ON CONFLICT (dedupe) DO NOTHING

-- name: next
SELECT * FROM outbox AS o
WHERE channel = :channel AND state = 'waiting' AND free_at <= :now
  AND NOT EXISTS (
    SELECT 1 FROM outbox AS earlier
    WHERE earlier.channel = o.channel AND earlier.address = o.address
      AND earlier.state = 'waiting' AND earlier.id < o.id)
ORDER BY free_at, id LIMIT 1

-- name: lease
UPDATE outbox SET free_at = :until, attempts = attempts + 1
WHERE id = :id AND free_at = :free_at AND state = 'waiting'

-- name: delivered
UPDATE outbox SET state = 'sent', sent_at = :now, reason = '' WHERE id = :id AND state <> 'sent'

-- name: try_again
UPDATE outbox SET free_at = :next_at, reason = :reason WHERE id = :id AND state = 'waiting'

-- name: give_up
UPDATE outbox SET state = 'given_up', reason = :reason WHERE id = :id AND state = 'waiting'

-- name: of_address
SELECT * FROM outbox WHERE channel = :channel AND address = :address AND id > :after ORDER BY id

-- name: health
SELECT count(*) AS waiting, min(put_at) AS oldest FROM outbox WHERE state = 'waiting'

-- name: forget
DELETE FROM outbox WHERE state <> 'waiting' AND dedupe >= :number || ':' AND dedupe < :number || ';'
