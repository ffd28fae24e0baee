-- Hardship requests: what a member asks for in confidence. Seen by that member and, while it lasts, by whoever holds a
-- shift with the power now. Nothing of them is in the record or in the feed.
ALTER TABLE task
  DROP CONSTRAINT task_powers_known,
  ADD CONSTRAINT task_powers_known CHECK (powers <@ ARRAY['check_in', 'see_hardship', 'tell']);

CREATE TABLE hardship_request (
  id            uuid PRIMARY KEY,
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  client_key    uuid NOT NULL,
  state         text NOT NULL,
  holder_id     uuid,
  asked_at      timestamptz NOT NULL,
  ended_at      timestamptz,
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  FOREIGN KEY (assembly_id, holder_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT hardship_request_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT hardship_request_once UNIQUE (membership_id, client_key),
  CONSTRAINT hardship_request_state_known
    CHECK (state IN ('waiting', 'taken_up', 'asked_back', 'helped', 'not_helped', 'withdrawn')),
  CONSTRAINT hardship_request_holder_by_state
    CHECK ((holder_id IS NOT NULL) = (state IN ('taken_up', 'asked_back', 'helped', 'not_helped'))),
  CONSTRAINT hardship_request_ended_by_state
    CHECK ((ended_at IS NOT NULL) = (state IN ('helped', 'not_helped', 'withdrawn'))),
  CONSTRAINT hardship_request_not_by_oneself CHECK (holder_id <> membership_id)
);
CREATE UNIQUE INDEX hardship_request_one_open ON hardship_request (membership_id) WHERE ended_at IS NULL;
CREATE INDEX hardship_request_open ON hardship_request (assembly_id, asked_at, id) WHERE ended_at IS NULL;
CREATE INDEX hardship_request_ended ON hardship_request (ended_at) WHERE ended_at IS NOT NULL;
COMMENT ON COLUMN hardship_request.id IS 'random: its order tells nothing';
COMMENT ON COLUMN hardship_request.holder_id IS 'who took it up or answered it last, by their shift';
COMMENT ON COLUMN hardship_request.ended_at IS 'answered or withdrawn; erased 30 days later';

-- What was written in it, the asking first. A request that was withdrawn has nothing here.
CREATE TABLE hardship_note (
  assembly_id uuid NOT NULL,
  request_id  uuid NOT NULL,
  place       smallint NOT NULL,
  client_key  uuid NOT NULL,
  author_id   uuid NOT NULL,
  text        text NOT NULL,
  written_at  timestamptz NOT NULL,
  PRIMARY KEY (request_id, place),
  FOREIGN KEY (assembly_id, request_id) REFERENCES hardship_request (assembly_id, id) ON DELETE CASCADE,
  FOREIGN KEY (assembly_id, author_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT hardship_note_once UNIQUE (request_id, author_id, client_key),
  CONSTRAINT hardship_note_place_bounded CHECK (place BETWEEN 1 AND 40),
  CONSTRAINT hardship_note_length CHECK (char_length(text) BETWEEN 1 AND 2000)
);
