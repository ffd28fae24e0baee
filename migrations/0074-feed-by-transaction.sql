-- Which transaction wrote a line of the feed: a process reads what became visible since its last reading in one look,
-- however many scopes it follows. The numbers within a scope stay the truth; this only finds the lines.
ALTER TABLE change ADD COLUMN xact xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX change_xact ON change (xact);
COMMENT ON COLUMN change.xact IS 'the transaction that wrote it; without meaning after a restore into another server';
