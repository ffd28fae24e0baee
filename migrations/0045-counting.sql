-- Polls by the median of the scores; the terms are those of score.
ALTER TABLE poll
  DROP CONSTRAINT poll_method_known,
  ADD CONSTRAINT poll_method_known CHECK (method IN (
    'yes_no', 'consensus',
    'plurality', 'block', 'approval', 'score', 'score-median', 'irv', 'stv-scottish', 'stv-meek', 'stv-meek-exact',
    'stv-meek-nz', 'stv-ers97', 'schulze', 'ranked-pairs')),
  DROP CONSTRAINT poll_election_has_its_terms,
  ADD CONSTRAINT poll_election_has_its_terms CHECK (CASE WHEN method IN ('yes_no', 'consensus')
    THEN num_nonnulls(seats, ballot_order, max_score, publish_ballots, tie_seed, tie_seed_hash, order_seed, ballots_salt) = 0
    ELSE num_nulls(seats, ballot_order, publish_ballots) = 0
      AND (method IN ('score', 'score-median')) = (max_score IS NOT NULL) END);
COMMENT ON COLUMN poll.max_score IS 'where scores are given: they go from 0 to this';

-- Which entry states a result: whoever counts again holds the count against it. Entries of other kinds cost nothing.
CREATE INDEX entry_polls_closed ON entry (assembly_id, at) WHERE kind = 'poll.closed';
