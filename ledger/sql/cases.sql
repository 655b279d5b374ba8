-- name: take_number
INSERT INTO case_numbers (year, last) VALUES (:year, 1)
ON CONFLICT (year) DO UPDATE SET last = case_numbers.last + 1
RETURNING last

-- name: by_number
SELECT * FROM cases WHERE number = :number

-- name: by_origin
SELECT * FROM cases WHERE channel = :channel AND outside_id = :outside_id

-- name: of_conversation
SELECT * FROM cases
WHERE channel = :channel AND conversation = :conversation AND conversation <> ''
ORDER BY received_at, number

-- name: add
INSERT INTO cases (
    number, channel, outside_id, kind, title, content, received_at, received_on, due_on, due_provisional, state,
    conversation, language, place, contact_name, contact_reach, anonymous, confidential, may_publish, area, unit,
    reply, rating, accepted_at, transferred_at, acknowledged_at, replied_at, closed_at, published_at, version)
VALUES (
    :number, :channel, :outside_id, :kind, :title, :content, :received_at, :received_on, :due_on, :due_provisional,
    :state, :conversation, :language, :place, :contact_name, :contact_reach, :anonymous, :confidential, :may_publish,
    :area, :unit, :reply, :rating, :accepted_at, :transferred_at, :acknowledged_at, :replied_at, :closed_at,
    :published_at, :version + 1)
ON CONFLICT DO NOTHING

-- name: change
UPDATE cases SET
    kind = :kind, title = :title, content = :content, received_at = :received_at, received_on = :received_on,
    due_on = :due_on, due_provisional = :due_provisional, state = :state, conversation = :conversation,
    language = :language, place = :place, contact_name = :contact_name, contact_reach = :contact_reach,
    anonymous = :anonymous, confidential = :confidential, may_publish = :may_publish, area = :area, unit = :unit,
    reply = :reply, rating = :rating, accepted_at = :accepted_at, transferred_at = :transferred_at,
    acknowledged_at = :acknowledged_at, replied_at = :replied_at, closed_at = :closed_at,
    published_at = :published_at, version = version + 1
WHERE number = :number AND version = :version

-- name: add_unit
INSERT INTO units (name) VALUES (:name) ON CONFLICT (name) DO NOTHING

-- name: units
SELECT name FROM units ORDER BY name

-- name: open_queue
SELECT * FROM cases
WHERE state <> 'closed' AND (due_on, number) > (:due_on, :number)
ORDER BY due_on, number LIMIT :limit

-- name: open_queue_of_unit
SELECT * FROM cases
WHERE unit = :unit AND state <> 'closed' AND (due_on, number) > (:due_on, :number)
ORDER BY due_on, number LIMIT :limit

-- name: queue
SELECT * FROM cases
WHERE (due_on, number) > (:due_on, :number)
ORDER BY due_on, number LIMIT :limit

-- name: queue_of_unit
SELECT * FROM cases
WHERE unit = :unit AND (due_on, number) > (:due_on, :number)
ORDER BY due_on, number LIMIT :limit

-- name: received
SELECT * FROM cases WHERE received_on BETWEEN :first AND :last ORDER BY number
