-- Reminders by web push (RFC 8030), for members who asked for them on a device of theirs.

-- What this server signs its pushes with (RFC 8292), made once where the environment gives no key. Stored as it is:
-- whoever can read the database could push to the devices in it. Keep database and backups closed.
CREATE TABLE push_key (
  one         boolean PRIMARY KEY DEFAULT true,
  private_key bytea NOT NULL,
  made_at     timestamptz NOT NULL,
  CONSTRAINT push_key_is_one CHECK (one),
  CONSTRAINT push_key_is_p256 CHECK (octet_length(private_key) = 32)
);

-- A browser that notifications can be pushed to: as long as the session that it is signed in by. The endpoint is as
-- good as a secret, so it is shown to nobody.
CREATE TABLE push_device (
  access_id uuid PRIMARY KEY REFERENCES access (id),
  person_id uuid NOT NULL REFERENCES person (id),
  endpoint  text NOT NULL,
  p256dh    bytea NOT NULL,
  auth      bytea NOT NULL,
  made_at   timestamptz NOT NULL,
  CONSTRAINT push_device_endpoint_once UNIQUE (endpoint),
  CONSTRAINT push_device_endpoint_length CHECK (octet_length(endpoint) BETWEEN 1 AND 1000),
  CONSTRAINT push_device_p256dh_is_a_point CHECK (octet_length(p256dh) = 65),
  CONSTRAINT push_device_auth_length CHECK (octet_length(auth) = 16)
);
CREATE INDEX push_device_of_person ON push_device (person_id);

CREATE TABLE push_reminder (
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  access_id     uuid NOT NULL REFERENCES push_device (access_id) ON DELETE CASCADE,
  hours_before  smallint NOT NULL,
  PRIMARY KEY (membership_id, access_id),
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT push_reminder_hours_bounded CHECK (hours_before BETWEEN 1 AND 168)
);
CREATE INDEX push_reminder_on_device ON push_reminder (access_id);

-- Written before the message is handed over, so that no other process hands it over meanwhile; tried again at `next_at`
-- where the push service would not take it yet, or where the process died in between.
CREATE TABLE pushed (
  assembly_id   uuid NOT NULL,
  shift_id      uuid NOT NULL,
  membership_id uuid NOT NULL,
  access_id     uuid NOT NULL,
  tries         integer NOT NULL,
  next_at       timestamptz,
  PRIMARY KEY (shift_id, access_id),
  FOREIGN KEY (assembly_id, shift_id) REFERENCES shift (assembly_id, id),
  FOREIGN KEY (membership_id, access_id) REFERENCES push_reminder (membership_id, access_id) ON DELETE CASCADE,
  CONSTRAINT pushed_tried CHECK (tries > 0)
);
COMMENT ON COLUMN pushed.next_at IS 'null when nothing more is to be sent: it was taken, or refused for good';
CREATE INDEX pushed_by_reminder ON pushed (membership_id, access_id);
