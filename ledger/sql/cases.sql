-- name: take_number
INSERT INTO case_numbers (year, last) VALUES (:year, 1)
ON CONFLICT (year) DO UPDATE SET last = case_numbers.last + 1
RETURNING last

-- name: by_number
SELECT * FROM cases WHERE number = :number

-- name: by_origin
SELECT * FROM cases WHERE channel = :channel AND outside_id IN (:outside_id, :hidden_id)

-- name: of_conversation
SELECT * FROM cases
WHERE channel = :channel AND conversation = :conversation AND conversation <> ''
ORDER BY received_at, number

-- name: add
INSERT INTO cases (
    number, channel, outside_id, kind, title, content, received_at, received_on, due_on, due_provisional, state,
    conversation, language, place, contact_name, contact_reach, anonymous, confidential, may_publish, area, unit,
    reply, rating, accepted_at, transferred_at, acknowledged_at, replied_at, closed_at, published_at, is_open,
    guarded, clock, watch_on, urgent, responsible, responsible_unit, transfers, settled, part_of, parts, merged_into,
    against, recused, asked_extension, escalated_to, escalations, reminders, redirect, reason, public, call_back,
    solved, reworks, returns, applicant, result, ended_at, forgotten_at, version)
VALUES (
    :number, :channel, :outside_id, :kind, :title, :content, :received_at, :received_on, :due_on, :due_provisional,
    :state, :conversation, :language, :place, :contact_name, :contact_reach, :anonymous, :confidential, :may_publish,
    :area, :unit, :reply, :rating, :accepted_at, :transferred_at, :acknowledged_at, :replied_at, :closed_at,
    :published_at, :is_open, :guarded, :clock, :watch_on, :urgent, :responsible, :responsible_unit, :transfers,
    :settled, :part_of, :parts, :merged_into, :against, :recused, :asked_extension, :escalated_to, :escalations,
    :reminders, :redirect, :reason, :public, :call_back, :solved, :reworks, :returns, :applicant, :result, :ended_at,
    :forgotten_at,
    :version + 1)
ON CONFLICT DO NOTHING

-- name: change
UPDATE cases SET
    kind = :kind, title = :title, content = :content, received_at = :received_at, received_on = :received_on, due_on =
    :due_on, due_provisional = :due_provisional, state = :state, conversation = :conversation, language = :language,
    place = :place, contact_name = :contact_name, contact_reach = :contact_reach, anonymous = :anonymous, confidential
    = :confidential, may_publish = :may_publish, area = :area, unit = :unit, reply = :reply, rating = :rating,
    accepted_at = :accepted_at, transferred_at = :transferred_at, acknowledged_at = :acknowledged_at, replied_at =
    :replied_at, closed_at = :closed_at, published_at = :published_at, is_open = :is_open, guarded = :guarded, clock =
    :clock, watch_on = :watch_on, urgent = :urgent, responsible = :responsible, responsible_unit = :responsible_unit,
    transfers = :transfers, settled = :settled, part_of = :part_of, parts = :parts, merged_into = :merged_into,
    against = :against, recused = :recused, asked_extension = :asked_extension, escalated_to = :escalated_to,
    escalations = :escalations, reminders = :reminders, redirect = :redirect, reason = :reason, public = :public,
    call_back = :call_back, solved = :solved, reworks = :reworks, returns = :returns, applicant = :applicant,
    result = :result, ended_at = :ended_at, forgotten_at = :forgotten_at, version = version + 1
WHERE number = :number AND version = :version

-- name: add_unit
INSERT INTO units (name) VALUES (:name) ON CONFLICT (name) DO NOTHING

-- name: units
SELECT name FROM units ORDER BY name

-- name: open_queue
SELECT * FROM cases
WHERE is_open = 1 AND (due_on, number) > (:due_on, :number)
ORDER BY due_on, number LIMIT :limit

-- name: open_queue_of_unit
SELECT * FROM cases
WHERE unit = :unit AND is_open = 1 AND (due_on, number) > (:due_on, :number)
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
SELECT * FROM cases WHERE received_on BETWEEN :first AND :last AND part_of = '' ORDER BY number

-- name: merged_into
SELECT * FROM cases WHERE merged_into = :number AND merged_into <> '' ORDER BY number

-- name: parts
SELECT * FROM cases WHERE part_of = :number AND part_of <> '' ORDER BY number

-- name: to_watch
SELECT * FROM cases WHERE watch_on <= :today ORDER BY watch_on, number LIMIT :most

-- name: watched
UPDATE cases SET
    watch_on = :watch_on, reminders = :reminders, escalations = :escalations, escalated_to = :escalated_to,
    version = version + 1
WHERE number = :number

-- name: provisional
SELECT * FROM cases WHERE due_provisional = 1 AND is_open = 1 AND number > :after ORDER BY number LIMIT :most

-- name: kept
SELECT * FROM cases
WHERE is_open = 0 AND forgotten_at IS NULL AND coalesce(closed_at, ended_at) < :before
  AND (:kind = '' OR kind = :kind)
ORDER BY number LIMIT :most
