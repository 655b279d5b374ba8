-- name: texts
SELECT * FROM report_texts WHERE year = :year AND format = :format ORDER BY section

-- name: write
INSERT INTO report_texts (year, format, section, words, written_by, written_at)
VALUES (:year, :format, :section, :words, :by, :at)
ON CONFLICT (year, format, section) DO UPDATE SET
    words = excluded.words, written_by = excluded.written_by, written_at = excluded.written_at,
    reviewed_by = '', reviewed_at = NULL, signed_by = '', signed_at = NULL

-- name: review
UPDATE report_texts SET reviewed_by = :by, reviewed_at = :at
WHERE (year, format, section) = (:year, :format, :section) AND words = :words AND reviewed_by = ''

-- name: sign
UPDATE report_texts SET signed_by = :by, signed_at = :at
WHERE (year, format, section) = (:year, :format, :section) AND words = :words AND reviewed_by <> '' AND signed_by = ''
