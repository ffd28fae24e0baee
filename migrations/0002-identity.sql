-- How people sign in, and how they come back when they lost every way of it. Secrets are stored hashed; whatever
-- is tied to a person is written under a lock on the person's row, so that no two ways of signing in race.

-- A way back that was used: a recovery code, or two members who vouched for a new sign-in. What came in through it
-- carries its id for as long as it can be undone, so that the owner can throw out exactly that.
CREATE TABLE recovery (
  id          uuid PRIMARY KEY,
  person_id   uuid NOT NULL REFERENCES person (id),
  kind        text NOT NULL,
  -- The sign-in that was vouched for was this person before; what is undone returns to it.
  from_person uuid REFERENCES person (id),
  at          timestamptz NOT NULL,
  undone_at   timestamptz,
  CONSTRAINT recovery_kind_known CHECK (kind IN ('code', 'vouchers')),
  CONSTRAINT recovery_vouchers_from_person CHECK ((kind = 'vouchers') = (from_person IS NOT NULL)),
  CONSTRAINT recovery_from_another_person CHECK (from_person <> person_id),
  CONSTRAINT recovery_undone_later CHECK (undone_at >= at)
);
CREATE INDEX recovery_of_person ON recovery (person_id, at);

-- The recoveries that the owner can still undo.
CREATE VIEW open_recovery AS
  SELECT id, person_id, kind, from_person, at FROM recovery
  WHERE undone_at IS NULL AND at > plenary_now() - interval '24 hours';

ALTER TABLE access ADD COLUMN recovery_id uuid REFERENCES recovery (id);
COMMENT ON COLUMN access.recovery_id IS 'the recovery through which this session or token came in, directly or by a sign-in that did';
CREATE INDEX access_of_recovery ON access (recovery_id) WHERE recovery_id IS NOT NULL;

-- Made when somebody asked for the options of a passkey ceremony; taken away by the one request that finishes it.
-- Unlogged: after a crash or a failover people begin again, and a commit need not wait for the disk.
CREATE UNLOGGED TABLE ceremony (
  id          uuid PRIMARY KEY,
  kind        text NOT NULL,
  challenge   text NOT NULL,
  user_handle bytea,
  -- Of an addition: the session that asked.
  access_id   uuid,
  -- Of a sign-up that came with an imported member's invitation: the hash of its secret.
  invitation_hash bytea,
  expires_at  timestamptz NOT NULL,
  CONSTRAINT ceremony_kind_known CHECK (kind IN ('sign-up', 'sign-in', 'addition')),
  CONSTRAINT ceremony_user_handle_of_new_passkey CHECK ((user_handle IS NULL) = (kind = 'sign-in')),
  CONSTRAINT ceremony_access_of_addition CHECK ((access_id IS NOT NULL) = (kind = 'addition')),
  CONSTRAINT ceremony_invitation_of_sign_up CHECK (invitation_hash IS NULL OR kind = 'sign-up'),
  CONSTRAINT ceremony_challenge_length CHECK (char_length(challenge) BETWEEN 22 AND 200)
);
CREATE INDEX ceremony_by_expiry ON ceremony (expires_at);

CREATE TABLE passkey (
  credential_id bytea PRIMARY KEY,
  id            uuid NOT NULL UNIQUE,
  person_id     uuid NOT NULL REFERENCES person (id),
  user_handle   bytea NOT NULL,
  public_key    bytea NOT NULL,
  counter       bigint NOT NULL,
  transports    text[] NOT NULL,
  label         text NOT NULL,
  created_at    timestamptz NOT NULL,
  last_used_at  timestamptz,
  recovery_id   uuid REFERENCES recovery (id),
  CONSTRAINT passkey_credential_id_length CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
  CONSTRAINT passkey_user_handle_length CHECK (octet_length(user_handle) BETWEEN 1 AND 64),
  CONSTRAINT passkey_public_key_length CHECK (octet_length(public_key) BETWEEN 1 AND 8192),
  CONSTRAINT passkey_counter_is_uint32 CHECK (counter BETWEEN 0 AND 4294967295),
  CONSTRAINT passkey_label_length CHECK (char_length(label) BETWEEN 1 AND 100)
);
COMMENT ON COLUMN passkey.public_key IS 'COSE_Key, as the authenticator sent it';
COMMENT ON COLUMN passkey.counter IS 'the highest signature counter seen; 0 for an authenticator that keeps none';
CREATE INDEX passkey_of_person ON passkey (person_id);

