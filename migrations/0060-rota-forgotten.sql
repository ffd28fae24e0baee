-- Members who asked to be forgotten. What they said of their time is gone, and with it what their line of the ledger was
-- made of: without its leave it would be somebody who was there all the time and carried nothing, with whom newcomers of
-- that time are level. So the ledger leaves the line out.
CREATE TABLE rota_forgotten (
  assembly_id   uuid NOT NULL,
  membership_id uuid PRIMARY KEY,
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id)
);
