-- name: remove
DELETE FROM case_facts WHERE number = :number

-- name: redate
UPDATE case_facts SET due_on = :due_on WHERE number = :number

-- name: add
INSERT INTO case_facts (
    month, channel, unit, number, kind, area, received_on, accepted_on, transferred_on, acknowledged_on, replied_on,
    closed_on, published_on, ended_on, due_on, counted, guarded, transfers, returns, reworks, solved, reached,
    contacted, call_solved, satisfied, rating, applicant, result)
VALUES (
    :month, :channel, :unit, :number, :kind, :area, :received_on, :accepted_on, :transferred_on, :acknowledged_on,
    :replied_on, :closed_on, :published_on, :ended_on, :due_on, :counted, :guarded, :transfers, :returns, :reworks,
    :solved, :reached, :contacted, :call_solved, :satisfied, :rating, :applicant, :result)

-- name: all_numbers
SELECT number FROM cases ORDER BY number
