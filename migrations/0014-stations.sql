-- Stations: where two members check off members who have no phone, and those vote in private on a device that lies
-- there (PROCEDURE.md §3). A station is a way to the poll's one ballot box: the roll and the keys of ballot and
-- participation say here as there who may vote, and that nobody does twice.

CREATE TABLE station (
  id          uuid PRIMARY KEY,
  poll_id     uuid NOT NULL REFERENCES poll (id),
  assembly_id uuid NOT NULL,
  opened_by   uuid NOT NULL,
  joined_by   uuid,
  token_hash  bytea NOT NULL,
  code_hash   bytea,
  code_until  timestamptz,
  opened_at   timestamptz NOT NULL,
  joined_at   timestamptz,
  closed_at   timestamptz,
  closed_by   uuid,
  CONSTRAINT station_opener_is_member FOREIGN KEY (assembly_id, opened_by) REFERENCES membership (assembly_id, id),
  CONSTRAINT station_joiner_is_member FOREIGN KEY (assembly_id, joined_by) REFERENCES membership (assembly_id, id),
  CONSTRAINT station_token_once UNIQUE (token_hash),
  CONSTRAINT station_of_poll UNIQUE (poll_id, id),
  CONSTRAINT station_token_hash_is_sha256 CHECK (octet_length(token_hash) = 32),
  CONSTRAINT station_code_hash_is_sha256 CHECK (octet_length(code_hash) = 32),
  CONSTRAINT station_tellers_are_two CHECK (joined_by <> opened_by),
  CONSTRAINT station_joined_whole CHECK ((joined_by IS NULL) = (joined_at IS NULL)),
  CONSTRAINT station_code_until_joined CHECK (
    (code_hash IS NULL) = (code_until IS NULL) AND (code_hash IS NULL OR (joined_by IS NULL AND closed_at IS NULL))),
  CONSTRAINT station_closed_by_a_teller CHECK (
    (closed_at IS NULL) = (closed_by IS NULL)
    AND (closed_by IS NULL OR closed_by = opened_by OR closed_by IS NOT DISTINCT FROM joined_by))
);
COMMENT ON COLUMN station.token_hash IS 'SHA-256 of what the station''s device shows for itself; good for this poll and nothing else';
COMMENT ON COLUMN station.code_hash IS 'SHA-256 of what the second teller joins by: once, and until code_until';
-- Bounds the stations of a poll by its members, and makes opening one repeatable.
CREATE UNIQUE INDEX station_one_per_opener ON station (poll_id, opened_by) WHERE closed_at IS NULL;

-- One member checked off the roll at a station: asked by one teller, confirmed by the other. When the poll has ended
-- what led to a ballot stays, without its time; the rest is deleted.
CREATE TABLE station_check_off (
  id            uuid PRIMARY KEY,
  station_id    uuid NOT NULL,
  poll_id       uuid NOT NULL,
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  client_key    text NOT NULL,
  asked_by      uuid NOT NULL,
  confirmed_by  uuid,
  until         timestamptz,
  ended         text,
  code          text,
  CONSTRAINT check_off_at_station FOREIGN KEY (poll_id, station_id) REFERENCES station (poll_id, id),
  CONSTRAINT check_off_on_roll FOREIGN KEY (poll_id, membership_id) REFERENCES roll (poll_id, membership_id),
  CONSTRAINT check_off_key_once UNIQUE (station_id, client_key),
  CONSTRAINT check_off_code_once UNIQUE (poll_id, code),
  CONSTRAINT check_off_client_key_length CHECK (char_length(client_key) BETWEEN 8 AND 64),
  CONSTRAINT check_off_by_two CHECK (confirmed_by <> asked_by),
  CONSTRAINT check_off_ended_known CHECK (ended IN ('voted', 'refused', 'withdrawn', 'lapsed')),
  CONSTRAINT check_off_lasts_until CHECK (until IS NOT NULL OR ended IS NOT NULL),
  CONSTRAINT check_off_voted_has_code CHECK ((ended IS NOT DISTINCT FROM 'voted') = (code IS NOT NULL)),
  CONSTRAINT check_off_votes_when_confirmed CHECK (code IS NULL OR confirmed_by IS NOT NULL)
);
COMMENT ON COLUMN station_check_off.code IS 'the receipt of the ballot that was cast by it: what marks a ballot or a participation as a station''s. Nothing of the choice';
COMMENT ON COLUMN station_check_off.ended IS 'refused: the member had voted before';
-- One voter at a time at a device.
CREATE UNIQUE INDEX check_off_one_at_a_time ON station_check_off (station_id) WHERE ended IS NULL;
CREATE INDEX check_off_of_member ON station_check_off (membership_id);
