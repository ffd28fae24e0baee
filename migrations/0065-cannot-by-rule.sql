-- Members can't at times by any rule that a task can recur by, not each week alone.
ALTER TABLE cannot ADD COLUMN rule text;
UPDATE cannot SET rule = 'FREQ=WEEKLY' WHERE weekly;
ALTER TABLE cannot
  DROP CONSTRAINT cannot_week_at_most,
  DROP COLUMN weekly,
  ADD CONSTRAINT cannot_rule_length CHECK (char_length(rule) BETWEEN 1 AND 200),
  ADD CONSTRAINT cannot_week_at_most CHECK (rule IS NULL OR ends_at < starts_at + interval '7 days');
COMMENT ON COLUMN cannot.rule IS 'RRULE of RFC 5545 in the time of the assembly''s clocks, from starts_at on; null for once';
