-- Meetings: convened sittings of the assembly, and who was there from when until when.

CREATE TABLE meeting (
  id          uuid PRIMARY KEY,
  assembly_id uuid NOT NULL REFERENCES assembly (id),
  convened_by uuid NOT NULL,
  convened_at timestamptz NOT NULL,
  starts_at   timestamptz NOT NULL,
  place       text,
  -- Convened while the three first decisions were still to be taken.
  first       boolean NOT NULL,
  started_at  timestamptz,
  ended_at    timestamptz,
  CONSTRAINT meeting_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT meeting_convener_is_member FOREIGN KEY (assembly_id, convened_by) REFERENCES membership (assembly_id, id),
  CONSTRAINT meeting_place_length CHECK (char_length(place) BETWEEN 1 AND 200),
  CONSTRAINT meeting_starts_after_convening CHECK (starts_at >= convened_at),
  CONSTRAINT meeting_begins_at_its_time CHECK (started_at = starts_at),
  CONSTRAINT meeting_ends_after_it_began CHECK (ended_at IS NULL OR (started_at IS NOT NULL AND ended_at >= started_at)),
  -- The last word when two are convened for one moment.
  CONSTRAINT meeting_one_at_a_time UNIQUE (assembly_id, starts_at)
);
COMMENT ON COLUMN meeting.started_at IS 'equal to starts_at once the clock has begun it: a meeting begins by itself';
COMMENT ON COLUMN meeting.ended_at IS 'when it was ended, at the latest 24 hours after it began';
CREATE INDEX meeting_list ON meeting (assembly_id, starts_at DESC);
CREATE INDEX meeting_to_begin_or_end ON meeting (starts_at) WHERE ended_at IS NULL;

-- Attendance with its history: a member who leaves and comes back has two rows.
CREATE TABLE attendance (
  meeting_id     uuid NOT NULL,
  assembly_id    uuid NOT NULL,
  membership_id  uuid NOT NULL,
  checked_in_at  timestamptz NOT NULL,
  checked_out_at timestamptz,
  PRIMARY KEY (meeting_id, membership_id, checked_in_at),
  CONSTRAINT attendance_at_meeting FOREIGN KEY (assembly_id, meeting_id) REFERENCES meeting (assembly_id, id),
  CONSTRAINT attendance_of_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT attendance_leaves_after_coming CHECK (checked_out_at >= checked_in_at)
);
CREATE UNIQUE INDEX attendance_once_at_a_time ON attendance (meeting_id, membership_id) WHERE checked_out_at IS NULL;
