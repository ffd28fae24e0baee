-- Secret ballots that say the same become one row at the close, which says how many they are: what cannot be told
-- apart needs no rows that could be, and three rows are written in place of 100,000.
ALTER TABLE secret_ballot
  ADD COLUMN times integer NOT NULL DEFAULT 1,
  ADD CONSTRAINT secret_ballot_times_positive CHECK (times >= 1);
COMMENT ON COLUMN secret_ballot.times IS 'how many equal ballots the row stands for: 1 while the poll is open, all that say the same from the close on';
