-- What a poll, a petition or an import has brings in thousands of rows under a key that no statistics know yet. Wherever
-- an earlier one fills the statistics, the planner takes a new key for one row, and may then compare every ballot with
-- every place on the roll: 100,000 of each never end within the statement's time. Without statistics of the key it reckons
-- with a 200th of the table, and joins by hash or by the whole index.
-- Naming the type anew drops the statistics that were taken before.
ALTER TABLE roll ALTER COLUMN poll_id TYPE uuid, ALTER COLUMN poll_id SET STATISTICS 0;
ALTER TABLE ballot ALTER COLUMN poll_id TYPE uuid, ALTER COLUMN poll_id SET STATISTICS 0;
ALTER TABLE ballot_replaced ALTER COLUMN poll_id TYPE uuid, ALTER COLUMN poll_id SET STATISTICS 0;
ALTER TABLE participation ALTER COLUMN poll_id TYPE uuid, ALTER COLUMN poll_id SET STATISTICS 0;
ALTER TABLE secret_ballot ALTER COLUMN poll_id TYPE uuid, ALTER COLUMN poll_id SET STATISTICS 0;
ALTER TABLE petition_signature ALTER COLUMN petition_id TYPE uuid, ALTER COLUMN petition_id SET STATISTICS 0;
ALTER TABLE secret_signature ALTER COLUMN petition_id TYPE uuid, ALTER COLUMN petition_id SET STATISTICS 0;
ALTER TABLE roll_import_row ALTER COLUMN import_id TYPE uuid, ALTER COLUMN import_id SET STATISTICS 0;
