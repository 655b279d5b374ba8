-- understood_as: the whole question that a follow-up was answered as; '' where it was asked whole.
-- helpful: what the citizen made of the answer; NULL until told.
ALTER TABLE inquiries ADD COLUMN understood_as TEXT NOT NULL DEFAULT '';
ALTER TABLE inquiries ADD COLUMN helpful INTEGER;
CREATE INDEX inquiries_judged ON inquiries (received_on) WHERE helpful IS NOT NULL;
