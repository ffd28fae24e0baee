-- Reminders of one's own shifts, for members who asked for them: nobody has one without.
CREATE TABLE reminder (
  assembly_id   uuid NOT NULL,
  membership_id uuid PRIMARY KEY,
  hours_before  smallint NOT NULL,
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT reminder_hours_bounded CHECK (hours_before BETWEEN 1 AND 168)
);

-- Written before the mail is handed over: no process hands it over again, and one that dies in between loses it.
CREATE TABLE reminded (
  assembly_id uuid NOT NULL,
  shift_id    uuid PRIMARY KEY,
  at          timestamptz NOT NULL,
  FOREIGN KEY (assembly_id, shift_id) REFERENCES shift (assembly_id, id)
);
