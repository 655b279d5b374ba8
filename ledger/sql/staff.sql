-- name: by_login
SELECT * FROM staff WHERE login = :login

-- name: count
SELECT count(*) AS n FROM staff

-- name: save
INSERT INTO staff (login, name, role, unit, password) VALUES (:login, :name, :role, :unit, :password)
ON CONFLICT (login) DO UPDATE SET
    name = excluded.name, role = excluded.role, unit = excluded.unit, password = excluded.password

-- name: open_session
INSERT INTO sessions (token_digest, login, csrf, opened_at, seen_at)
VALUES (:token_digest, :login, :csrf, :opened_at, :seen_at)

-- name: session
SELECT * FROM sessions WHERE token_digest = :token_digest

-- name: touch_session
UPDATE sessions SET seen_at = :now WHERE token_digest = :token_digest

-- name: close_session
DELETE FROM sessions WHERE token_digest = :token_digest