-- A person has one; for a while after a recovery there may be the old one and the one that came in through it.
CREATE TABLE passphrase (
  sign_in_name text PRIMARY KEY,
  person_id    uuid NOT NULL REFERENCES person (id),
  salt         bytea NOT NULL,
  hash         bytea NOT NULL,
  cost         integer NOT NULL,
  block_size   integer NOT NULL,
  parallelism  integer NOT NULL,
  set_at       timestamptz NOT NULL,
  recovery_id  uuid REFERENCES recovery (id),
  CONSTRAINT passphrase_sign_in_name_form CHECK (sign_in_name ~ '^[a-z]{3,12}-[a-z]{3,12}-[0-9]{4}$'),
  CONSTRAINT passphrase_salt_length CHECK (octet_length(salt) = 16),
  CONSTRAINT passphrase_hash_length CHECK (octet_length(hash) = 32)
);
COMMENT ON COLUMN passphrase.hash IS 'scrypt (RFC 7914) of the passphrase in NFKC, with the parameters of this row: cost is N, block_size r, parallelism p';
CREATE INDEX passphrase_of_person ON passphrase (person_id);

-- An address is good for signing in once its owner followed a link to it; until then anybody may have claimed it.
CREATE TABLE email (
  person_id    uuid NOT NULL REFERENCES person (id),
  address      text NOT NULL,
  added_at     timestamptz NOT NULL,
  confirmed_at timestamptz,
  recovery_id  uuid REFERENCES recovery (id),
  PRIMARY KEY (person_id, address),
  CONSTRAINT email_address_lower_case CHECK (address = lower(address)),
  CONSTRAINT email_address_length CHECK (char_length(address) BETWEEN 3 AND 254)
);
CREATE UNIQUE INDEX email_one_confirmed ON email (address) WHERE confirmed_at IS NOT NULL;

-- A link that was mailed, or would have been: asking for an address that nobody has leaves a row as well, so that
-- both take the same work.
CREATE TABLE sign_in_link (
  token_hash bytea PRIMARY KEY,
  kind       text NOT NULL,
  person_id  uuid REFERENCES person (id),
  address    text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  CONSTRAINT sign_in_link_token_hash_is_sha256 CHECK (octet_length(token_hash) = 32),
  CONSTRAINT sign_in_link_kind_known CHECK (kind IN ('sign-in', 'confirm'))
);
CREATE INDEX sign_in_link_by_expiry ON sign_in_link (expires_at);
CREATE INDEX sign_in_link_of_person ON sign_in_link (person_id);

CREATE TABLE recovery_code (
  code_hash   bytea PRIMARY KEY,
  person_id   uuid NOT NULL REFERENCES person (id),
  created_at  timestamptz NOT NULL,
  used_at     timestamptz,
  recovery_id uuid REFERENCES recovery (id),
  CONSTRAINT recovery_code_hash_is_sha256 CHECK (octet_length(code_hash) = 32)
);
CREATE INDEX recovery_code_of_person ON recovery_code (person_id);

-- A new sign-in that asks two members to vouch that it is somebody they know.
CREATE TABLE recovery_request (
  id          uuid PRIMARY KEY,
  code_hash   bytea NOT NULL UNIQUE,
  person_id   uuid NOT NULL REFERENCES person (id),
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  -- Set when the second vouch came.
  recovery_id uuid UNIQUE REFERENCES recovery (id),
  CONSTRAINT recovery_request_code_hash_is_sha256 CHECK (octet_length(code_hash) = 32),
  CONSTRAINT recovery_request_expires_later CHECK (expires_at > created_at)
);
CREATE INDEX recovery_request_of_person ON recovery_request (person_id);

-- Who vouched that the request's sign-in is the member of this membership. A voucher who named the wrong one may
-- name another: the last word of each counts.
CREATE TABLE recovery_vouch (
  request_id    uuid NOT NULL REFERENCES recovery_request (id),
  voucher_id    uuid NOT NULL REFERENCES person (id),
  membership_id uuid NOT NULL,
  at            timestamptz NOT NULL,
  PRIMARY KEY (request_id, voucher_id)
);

-- Attempts, counted by all processes together; the shape is the one that rate-limiter-flexible writes. Keys are
-- hashes, never an address or a name. Unlogged, as they are counted at every sign-in and worth minutes: after a crash
-- or a failover the counting begins again.
CREATE UNLOGGED TABLE attempt (
  key    varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
COMMENT ON COLUMN attempt.expire IS 'milliseconds since 1970 by the clock of the process that wrote it; no domain decision rests on it';
CREATE INDEX attempt_by_expiry ON attempt (expire);
