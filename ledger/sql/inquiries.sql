-- name: record
INSERT INTO inquiries (
    id, channel, outside_id, text, received_at, received_on, conversation, asked_language, language,
    status, notice, score, latency_us, entry_id, entry_version, understood_as)
VALUES (
    :id, :channel, :outside_id, :text, :received_at, :received_on, :conversation, :asked_language, :language,
    :status, :notice, :score, :latency_us, :entry_id, :entry_version, :understood_as)
ON CONFLICT (channel, outside_id) DO NOTHING

-- name: by_origin
SELECT * FROM inquiries WHERE channel = :channel AND outside_id = :outside_id

-- name: by_id
SELECT * FROM inquiries WHERE id = :id

-- name: conversation
SELECT * FROM inquiries
WHERE channel = :channel AND conversation = :conversation
ORDER BY received_at DESC, seq DESC LIMIT :limit

-- name: counts
SELECT channel, substr(received_on, 1, 7) AS month, status, count(*) AS n FROM inquiries
WHERE received_on BETWEEN :first AND :last
GROUP BY channel, substr(received_on, 1, 7), status
ORDER BY channel, month, status

-- name: judge
UPDATE inquiries SET helpful = :helpful WHERE id = :id

-- name: verdicts
SELECT CASE understood_as WHEN '' THEN text ELSE understood_as END AS question, entry_id, helpful FROM inquiries
WHERE helpful IS NOT NULL
ORDER BY seq

-- name: verdict_counts
SELECT received_on, helpful, count(*) AS n FROM inquiries
WHERE helpful IS NOT NULL AND received_on BETWEEN :first AND :last
GROUP BY received_on, helpful
ORDER BY received_on, helpful

-- name: draft
SELECT draft FROM drafts WHERE channel = :channel AND conversation = :conversation

-- name: save_draft
INSERT INTO drafts (channel, conversation, draft, changed_at)
VALUES (:channel, :conversation, :draft, :changed_at)
ON CONFLICT (channel, conversation) DO UPDATE SET draft = excluded.draft, changed_at = excluded.changed_at

-- name: remove_draft
DELETE FROM drafts WHERE channel = :channel AND conversation = :conversation
