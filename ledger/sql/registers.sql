-- name: rows
SELECT * FROM register_rows WHERE struck_by = '' AND (:register = '' OR register = :register)
ORDER BY register, last_on, unit, subject

-- name: add
INSERT INTO register_rows (
    id, register, first_on, last_on, unit, subject, quantity, precise, evidence, entered_by, entered_at)
VALUES (
    :id, :register, :first_on, :last_on, :unit, :subject, :quantity, :precise, :evidence, :entered_by, :entered_at)
ON CONFLICT (id) DO UPDATE SET
    quantity = excluded.quantity, precise = excluded.precise, evidence = excluded.evidence,
    entered_by = excluded.entered_by, entered_at = excluded.entered_at, struck_by = '', struck_at = NULL
WHERE register_rows.struck_by <> ''

-- name: strike
UPDATE register_rows SET struck_by = :by, struck_at = :at WHERE id = :id AND struck_by = ''

-- name: entered_by_sample
SELECT id FROM register_rows WHERE entered_by = 'sample'

-- name: remove_sample
DELETE FROM register_rows WHERE entered_by = 'sample'

-- name: add_sample
INSERT INTO register_rows (
    id, register, first_on, last_on, unit, subject, quantity, precise, evidence, entered_by, entered_at)
VALUES (
    :id, :register, :first_on, :last_on, :unit, :subject, :quantity, :precise, :evidence, :entered_by, :entered_at)
ON CONFLICT (id) DO NOTHING
