-- The schema that the migrations make: a snapshot to read and to compare, written by a test. Not a migration.

CREATE TABLE access (
  token_hash bytea NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  label text NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  recovery_id uuid,
  CONSTRAINT access_expires_later CHECK ((expires_at > created_at)),
  CONSTRAINT access_id_key UNIQUE (id),
  CONSTRAINT access_kind_known CHECK ((kind = ANY (ARRAY['session'::text, 'token'::text]))),
  CONSTRAINT access_label_length CHECK (((char_length(label) >= 1) AND (char_length(label) <= 100))),
  CONSTRAINT access_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT access_pkey PRIMARY KEY (token_hash),
  CONSTRAINT access_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES recovery(id),
  CONSTRAINT access_token_hash_is_sha256 CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE act (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  term_id uuid NOT NULL,
  office_id uuid NOT NULL,
  mandate_version integer NOT NULL,
  client_key uuid NOT NULL,
  matter jsonb NOT NULL,
  position text NOT NULL,
  figures jsonb NOT NULL,
  text text NOT NULL,
  verdict text NOT NULL,
  because text NOT NULL,
  at timestamp with time zone NOT NULL,
  takes_effect_at timestamp with time zone,
  stopped_at timestamp with time zone,
  CONSTRAINT act_figures_are_a_list CHECK ((jsonb_typeof(figures) = 'array'::text)),
  CONSTRAINT act_matter_is_an_object CHECK ((jsonb_typeof(matter) = 'object'::text)),
  CONSTRAINT act_of_term FOREIGN KEY (assembly_id, term_id) REFERENCES term(assembly_id, id),
  CONSTRAINT act_once UNIQUE (term_id, client_key),
  CONSTRAINT act_pkey PRIMARY KEY (id),
  CONSTRAINT act_position_known CHECK (("position" = ANY (ARRAY['supported'::text, 'opposed'::text, 'abstained'::text, 'decided'::text, 'referred_back'::text]))),
  CONSTRAINT act_stopped_before_its_effect CHECK (((stopped_at IS NULL) OR ((stopped_at >= at) AND (stopped_at < takes_effect_at)))),
  CONSTRAINT act_text_length CHECK (((char_length(text) >= 1) AND (char_length(text) <= 2000))),
  CONSTRAINT act_under_mandate FOREIGN KEY (office_id, mandate_version) REFERENCES mandate(office_id, version),
  CONSTRAINT act_verdict_known CHECK ((verdict = ANY (ARRAY['within'::text, 'outside'::text])))
);

CREATE TABLE adopted_text (
  motion_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  adopted_at timestamp with time zone NOT NULL,
  annulled_at timestamp with time zone,
  CONSTRAINT adopted_text_annulled_later CHECK ((annulled_at >= adopted_at)),
  CONSTRAINT adopted_text_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT adopted_text_pkey PRIMARY KEY (motion_id)
);

CREATE TABLE affiliation (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  parent_id uuid NOT NULL,
  motion_id uuid NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  begun_at timestamp with time zone,
  ended_at timestamp with time zone,
  end_reason text,
  CONSTRAINT affiliation_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT affiliation_by_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT affiliation_end_reason_known CHECK ((end_reason = ANY (ARRAY['left'::text, 'withdrawn'::text, 'lapsed'::text, 'circle'::text]))),
  CONSTRAINT affiliation_end_whole CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  CONSTRAINT affiliation_expires_later CHECK ((expires_at > asked_at)),
  CONSTRAINT affiliation_in_order CHECK (((begun_at >= asked_at) AND (ended_at >= asked_at) AND (ended_at >= begun_at))),
  CONSTRAINT affiliation_motion_id_key UNIQUE (motion_id),
  CONSTRAINT affiliation_not_to_itself CHECK ((parent_id <> assembly_id)),
  CONSTRAINT affiliation_pkey PRIMARY KEY (id)
);

CREATE TABLE affiliation_acceptance (
  affiliation_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  motion_id uuid NOT NULL,
  accepted_at timestamp with time zone NOT NULL,
  CONSTRAINT affiliation_acceptance_affiliation_id_fkey FOREIGN KEY (affiliation_id) REFERENCES affiliation(id),
  CONSTRAINT affiliation_acceptance_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT affiliation_acceptance_by_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT affiliation_acceptance_motion_id_key UNIQUE (motion_id),
  CONSTRAINT affiliation_acceptance_pkey PRIMARY KEY (affiliation_id)
);

CREATE TABLE alternate (
  poll_id uuid NOT NULL,
  rank integer NOT NULL,
  assembly_id uuid NOT NULL,
  office_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  place integer NOT NULL,
  state text NOT NULL,
  elected boolean NOT NULL,
  CONSTRAINT alternate_is_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT alternate_of_office FOREIGN KEY (assembly_id, office_id) REFERENCES office(assembly_id, id),
  CONSTRAINT alternate_once UNIQUE (poll_id, membership_id),
  CONSTRAINT alternate_pkey PRIMARY KEY (poll_id, rank),
  CONSTRAINT alternate_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id),
  CONSTRAINT alternate_rank_positive CHECK ((rank > 0)),
  CONSTRAINT alternate_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'called'::text, 'passed_over'::text])))
);

CREATE TABLE assembly (
  id uuid NOT NULL,
  parent_id uuid,
  name text NOT NULL,
  time_zone text NOT NULL,
  language text NOT NULL,
  quiet boolean NOT NULL,
  colour text DEFAULT 'red'::text NOT NULL,
  founded_at timestamp with time zone NOT NULL,
  roll_confirmed_at timestamp with time zone,
  facilitator_chosen_at timestamp with time zone,
  bylaws_adopted_at timestamp with time zone,
  CONSTRAINT assembly_first_decisions_in_order CHECK ((((facilitator_chosen_at IS NULL) OR (roll_confirmed_at IS NOT NULL)) AND ((bylaws_adopted_at IS NULL) OR (facilitator_chosen_at IS NOT NULL)))),
  CONSTRAINT assembly_id_fkey FOREIGN KEY (id) REFERENCES stream(id),
  CONSTRAINT assembly_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT assembly_not_its_own_parent CHECK ((parent_id <> id)),
  CONSTRAINT assembly_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES assembly(id),
  CONSTRAINT assembly_pkey PRIMARY KEY (id)
);

CREATE UNLOGGED TABLE attempt (
  key character varying(255) NOT NULL,
  points integer DEFAULT 0 NOT NULL,
  expire bigint,
  CONSTRAINT attempt_pkey PRIMARY KEY (key)
);

CREATE TABLE attendance (
  meeting_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  checked_in_at timestamp with time zone NOT NULL,
  checked_out_at timestamp with time zone,
  CONSTRAINT attendance_at_meeting FOREIGN KEY (assembly_id, meeting_id) REFERENCES meeting(assembly_id, id),
  CONSTRAINT attendance_leaves_after_coming CHECK ((checked_out_at >= checked_in_at)),
  CONSTRAINT attendance_of_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT attendance_pkey PRIMARY KEY (meeting_id, membership_id, checked_in_at)
);

CREATE TABLE authorised_action (
  motion_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_until timestamp with time zone NOT NULL,
  annulled_at timestamp with time zone,
  CONSTRAINT authorised_action_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT authorised_action_pkey PRIMARY KEY (motion_id),
  CONSTRAINT authorised_action_valid_for_a_time CHECK ((valid_until > valid_from))
);

CREATE TABLE ballot (
  poll_id uuid NOT NULL,
  person_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  answer text NOT NULL,
  client_key text NOT NULL,
  code text NOT NULL,
  cast_at timestamp with time zone NOT NULL,
  replacements integer DEFAULT 0 NOT NULL,
  CONSTRAINT ballot_answer_known CHECK (is_ballot_answer(answer)),
  CONSTRAINT ballot_client_key_length CHECK (((char_length(client_key) >= 8) AND (char_length(client_key) <= 64))),
  CONSTRAINT ballot_code_form CHECK ((code ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$'::text)),
  CONSTRAINT ballot_code_once UNIQUE (poll_id, code),
  CONSTRAINT ballot_on_roll FOREIGN KEY (poll_id, person_id) REFERENCES roll(poll_id, person_id),
  CONSTRAINT ballot_pkey PRIMARY KEY (poll_id, person_id),
  CONSTRAINT ballot_replacements_bounded CHECK (((replacements >= 0) AND (replacements <= 1000)))
);

CREATE TABLE ballot_replaced (
  poll_id uuid NOT NULL,
  person_id uuid NOT NULL,
  ordinal integer NOT NULL,
  assembly_id uuid NOT NULL,
  answer text NOT NULL,
  client_key text NOT NULL,
  code text NOT NULL,
  cast_at timestamp with time zone NOT NULL,
  CONSTRAINT ballot_replaced_key_once UNIQUE (poll_id, person_id, client_key),
  CONSTRAINT ballot_replaced_of_ballot FOREIGN KEY (poll_id, person_id) REFERENCES ballot(poll_id, person_id),
  CONSTRAINT ballot_replaced_pkey PRIMARY KEY (poll_id, person_id, ordinal)
);

CREATE TABLE bylaws (
  assembly_id uuid NOT NULL,
  version integer NOT NULL,
  preset text NOT NULL,
  sections jsonb NOT NULL,
  adopted_at timestamp with time zone NOT NULL,
  authority jsonb NOT NULL,
  CONSTRAINT bylaws_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT bylaws_pkey PRIMARY KEY (assembly_id, version),
  CONSTRAINT bylaws_preset_known CHECK ((preset = ANY (ARRAY['founding'::text, 'consensus_collective'::text, 'union_local'::text, 'delegate_council'::text]))),
  CONSTRAINT bylaws_sections_are_an_object CHECK ((jsonb_typeof(sections) = 'object'::text)),
  CONSTRAINT bylaws_version_positive CHECK ((version > 0))
);

CREATE TABLE calendar_feed (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  label text NOT NULL,
  token_hash bytea NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT calendar_feed_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT calendar_feed_label_length CHECK (((char_length(label) >= 1) AND (char_length(label) <= 60))),
  CONSTRAINT calendar_feed_pkey PRIMARY KEY (id),
  CONSTRAINT calendar_feed_token UNIQUE (token_hash),
  CONSTRAINT calendar_feed_token_is_a_hash CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE cannot (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  rule text,
  CONSTRAINT cannot_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT cannot_ends_after_start CHECK ((ends_at > starts_at)),
  CONSTRAINT cannot_pkey PRIMARY KEY (id),
  CONSTRAINT cannot_rule_length CHECK (((char_length(rule) >= 1) AND (char_length(rule) <= 200))),
  CONSTRAINT cannot_week_at_most CHECK (((rule IS NULL) OR (ends_at < (starts_at + '7 days'::interval))))
);

CREATE UNLOGGED TABLE ceremony (
  id uuid NOT NULL,
  kind text NOT NULL,
  challenge text NOT NULL,
  user_handle bytea,
  access_id uuid,
  invitation_hash bytea,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT ceremony_access_of_addition CHECK (((access_id IS NOT NULL) = (kind = 'addition'::text))),
  CONSTRAINT ceremony_challenge_length CHECK (((char_length(challenge) >= 22) AND (char_length(challenge) <= 200))),
  CONSTRAINT ceremony_invitation_of_sign_up CHECK (((invitation_hash IS NULL) OR (kind = 'sign-up'::text))),
  CONSTRAINT ceremony_kind_known CHECK ((kind = ANY (ARRAY['sign-up'::text, 'sign-in'::text, 'addition'::text]))),
  CONSTRAINT ceremony_pkey PRIMARY KEY (id),
  CONSTRAINT ceremony_user_handle_of_new_passkey CHECK (((user_handle IS NULL) = (kind = 'sign-in'::text)))
);

CREATE TABLE challenge (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  challenger_id uuid NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT challenge_assembly_id_challenger_id_fkey FOREIGN KEY (assembly_id, challenger_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT challenge_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT challenge_not_of_oneself CHECK ((membership_id <> challenger_id)),
  CONSTRAINT challenge_pkey PRIMARY KEY (id),
  CONSTRAINT challenge_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000)))
);

CREATE TABLE change (
  scope uuid NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  ids jsonb NOT NULL,
  xact xid8 DEFAULT pg_current_xact_id() NOT NULL,
  CONSTRAINT change_pkey PRIMARY KEY (scope, seq),
  CONSTRAINT change_scope_fkey FOREIGN KEY (scope) REFERENCES stream(id)
);

CREATE TABLE checkpoint (
  assembly_id uuid NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL,
  note text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT checkpoint_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES stream(id),
  CONSTRAINT checkpoint_note_length CHECK (((char_length(note) >= 1) AND (char_length(note) <= 10000))),
  CONSTRAINT checkpoint_pkey PRIMARY KEY (assembly_id, size),
  CONSTRAINT checkpoint_root_is_sha256 CHECK ((octet_length(root) = 32)),
  CONSTRAINT checkpoint_size_positive CHECK ((size > 0))
);

CREATE TABLE draw_value (
  assembly_id uuid NOT NULL,
  roster_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  commitment bytea NOT NULL,
  value bytea,
  CONSTRAINT draw_value_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT draw_value_assembly_id_roster_id_fkey FOREIGN KEY (assembly_id, roster_id) REFERENCES roster(assembly_id, id),
  CONSTRAINT draw_value_commitment_is_a_hash CHECK ((octet_length(commitment) = 32)),
  CONSTRAINT draw_value_has_32_bytes CHECK ((octet_length(value) = 32)),
  CONSTRAINT draw_value_pkey PRIMARY KEY (roster_id, membership_id)
);

CREATE TABLE email (
  person_id uuid NOT NULL,
  address text NOT NULL,
  added_at timestamp with time zone NOT NULL,
  confirmed_at timestamp with time zone,
  recovery_id uuid,
  CONSTRAINT email_address_length CHECK (((char_length(address) >= 3) AND (char_length(address) <= 254))),
  CONSTRAINT email_address_lower_case CHECK ((address = lower(address))),
  CONSTRAINT email_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT email_pkey PRIMARY KEY (person_id, address),
  CONSTRAINT email_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES recovery(id)
);

CREATE TABLE entry (
  assembly_id uuid NOT NULL,
  seq bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  bytes bytea NOT NULL,
  leaf_hash bytea NOT NULL,
  CONSTRAINT entry_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES stream(id),
  CONSTRAINT entry_bytes_bounded CHECK ((octet_length(bytes) <= 1048576)),
  CONSTRAINT entry_leaf_hash_is_sha256 CHECK ((octet_length(leaf_hash) = 32)),
  CONSTRAINT entry_pkey PRIMARY KEY (assembly_id, seq),
  CONSTRAINT entry_seq_positive CHECK ((seq > 0))
);

CREATE TABLE entry_personal (
  assembly_id uuid NOT NULL,
  seq bigint NOT NULL,
  name text NOT NULL,
  salt bytea NOT NULL,
  value text NOT NULL,
  CONSTRAINT entry_personal_assembly_id_seq_fkey FOREIGN KEY (assembly_id, seq) REFERENCES entry(assembly_id, seq),
  CONSTRAINT entry_personal_pkey PRIMARY KEY (assembly_id, seq, name)
);

CREATE TABLE guide_version (
  assembly_id uuid NOT NULL,
  task_id uuid NOT NULL,
  version integer NOT NULL,
  text text NOT NULL,
  written_at timestamp with time zone NOT NULL,
  written_by uuid,
  CONSTRAINT guide_version_assembly_id_task_id_fkey FOREIGN KEY (assembly_id, task_id) REFERENCES task(assembly_id, id),
  CONSTRAINT guide_version_assembly_id_written_by_fkey FOREIGN KEY (assembly_id, written_by) REFERENCES membership(assembly_id, id),
  CONSTRAINT guide_version_counts_from_one CHECK ((version > 0)),
  CONSTRAINT guide_version_length CHECK ((char_length(text) <= 2000)),
  CONSTRAINT guide_version_pkey PRIMARY KEY (task_id, version)
);

CREATE TABLE hardship_note (
  assembly_id uuid NOT NULL,
  request_id uuid NOT NULL,
  place smallint NOT NULL,
  client_key uuid NOT NULL,
  author_id uuid NOT NULL,
  text text NOT NULL,
  written_at timestamp with time zone NOT NULL,
  CONSTRAINT hardship_note_assembly_id_author_id_fkey FOREIGN KEY (assembly_id, author_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT hardship_note_assembly_id_request_id_fkey FOREIGN KEY (assembly_id, request_id) REFERENCES hardship_request(assembly_id, id) ON DELETE CASCADE,
  CONSTRAINT hardship_note_length CHECK (((char_length(text) >= 1) AND (char_length(text) <= 2000))),
  CONSTRAINT hardship_note_once UNIQUE (request_id, author_id, client_key),
  CONSTRAINT hardship_note_pkey PRIMARY KEY (request_id, place),
  CONSTRAINT hardship_note_place_bounded CHECK (((place >= 1) AND (place <= 40)))
);

CREATE TABLE hardship_request (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  client_key uuid NOT NULL,
  state text NOT NULL,
  holder_id uuid,
  asked_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT hardship_request_assembly_id_holder_id_fkey FOREIGN KEY (assembly_id, holder_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT hardship_request_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT hardship_request_ended_by_state CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['helped'::text, 'not_helped'::text, 'withdrawn'::text])))),
  CONSTRAINT hardship_request_holder_by_state CHECK (((holder_id IS NOT NULL) = (state = ANY (ARRAY['taken_up'::text, 'asked_back'::text, 'helped'::text, 'not_helped'::text])))),
  CONSTRAINT hardship_request_not_by_oneself CHECK ((holder_id <> membership_id)),
  CONSTRAINT hardship_request_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT hardship_request_once UNIQUE (membership_id, client_key),
  CONSTRAINT hardship_request_pkey PRIMARY KEY (id),
  CONSTRAINT hardship_request_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'taken_up'::text, 'asked_back'::text, 'helped'::text, 'not_helped'::text, 'withdrawn'::text])))
);

CREATE TABLE invitation (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  membership_id uuid,
  created_by uuid NOT NULL,
  label text,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  used_by uuid,
  revoked_at timestamp with time zone,
  CONSTRAINT invitation_assembly_id_created_by_fkey FOREIGN KEY (assembly_id, created_by) REFERENCES membership(assembly_id, id),
  CONSTRAINT invitation_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT invitation_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT invitation_assembly_id_used_by_fkey FOREIGN KEY (assembly_id, used_by) REFERENCES membership(assembly_id, id),
  CONSTRAINT invitation_expires_later CHECK ((expires_at > created_at)),
  CONSTRAINT invitation_label_length CHECK (((char_length(label) >= 1) AND (char_length(label) <= 100))),
  CONSTRAINT invitation_pkey PRIMARY KEY (id),
  CONSTRAINT invitation_secret_once UNIQUE (token_hash),
  CONSTRAINT invitation_token_hash_is_sha256 CHECK ((octet_length(token_hash) = 32)),
  CONSTRAINT invitation_used_or_revoked CHECK (((used_at IS NULL) OR (revoked_at IS NULL))),
  CONSTRAINT invitation_used_whole CHECK (((used_at IS NULL) = (used_by IS NULL)))
);

CREATE TABLE joint_request (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  action text NOT NULL,
  subject_id uuid,
  details jsonb NOT NULL,
  reason text NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  done_at timestamp with time zone,
  signatures integer,
  needed integer,
  CONSTRAINT joint_request_assembly_id_asked_by_fkey FOREIGN KEY (assembly_id, asked_by) REFERENCES membership(assembly_id, id),
  CONSTRAINT joint_request_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT joint_request_done_by_enough CHECK ((((done_at IS NULL) AND (signatures IS NULL) AND (needed IS NULL)) OR (signatures >= needed))),
  CONSTRAINT joint_request_done_in_time CHECK ((done_at < expires_at)),
  CONSTRAINT joint_request_expires_later CHECK ((expires_at > asked_at)),
  CONSTRAINT joint_request_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT joint_request_pkey PRIMARY KEY (id),
  CONSTRAINT joint_request_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000)))
);

CREATE TABLE joint_signature (
  request_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT joint_signature_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT joint_signature_assembly_id_request_id_fkey FOREIGN KEY (assembly_id, request_id) REFERENCES joint_request(assembly_id, id),
  CONSTRAINT joint_signature_pkey PRIMARY KEY (request_id, membership_id)
);

CREATE TABLE mandate (
  office_id uuid NOT NULL,
  version integer NOT NULL,
  assembly_id uuid NOT NULL,
  text text NOT NULL,
  instructions jsonb NOT NULL,
  given_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  report_back_at timestamp with time zone,
  motion_id uuid NOT NULL,
  CONSTRAINT mandate_by_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT mandate_ends CHECK ((ends_at > given_at)),
  CONSTRAINT mandate_instructions_are_a_list CHECK (((jsonb_typeof(instructions) = 'array'::text) AND (octet_length((instructions)::text) <= 65536))),
  CONSTRAINT mandate_of_office FOREIGN KEY (assembly_id, office_id) REFERENCES office(assembly_id, id),
  CONSTRAINT mandate_pkey PRIMARY KEY (office_id, version),
  CONSTRAINT mandate_text_length CHECK ((char_length(text) <= 20000)),
  CONSTRAINT mandate_version_positive CHECK ((version > 0))
);

CREATE TABLE meeting (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  convened_by uuid NOT NULL,
  convened_at timestamp with time zone NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  place text,
  first boolean NOT NULL,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  quorum_needed integer,
  quorum_most integer,
  again_of uuid,
  CONSTRAINT meeting_again_of_another CHECK ((again_of <> id)),
  CONSTRAINT meeting_again_of_meeting FOREIGN KEY (assembly_id, again_of) REFERENCES meeting(assembly_id, id),
  CONSTRAINT meeting_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT meeting_begins_at_its_time CHECK ((started_at = starts_at)),
  CONSTRAINT meeting_called_again_once UNIQUE (again_of),
  CONSTRAINT meeting_convener_is_member FOREIGN KEY (assembly_id, convened_by) REFERENCES membership(assembly_id, id),
  CONSTRAINT meeting_ends_after_it_began CHECK (((ended_at IS NULL) OR ((started_at IS NOT NULL) AND (ended_at >= started_at)))),
  CONSTRAINT meeting_failed_whole CHECK ((((quorum_needed IS NULL) AND (quorum_most IS NULL)) OR ((ended_at IS NOT NULL) AND (quorum_most >= 0) AND (quorum_most < quorum_needed)))),
  CONSTRAINT meeting_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT meeting_one_at_a_time UNIQUE (assembly_id, starts_at),
  CONSTRAINT meeting_pkey PRIMARY KEY (id),
  CONSTRAINT meeting_place_length CHECK (((char_length(place) >= 1) AND (char_length(place) <= 200))),
  CONSTRAINT meeting_starts_after_convening CHECK ((starts_at >= convened_at))
);

CREATE TABLE member_leave (
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  from_at timestamp with time zone NOT NULL,
  until_at timestamp with time zone,
  CONSTRAINT member_leave_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT member_leave_ends_after_start CHECK ((until_at >= from_at)),
  CONSTRAINT member_leave_pkey PRIMARY KEY (membership_id, from_at)
);

CREATE TABLE member_share (
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  from_at timestamp with time zone NOT NULL,
  share smallint NOT NULL,
  CONSTRAINT member_share_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT member_share_bounded CHECK (((share >= 100) AND (share <= 1000))),
  CONSTRAINT member_share_pkey PRIMARY KEY (membership_id, from_at)
);

CREATE TABLE membership (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  person_id uuid NOT NULL,
  display_name text NOT NULL,
  external_ref text,
  since timestamp with time zone NOT NULL,
  joined_at timestamp with time zone,
  counts_from timestamp with time zone,
  ended_at timestamp with time zone,
  suspended_until timestamp with time zone,
  source text DEFAULT 'invitation'::text NOT NULL,
  vouchers_needed smallint DEFAULT 0 NOT NULL,
  confirmed_at timestamp with time zone,
  challenged_at timestamp with time zone,
  suspended_from timestamp with time zone,
  end_kind text,
  CONSTRAINT membership_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT membership_challenged_does_not_count CHECK (((challenged_at IS NULL) OR (counts_from IS NULL))),
  CONSTRAINT membership_display_name_length CHECK (((char_length(display_name) >= 1) AND (char_length(display_name) <= 100))),
  CONSTRAINT membership_end_kind_iff_ended CHECK (((ended_at IS NULL) = (end_kind IS NULL))),
  CONSTRAINT membership_end_kind_known CHECK ((end_kind = ANY (ARRAY['left'::text, 'expelled'::text]))),
  CONSTRAINT membership_ends_after_start CHECK ((ended_at >= since)),
  CONSTRAINT membership_external_ref_length CHECK (((char_length(external_ref) >= 1) AND (char_length(external_ref) <= 100))),
  CONSTRAINT membership_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT membership_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT membership_pkey PRIMARY KEY (id),
  CONSTRAINT membership_source_known CHECK ((source = ANY (ARRAY['founding'::text, 'invitation'::text, 'import'::text]))),
  CONSTRAINT membership_suspension_is_a_period CHECK ((((suspended_from IS NULL) AND (suspended_until IS NULL)) OR (suspended_until > suspended_from))),
  CONSTRAINT membership_vouchers_needed_bounded CHECK (((vouchers_needed >= 0) AND (vouchers_needed <= 2)))
);

CREATE TABLE missing_claim (
  poll_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  claimed_at timestamp with time zone NOT NULL,
  CONSTRAINT missing_claim_of_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT missing_claim_pkey PRIMARY KEY (poll_id, membership_id),
  CONSTRAINT missing_claim_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)
);

CREATE TABLE motion (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  state text NOT NULL,
  effect jsonb NOT NULL,
  subjects uuid[] NOT NULL,
  wished_opens_at timestamp with time zone,
  wished_seconds integer,
  wished_tier text,
  mover_id uuid,
  drafted_at timestamp with time zone NOT NULL,
  moved_at timestamp with time zone,
  seconds_needed integer,
  seconded_at timestamp with time zone,
  poll_id uuid,
  decided_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  effect_done boolean,
  effect_because text,
  effect_undo jsonb,
  annulled_at timestamp with time zone,
  CONSTRAINT motion_annulled_only_when_decided CHECK (((annulled_at IS NULL) OR (decided_at IS NOT NULL))),
  CONSTRAINT motion_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT motion_carried_has_an_outcome CHECK (((state = 'carried'::text) = (effect_done IS NOT NULL))),
  CONSTRAINT motion_draft_has_its_author CHECK (((mover_id IS NOT NULL) OR (state <> 'draft'::text))),
  CONSTRAINT motion_effect_is_object CHECK (((jsonb_typeof(effect) = 'object'::text) AND (octet_length((effect)::text) <= 65536))),
  CONSTRAINT motion_kind_known CHECK ((kind = ANY (ARRAY['confirm_roll'::text, 'choose_facilitator'::text, 'adopt_bylaws'::text, 'ordinary'::text, 'confirm_members'::text, 'apply_import'::text, 'suspend_member'::text, 'expel_member'::text, 'amend_bylaws'::text, 'direct_action'::text, 'annul_result'::text, 'election'::text, 'choose_option'::text, 'choose_on_the_spot'::text, 'affiliate'::text, 'accept_affiliate'::text, 'disaffiliate'::text, 'create_office'::text, 'change_office'::text, 'abolish_office'::text, 'elect_delegates'::text, 'give_mandate'::text, 'recall_delegate'::text, 'accept_report'::text, 'censure_report'::text, 'set_task'::text, 'ask_delegates'::text]))),
  CONSTRAINT motion_moved_with_its_need CHECK (((moved_at IS NULL) = (seconds_needed IS NULL))),
  CONSTRAINT motion_mover_is_member FOREIGN KEY (assembly_id, mover_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT motion_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT motion_pkey PRIMARY KEY (id),
  CONSTRAINT motion_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id),
  CONSTRAINT motion_poll_id_key UNIQUE (poll_id),
  CONSTRAINT motion_reason_length CHECK (((char_length(effect_because) >= 1) AND (char_length(effect_because) <= 1000))),
  CONSTRAINT motion_reason_where_not_done CHECK ((COALESCE(effect_done, true) = (effect_because IS NULL))),
  CONSTRAINT motion_seconded_with_its_poll CHECK (((seconded_at IS NULL) = (poll_id IS NULL))),
  CONSTRAINT motion_seconds_needed_bounded CHECK (((seconds_needed >= 0) AND (seconds_needed <= 20))),
  CONSTRAINT motion_state_has_its_times CHECK (
CASE state
    WHEN 'draft'::text THEN ((moved_at IS NULL) AND (seconded_at IS NULL) AND (decided_at IS NULL) AND (withdrawn_at IS NULL))
    WHEN 'moved'::text THEN ((moved_at IS NOT NULL) AND (seconded_at IS NULL) AND (decided_at IS NULL) AND (withdrawn_at IS NULL))
    WHEN 'seconded'::text THEN ((moved_at IS NOT NULL) AND (seconded_at IS NOT NULL) AND (decided_at IS NULL) AND (withdrawn_at IS NULL))
    WHEN 'carried'::text THEN ((moved_at IS NOT NULL) AND (seconded_at IS NOT NULL) AND (decided_at IS NOT NULL) AND (withdrawn_at IS NULL))
    WHEN 'lost'::text THEN ((moved_at IS NOT NULL) AND (seconded_at IS NOT NULL) AND (decided_at IS NOT NULL) AND (withdrawn_at IS NULL))
    WHEN 'withdrawn'::text THEN ((decided_at IS NULL) AND (withdrawn_at IS NOT NULL))
    ELSE false
END),
  CONSTRAINT motion_subjects_bounded CHECK ((cardinality(subjects) <= 200)),
  CONSTRAINT motion_text_length CHECK ((char_length(text) <= 20000)),
  CONSTRAINT motion_times_in_order CHECK (((moved_at >= drafted_at) AND (seconded_at >= moved_at) AND (decided_at >= seconded_at) AND (withdrawn_at >= drafted_at) AND (annulled_at >= decided_at))),
  CONSTRAINT motion_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200))),
  CONSTRAINT motion_undo_only_when_done CHECK (((effect_undo IS NULL) OR effect_done)),
  CONSTRAINT motion_wished_seconds_bounded CHECK (((wished_seconds >= 15) AND (wished_seconds <= 1209600))),
  CONSTRAINT motion_wished_tier_known CHECK ((wished_tier = ANY (ARRAY['roll_call'::text, 'secret'::text])))
);

CREATE TABLE motion_poll (
  poll_id uuid NOT NULL,
  motion_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  announced_at timestamp with time zone NOT NULL,
  CONSTRAINT motion_poll_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT motion_poll_pkey PRIMARY KEY (poll_id),
  CONSTRAINT motion_poll_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)
);

CREATE TABLE motion_second (
  motion_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  seconded_at timestamp with time zone NOT NULL,
  CONSTRAINT motion_second_by_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT motion_second_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT motion_second_pkey PRIMARY KEY (motion_id, membership_id)
);

CREATE TABLE news_below (
  assembly_id uuid NOT NULL,
  poll_id uuid NOT NULL,
  sent_by uuid NOT NULL,
  what text NOT NULL,
  at timestamp with time zone DEFAULT plenary_now() NOT NULL,
  CONSTRAINT news_below_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT news_below_pkey PRIMARY KEY (poll_id, sent_by, what),
  CONSTRAINT news_below_what_known CHECK (((what = ANY (ARRAY['asked'::text, 'ended'::text])) OR (what ~ '^vote [0-9a-f-]{36} [0-9]+$'::text)))
);

CREATE TABLE nomination (
  motion_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  nominated_by uuid NOT NULL,
  nominated_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  statement text DEFAULT ''::text NOT NULL,
  answered_at timestamp with time zone,
  CONSTRAINT nomination_answered CHECK (((state = 'proposed'::text) = (answered_at IS NULL))),
  CONSTRAINT nomination_answered_later CHECK ((answered_at >= nominated_at)),
  CONSTRAINT nomination_by_member FOREIGN KEY (assembly_id, nominated_by) REFERENCES membership(assembly_id, id),
  CONSTRAINT nomination_of_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT nomination_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT nomination_pkey PRIMARY KEY (motion_id, membership_id),
  CONSTRAINT nomination_state_known CHECK ((state = ANY (ARRAY['proposed'::text, 'standing'::text, 'declined'::text, 'withdrawn'::text]))),
  CONSTRAINT nomination_statement_length CHECK ((char_length(statement) <= 2000))
);

CREATE TABLE office (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  abolished_at timestamp with time zone,
  CONSTRAINT office_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT office_kind_known CHECK ((kind = ANY (ARRAY['convener'::text, 'delegate'::text]))),
  CONSTRAINT office_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT office_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT office_pkey PRIMARY KEY (id)
);

CREATE TABLE office_rules (
  office_id uuid NOT NULL,
  version integer NOT NULL,
  assembly_id uuid NOT NULL,
  rules jsonb NOT NULL,
  since timestamp with time zone NOT NULL,
  motion_id uuid NOT NULL,
  CONSTRAINT office_rules_are_an_object CHECK (((jsonb_typeof(rules) = 'object'::text) AND (octet_length((rules)::text) <= 16384))),
  CONSTRAINT office_rules_by_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT office_rules_of_office FOREIGN KEY (assembly_id, office_id) REFERENCES office(assembly_id, id),
  CONSTRAINT office_rules_pkey PRIMARY KEY (office_id, version),
  CONSTRAINT office_rules_version_positive CHECK ((version > 0))
);

CREATE TABLE participation (
  poll_id uuid NOT NULL,
  person_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  code text NOT NULL,
  CONSTRAINT participation_code_form CHECK ((code ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$'::text)),
  CONSTRAINT participation_code_once UNIQUE (poll_id, code),
  CONSTRAINT participation_on_roll FOREIGN KEY (poll_id, person_id) REFERENCES roll(poll_id, person_id),
  CONSTRAINT participation_pkey PRIMARY KEY (poll_id, person_id)
);

CREATE TABLE passkey (
  credential_id bytea NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  user_handle bytea NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  label text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone,
  recovery_id uuid,
  CONSTRAINT passkey_counter_is_uint32 CHECK (((counter >= 0) AND (counter <= '4294967295'::bigint))),
  CONSTRAINT passkey_credential_id_length CHECK (((octet_length(credential_id) >= 1) AND (octet_length(credential_id) <= 1023))),
  CONSTRAINT passkey_id_key UNIQUE (id),
  CONSTRAINT passkey_label_length CHECK (((char_length(label) >= 1) AND (char_length(label) <= 100))),
  CONSTRAINT passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT passkey_pkey PRIMARY KEY (credential_id),
  CONSTRAINT passkey_public_key_length CHECK (((octet_length(public_key) >= 1) AND (octet_length(public_key) <= 8192))),
  CONSTRAINT passkey_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES recovery(id),
  CONSTRAINT passkey_user_handle_length CHECK (((octet_length(user_handle) >= 1) AND (octet_length(user_handle) <= 64)))
);

CREATE TABLE passphrase (
  sign_in_name text NOT NULL,
  person_id uuid NOT NULL,
  salt bytea NOT NULL,
  hash bytea NOT NULL,
  cost integer NOT NULL,
  block_size integer NOT NULL,
  parallelism integer NOT NULL,
  set_at timestamp with time zone NOT NULL,
  recovery_id uuid,
  CONSTRAINT passphrase_hash_length CHECK ((octet_length(hash) = 32)),
  CONSTRAINT passphrase_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT passphrase_pkey PRIMARY KEY (sign_in_name),
  CONSTRAINT passphrase_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES recovery(id),
  CONSTRAINT passphrase_salt_length CHECK ((octet_length(salt) = 16)),
  CONSTRAINT passphrase_sign_in_name_form CHECK ((sign_in_name ~ '^[a-z]{3,12}-[a-z]{3,12}-[0-9]{4}$'::text))
);

CREATE TABLE person (
  id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  recovered_at timestamp with time zone,
  CONSTRAINT person_pkey PRIMARY KEY (id)
);

CREATE TABLE petition (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  term_id uuid NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  motion_id uuid,
  ended_at timestamp with time zone,
  outcome text,
  secret boolean DEFAULT false NOT NULL,
  CONSTRAINT petition_ended_whole CHECK (((ended_at IS NULL) = (outcome IS NULL))),
  CONSTRAINT petition_has_a_lifetime CHECK ((expires_at > opened_at)),
  CONSTRAINT petition_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT petition_of_term FOREIGN KEY (assembly_id, term_id) REFERENCES term(assembly_id, id),
  CONSTRAINT petition_opens_poll FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT petition_outcome_known CHECK ((outcome = ANY (ARRAY['recalled'::text, 'cleared'::text, 'lapsed'::text, 'seat_ended'::text]))),
  CONSTRAINT petition_pkey PRIMARY KEY (id)
);

CREATE TABLE petition_review (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  due_at timestamp with time zone NOT NULL,
  CONSTRAINT petition_review_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT petition_review_pkey PRIMARY KEY (id)
);

CREATE TABLE petition_signature (
  petition_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  signed_at timestamp with time zone NOT NULL,
  CONSTRAINT petition_signature_by_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT petition_signature_of_petition FOREIGN KEY (assembly_id, petition_id) REFERENCES petition(assembly_id, id),
  CONSTRAINT petition_signature_pkey PRIMARY KEY (petition_id, membership_id)
);

CREATE TABLE place (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  roster_id uuid NOT NULL,
  task_id uuid NOT NULL,
  occurrence integer NOT NULL,
  seat smallint NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  effort smallint NOT NULL,
  drawn_id uuid,
  CONSTRAINT place_assembly_id_drawn_id_fkey FOREIGN KEY (assembly_id, drawn_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT place_assembly_id_roster_id_fkey FOREIGN KEY (assembly_id, roster_id) REFERENCES roster(assembly_id, id),
  CONSTRAINT place_assembly_id_task_id_fkey FOREIGN KEY (assembly_id, task_id) REFERENCES task(assembly_id, id),
  CONSTRAINT place_ends_after_start CHECK ((ends_at > starts_at)),
  CONSTRAINT place_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT place_once UNIQUE (task_id, occurrence, seat),
  CONSTRAINT place_once_at_a_time UNIQUE (task_id, starts_at, seat),
  CONSTRAINT place_pkey PRIMARY KEY (id)
);

CREATE TABLE poll (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  motion_id uuid,
  meeting_id uuid,
  question text NOT NULL,
  text text NOT NULL,
  tier text NOT NULL,
  method text NOT NULL,
  rule jsonb NOT NULL,
  roll_policy text NOT NULL,
  notice_at timestamp with time zone NOT NULL,
  live_results boolean NOT NULL,
  state text DEFAULT 'draft'::text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  opens_at timestamp with time zone NOT NULL,
  duration_seconds integer,
  closes_at timestamp with time zone,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  voided_at timestamp with time zone,
  void_reason text,
  waiting_for text,
  retry_at timestamp with time zone,
  entitled_heads bigint,
  entitled_weight bigint,
  present_heads bigint,
  present_weight bigint,
  roll_hash bytea,
  revision integer DEFAULT 1 NOT NULL,
  shredded_at timestamp with time zone,
  voided_by text,
  rule_reason text,
  seats integer,
  ballot_order text,
  max_score integer,
  publish_ballots boolean,
  tie_seed bytea,
  tie_seed_hash bytea,
  order_seed bytea,
  ballots_salt bytea,
  CONSTRAINT poll_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT poll_ballot_order_known CHECK ((ballot_order = ANY (ARRAY['fixed'::text, 'drawn'::text]))),
  CONSTRAINT poll_ballots_salt_where_kept_back CHECK (((ballots_salt IS NULL) OR ((tier = 'secret'::text) AND (NOT publish_ballots) AND (opened_at IS NOT NULL)))),
  CONSTRAINT poll_closes_after_opening CHECK ((closes_at > opened_at)),
  CONSTRAINT poll_duration_bounds CHECK (((duration_seconds >= 5) AND (duration_seconds <= 31622400))),
  CONSTRAINT poll_election_has_its_terms CHECK (
CASE
    WHEN (method = ANY (ARRAY['yes_no'::text, 'consensus'::text])) THEN (num_nonnulls(seats, ballot_order, max_score, publish_ballots, tie_seed, tie_seed_hash, order_seed, ballots_salt) = 0)
    ELSE ((num_nulls(seats, ballot_order, publish_ballots) = 0) AND ((method = ANY (ARRAY['score'::text, 'score-median'::text])) = (max_score IS NOT NULL)))
END),
  CONSTRAINT poll_election_shows_nothing_live CHECK (((seats IS NULL) OR (NOT live_results))),
  CONSTRAINT poll_has_an_end CHECK (((closes_at IS NOT NULL) OR ((duration_seconds IS NOT NULL) AND (opened_at IS NULL)))),
  CONSTRAINT poll_max_score_bounds CHECK (((max_score >= 1) AND (max_score <= 100))),
  CONSTRAINT poll_method_fits_rule CHECK (((method = 'consensus'::text) = ((rule ->> 'kind'::text) = 'consensus'::text))),
  CONSTRAINT poll_method_known CHECK ((method = ANY (ARRAY['yes_no'::text, 'consensus'::text, 'plurality'::text, 'block'::text, 'approval'::text, 'score'::text, 'score-median'::text, 'irv'::text, 'stv-scottish'::text, 'stv-meek'::text, 'stv-meek-exact'::text, 'stv-meek-nz'::text, 'stv-ers97'::text, 'schulze'::text, 'ranked-pairs'::text]))),
  CONSTRAINT poll_of_seats_is_roll_call CHECK (((roll_policy <> 'seats'::text) OR ((tier = 'roll_call'::text) AND (meeting_id IS NULL) AND (NOT live_results)))),
  CONSTRAINT poll_one_seat_methods CHECK (((seats = 1) OR (method <> ALL (ARRAY['plurality'::text, 'irv'::text])))),
  CONSTRAINT poll_order_seed_while_open CHECK (((order_seed IS NULL) OR ((ballot_order = 'drawn'::text) AND (state = 'open'::text)))),
  CONSTRAINT poll_pkey PRIMARY KEY (id),
  CONSTRAINT poll_presence_whole CHECK (((present_heads IS NULL) = (present_weight IS NULL))),
  CONSTRAINT poll_question_length CHECK (((char_length(question) >= 1) AND (char_length(question) <= 300))),
  CONSTRAINT poll_roll_frozen_at_opening CHECK ((((opened_at IS NULL) = (roll_hash IS NULL)) AND ((opened_at IS NULL) = (entitled_heads IS NULL)) AND ((opened_at IS NULL) = (entitled_weight IS NULL)))),
  CONSTRAINT poll_roll_hash_is_sha256 CHECK ((octet_length(roll_hash) = 32)),
  CONSTRAINT poll_rule_reason_from_opening CHECK (((rule_reason IS NULL) OR (opened_at IS NOT NULL))),
  CONSTRAINT poll_rule_reason_length CHECK (((char_length(rule_reason) >= 1) AND (char_length(rule_reason) <= 500))),
  CONSTRAINT poll_seats_bounds CHECK (((seats >= 1) AND (seats <= 100))),
  CONSTRAINT poll_secret_shows_nothing_live CHECK (((tier <> 'secret'::text) OR (NOT live_results))),
  CONSTRAINT poll_shredded_after_end CHECK (((shredded_at IS NULL) OR ((tier = 'secret'::text) AND (state = ANY (ARRAY['closed'::text, 'void'::text]))))),
  CONSTRAINT poll_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text, 'void'::text]))),
  CONSTRAINT poll_state_matches_times CHECK (
CASE state
    WHEN 'draft'::text THEN ((opened_at IS NULL) AND (closed_at IS NULL) AND (voided_at IS NULL))
    WHEN 'open'::text THEN ((opened_at IS NOT NULL) AND (closed_at IS NULL) AND (voided_at IS NULL))
    WHEN 'closed'::text THEN ((opened_at IS NOT NULL) AND (closed_at >= closes_at) AND (voided_at IS NULL))
    WHEN 'void'::text THEN ((closed_at IS NULL) AND (voided_at IS NOT NULL))
    ELSE NULL::boolean
END),
  CONSTRAINT poll_text_length CHECK ((char_length(text) <= 20000)),
  CONSTRAINT poll_tie_seed_from_opening CHECK ((((tie_seed IS NULL) = (tie_seed_hash IS NULL)) AND ((tie_seed IS NOT NULL) = ((seats IS NOT NULL) AND (opened_at IS NOT NULL))))),
  CONSTRAINT poll_tie_seed_is_committed CHECK (((octet_length(tie_seed) = 32) AND (tie_seed_hash = sha256(tie_seed)))),
  CONSTRAINT poll_tier_known CHECK ((tier = ANY (ARRAY['roll_call'::text, 'secret'::text]))),
  CONSTRAINT poll_void_has_reason CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT poll_void_reason_length CHECK (((char_length(void_reason) >= 1) AND (char_length(void_reason) <= 500))),
  CONSTRAINT poll_voided_by_known CHECK ((voided_by = ANY (ARRAY['membership'::text, 'shift'::text, 'mandate'::text, 'commission'::text, 'together'::text, 'motion'::text, 'system'::text]))),
  CONSTRAINT poll_voided_by_somebody CHECK (((voided_by IS NULL) OR (state = 'void'::text))),
  CONSTRAINT poll_waiting_known CHECK (((waiting_for IS NULL) OR ((waiting_for = ANY (ARRAY['presence'::text, 'quorum'::text])) AND (state = 'draft'::text))))
);

CREATE TABLE poll_candidate (
  poll_id uuid NOT NULL,
  place integer NOT NULL,
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  membership_id uuid,
  name text NOT NULL,
  statement text NOT NULL,
  CONSTRAINT poll_candidate_id_once UNIQUE (id),
  CONSTRAINT poll_candidate_member_once UNIQUE (poll_id, membership_id),
  CONSTRAINT poll_candidate_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 220))),
  CONSTRAINT poll_candidate_name_once UNIQUE (poll_id, name),
  CONSTRAINT poll_candidate_of_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT poll_candidate_pkey PRIMARY KEY (poll_id, place),
  CONSTRAINT poll_candidate_place_bounds CHECK (((place >= 0) AND (place <= 199))),
  CONSTRAINT poll_candidate_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id),
  CONSTRAINT poll_candidate_statement_length CHECK ((char_length(statement) <= 2000))
);

CREATE TABLE poll_contest (
  poll_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  motion_id uuid NOT NULL,
  contested_at timestamp with time zone NOT NULL,
  CONSTRAINT poll_contest_motion_id_key UNIQUE (motion_id),
  CONSTRAINT poll_contest_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT poll_contest_pkey PRIMARY KEY (poll_id),
  CONSTRAINT poll_contest_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)
);

CREATE TABLE poll_result (
  poll_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  carried boolean NOT NULL,
  tally jsonb NOT NULL,
  sentence text NOT NULL,
  transcript text NOT NULL,
  ballots_hash bytea NOT NULL,
  CONSTRAINT poll_result_hash_is_sha256 CHECK ((octet_length(ballots_hash) = 32)),
  CONSTRAINT poll_result_pkey PRIMARY KEY (poll_id),
  CONSTRAINT poll_result_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id)
);

CREATE TABLE push_device (
  access_id uuid NOT NULL,
  person_id uuid NOT NULL,
  endpoint text NOT NULL,
  p256dh bytea NOT NULL,
  auth bytea NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT push_device_access_id_fkey FOREIGN KEY (access_id) REFERENCES access(id),
  CONSTRAINT push_device_auth_length CHECK ((octet_length(auth) = 16)),
  CONSTRAINT push_device_endpoint_length CHECK (((octet_length(endpoint) >= 1) AND (octet_length(endpoint) <= 1000))),
  CONSTRAINT push_device_endpoint_once UNIQUE (endpoint),
  CONSTRAINT push_device_p256dh_is_a_point CHECK ((octet_length(p256dh) = 65)),
  CONSTRAINT push_device_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT push_device_pkey PRIMARY KEY (access_id)
);

CREATE TABLE push_key (
  one boolean DEFAULT true NOT NULL,
  private_key bytea NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT push_key_is_one CHECK (one),
  CONSTRAINT push_key_is_p256 CHECK ((octet_length(private_key) = 32)),
  CONSTRAINT push_key_pkey PRIMARY KEY (one)
);

CREATE TABLE push_reminder (
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  access_id uuid NOT NULL,
  hours_before smallint NOT NULL,
  CONSTRAINT push_reminder_access_id_fkey FOREIGN KEY (access_id) REFERENCES push_device(access_id) ON DELETE CASCADE,
  CONSTRAINT push_reminder_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT push_reminder_hours_bounded CHECK (((hours_before >= 1) AND (hours_before <= 168))),
  CONSTRAINT push_reminder_pkey PRIMARY KEY (membership_id, access_id)
);

CREATE TABLE pushed (
  assembly_id uuid NOT NULL,
  shift_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  access_id uuid NOT NULL,
  tries integer NOT NULL,
  next_at timestamp with time zone,
  CONSTRAINT pushed_assembly_id_shift_id_fkey FOREIGN KEY (assembly_id, shift_id) REFERENCES shift(assembly_id, id),
  CONSTRAINT pushed_membership_id_access_id_fkey FOREIGN KEY (membership_id, access_id) REFERENCES push_reminder(membership_id, access_id) ON DELETE CASCADE,
  CONSTRAINT pushed_pkey PRIMARY KEY (shift_id, access_id),
  CONSTRAINT pushed_tried CHECK ((tries > 0))
);

CREATE TABLE recall_band (
  term_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  band text NOT NULL,
  refreshed_at timestamp with time zone NOT NULL,
  CONSTRAINT recall_band_known CHECK ((band = ANY (ARRAY['less_than_half'::text, 'half_or_more'::text, 'reached'::text]))),
  CONSTRAINT recall_band_of_term FOREIGN KEY (assembly_id, term_id) REFERENCES term(assembly_id, id),
  CONSTRAINT recall_band_pkey PRIMARY KEY (term_id)
);

CREATE TABLE record_key (
  assembly_id uuid NOT NULL,
  from_size bigint NOT NULL,
  origin text NOT NULL,
  seed bytea NOT NULL,
  public_key bytea NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT record_key_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES stream(id),
  CONSTRAINT record_key_from_size_not_negative CHECK ((from_size >= 0)),
  CONSTRAINT record_key_origin_length CHECK (((char_length(origin) >= 1) AND (char_length(origin) <= 300))),
  CONSTRAINT record_key_pkey PRIMARY KEY (assembly_id, from_size),
  CONSTRAINT record_key_public_key_is_ed25519 CHECK ((octet_length(public_key) = 32)),
  CONSTRAINT record_key_seed_is_ed25519 CHECK ((octet_length(seed) = 32))
);

CREATE TABLE record_node (
  assembly_id uuid NOT NULL,
  level smallint NOT NULL,
  position bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT record_node_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES stream(id),
  CONSTRAINT record_node_hash_is_sha256 CHECK ((octet_length(hash) = 32)),
  CONSTRAINT record_node_level_bounds CHECK (((level >= 1) AND (level <= 62))),
  CONSTRAINT record_node_pkey PRIMARY KEY (assembly_id, level, "position"),
  CONSTRAINT record_node_position_not_negative CHECK (("position" >= 0))
);

CREATE TABLE recovery (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  from_person uuid,
  at timestamp with time zone NOT NULL,
  undone_at timestamp with time zone,
  CONSTRAINT recovery_from_another_person CHECK ((from_person <> person_id)),
  CONSTRAINT recovery_from_person_fkey FOREIGN KEY (from_person) REFERENCES person(id),
  CONSTRAINT recovery_kind_known CHECK ((kind = ANY (ARRAY['code'::text, 'vouchers'::text]))),
  CONSTRAINT recovery_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT recovery_pkey PRIMARY KEY (id),
  CONSTRAINT recovery_undone_later CHECK ((undone_at >= at)),
  CONSTRAINT recovery_vouchers_from_person CHECK (((kind = 'vouchers'::text) = (from_person IS NOT NULL)))
);

CREATE TABLE recovery_code (
  code_hash bytea NOT NULL,
  person_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  recovery_id uuid,
  CONSTRAINT recovery_code_hash_is_sha256 CHECK ((octet_length(code_hash) = 32)),
  CONSTRAINT recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT recovery_code_pkey PRIMARY KEY (code_hash),
  CONSTRAINT recovery_code_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES recovery(id)
);

CREATE TABLE recovery_request (
  id uuid NOT NULL,
  code_hash bytea NOT NULL,
  person_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  recovery_id uuid,
  CONSTRAINT recovery_request_code_hash_is_sha256 CHECK ((octet_length(code_hash) = 32)),
  CONSTRAINT recovery_request_code_hash_key UNIQUE (code_hash),
  CONSTRAINT recovery_request_expires_later CHECK ((expires_at > created_at)),
  CONSTRAINT recovery_request_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT recovery_request_pkey PRIMARY KEY (id),
  CONSTRAINT recovery_request_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES recovery(id),
  CONSTRAINT recovery_request_recovery_id_key UNIQUE (recovery_id)
);

CREATE TABLE recovery_vouch (
  request_id uuid NOT NULL,
  voucher_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT recovery_vouch_pkey PRIMARY KEY (request_id, voucher_id),
  CONSTRAINT recovery_vouch_request_id_fkey FOREIGN KEY (request_id) REFERENCES recovery_request(id),
  CONSTRAINT recovery_vouch_voucher_id_fkey FOREIGN KEY (voucher_id) REFERENCES person(id)
);

CREATE TABLE reminded (
  assembly_id uuid NOT NULL,
  shift_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT reminded_assembly_id_shift_id_fkey FOREIGN KEY (assembly_id, shift_id) REFERENCES shift(assembly_id, id),
  CONSTRAINT reminded_pkey PRIMARY KEY (shift_id)
);

CREATE TABLE reminder (
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  hours_before smallint NOT NULL,
  CONSTRAINT reminder_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT reminder_hours_bounded CHECK (((hours_before >= 1) AND (hours_before <= 168))),
  CONSTRAINT reminder_pkey PRIMARY KEY (membership_id)
);

CREATE TABLE report (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  term_id uuid NOT NULL,
  office_id uuid NOT NULL,
  due_at timestamp with time zone NOT NULL,
  told_at timestamp with time zone,
  written_at timestamp with time zone,
  text text,
  outcome text,
  decided_at timestamp with time zone,
  motion_id uuid,
  CONSTRAINT report_accepted_when_written CHECK (((outcome <> 'accepted'::text) OR (written_at IS NOT NULL))),
  CONSTRAINT report_by_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT report_decided_whole CHECK ((((outcome IS NULL) = (decided_at IS NULL)) AND ((outcome IS NULL) = (motion_id IS NULL)))),
  CONSTRAINT report_due_once UNIQUE (term_id, due_at),
  CONSTRAINT report_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT report_of_term FOREIGN KEY (assembly_id, term_id) REFERENCES term(assembly_id, id),
  CONSTRAINT report_outcome_known CHECK ((outcome = ANY (ARRAY['accepted'::text, 'censured'::text]))),
  CONSTRAINT report_pkey PRIMARY KEY (id),
  CONSTRAINT report_text_length CHECK (((char_length(text) >= 1) AND (char_length(text) <= 20000))),
  CONSTRAINT report_written_whole CHECK (((written_at IS NULL) = (text IS NULL)))
);

CREATE TABLE roll (
  poll_id uuid NOT NULL,
  person_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  weight integer NOT NULL,
  reason text NOT NULL,
  CONSTRAINT roll_one_per_membership UNIQUE (poll_id, membership_id),
  CONSTRAINT roll_pkey PRIMARY KEY (poll_id, person_id),
  CONSTRAINT roll_reason_is_one_line CHECK ((((char_length(reason) >= 1) AND (char_length(reason) <= 200)) AND (strpos(reason, '
'::text) = 0))),
  CONSTRAINT roll_weight_bounds CHECK (((weight >= 1) AND (weight <= 1000000)))
);

CREATE TABLE roll_import (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  staged_by uuid NOT NULL,
  staged_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  key_hash bytea NOT NULL,
  file_hash bytea NOT NULL,
  row_count integer NOT NULL,
  created integer NOT NULL,
  updated integer NOT NULL,
  refused integer NOT NULL,
  applied_at timestamp with time zone,
  CONSTRAINT roll_import_applied_in_time CHECK ((applied_at < expires_at)),
  CONSTRAINT roll_import_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT roll_import_assembly_id_staged_by_fkey FOREIGN KEY (assembly_id, staged_by) REFERENCES membership(assembly_id, id),
  CONSTRAINT roll_import_counts CHECK (((created >= 0) AND (updated >= 0) AND (refused >= 0) AND (((created + updated) + refused) = row_count) AND ((row_count >= 1) AND (row_count <= 200000)))),
  CONSTRAINT roll_import_file_hash_is_sha256 CHECK ((octet_length(file_hash) = 32)),
  CONSTRAINT roll_import_key_hash_is_sha256 CHECK ((octet_length(key_hash) = 32)),
  CONSTRAINT roll_import_pkey PRIMARY KEY (id)
);

CREATE TABLE roll_import_row (
  import_id uuid NOT NULL,
  line integer NOT NULL,
  ref text NOT NULL,
  name text NOT NULL,
  outcome text NOT NULL,
  reason text,
  membership_id uuid,
  token_hash bytea,
  CONSTRAINT roll_import_row_created_has_invitation CHECK (((outcome <> 'created'::text) OR (token_hash IS NOT NULL))),
  CONSTRAINT roll_import_row_has_target CHECK (((outcome = 'refused'::text) = (membership_id IS NULL))),
  CONSTRAINT roll_import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES roll_import(id) ON DELETE CASCADE,
  CONSTRAINT roll_import_row_outcome_known CHECK ((outcome = ANY (ARRAY['created'::text, 'updated'::text, 'refused'::text]))),
  CONSTRAINT roll_import_row_pkey PRIMARY KEY (import_id, line),
  CONSTRAINT roll_import_row_refused_says_why CHECK (((outcome = 'refused'::text) = (reason IS NOT NULL)))
);

CREATE TABLE roster (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  announced_at timestamp with time zone NOT NULL,
  draws_at timestamp with time zone NOT NULL,
  until_at timestamp with time zone NOT NULL,
  drawn_at timestamp with time zone,
  seed_size bigint,
  seed bytea,
  turns integer DEFAULT 0 NOT NULL,
  commit_until timestamp with time zone,
  CONSTRAINT roster_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT roster_commits_before_it_draws CHECK (((commit_until > announced_at) AND (commit_until < draws_at))),
  CONSTRAINT roster_drawn_after_it_was_announced CHECK (((draws_at > announced_at) AND (drawn_at >= draws_at))),
  CONSTRAINT roster_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT roster_pkey PRIMARY KEY (id),
  CONSTRAINT roster_seed_iff_drawn CHECK ((((drawn_at IS NULL) AND (seed IS NULL) AND (seed_size IS NULL)) OR ((drawn_at IS NOT NULL) AND (octet_length(seed) = 32) AND (seed_size > 0)))),
  CONSTRAINT roster_turns_not_negative CHECK ((turns >= 0)),
  CONSTRAINT roster_until_later CHECK ((until_at > draws_at))
);

CREATE TABLE rota_forgotten (
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  CONSTRAINT rota_forgotten_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT rota_forgotten_pkey PRIMARY KEY (membership_id)
);

CREATE TABLE rota_gap (
  assembly_id uuid NOT NULL,
  fill_at timestamp with time zone NOT NULL,
  CONSTRAINT rota_gap_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT rota_gap_pkey PRIMARY KEY (assembly_id, fill_at)
);

CREATE TABLE sanction (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  hearing_at timestamp with time zone NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  lifted_at timestamp with time zone,
  CONSTRAINT sanction_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT sanction_ends CHECK ((ends_at > starts_at)),
  CONSTRAINT sanction_heard_before CHECK ((hearing_at <= starts_at)),
  CONSTRAINT sanction_kind_known CHECK ((kind = ANY (ARRAY['suspension'::text, 'expulsion'::text]))),
  CONSTRAINT sanction_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT sanction_pkey PRIMARY KEY (id),
  CONSTRAINT sanction_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000)))
);

CREATE TABLE seat (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  office_id uuid NOT NULL,
  place smallint NOT NULL,
  membership_id uuid,
  held_from timestamp with time zone,
  held_until timestamp with time zone,
  CONSTRAINT seat_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT seat_assembly_id_office_id_fkey FOREIGN KEY (assembly_id, office_id) REFERENCES office(assembly_id, id),
  CONSTRAINT seat_held_whole CHECK ((((membership_id IS NULL) AND (held_from IS NULL) AND (held_until IS NULL)) OR ((membership_id IS NOT NULL) AND (held_from IS NOT NULL) AND (held_until > held_from)))),
  CONSTRAINT seat_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT seat_pkey PRIMARY KEY (id),
  CONSTRAINT seat_place_once UNIQUE (office_id, place),
  CONSTRAINT seat_place_positive CHECK ((place > 0))
);

CREATE TABLE seat_vote (
  poll_id uuid NOT NULL,
  seat_id uuid NOT NULL,
  ordinal integer NOT NULL,
  assembly_id uuid NOT NULL,
  sent_by uuid NOT NULL,
  term_id uuid NOT NULL,
  office_id uuid NOT NULL,
  mandate_version integer NOT NULL,
  code text NOT NULL,
  answer text NOT NULL,
  verdict text NOT NULL,
  because text NOT NULL,
  cast_at timestamp with time zone NOT NULL,
  CONSTRAINT seat_vote_code_once UNIQUE (poll_id, code),
  CONSTRAINT seat_vote_of_term FOREIGN KEY (sent_by, term_id) REFERENCES term(assembly_id, id),
  CONSTRAINT seat_vote_on_roll FOREIGN KEY (poll_id, seat_id) REFERENCES roll(poll_id, person_id),
  CONSTRAINT seat_vote_pkey PRIMARY KEY (poll_id, seat_id, ordinal),
  CONSTRAINT seat_vote_under_mandate FOREIGN KEY (office_id, mandate_version) REFERENCES mandate(office_id, version),
  CONSTRAINT seat_vote_verdict_known CHECK ((verdict = ANY (ARRAY['within'::text, 'outside'::text])))
);

CREATE TABLE secret_ballot (
  poll_id uuid NOT NULL,
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  answer text NOT NULL,
  weight integer NOT NULL,
  times integer DEFAULT 1 NOT NULL,
  CONSTRAINT secret_ballot_answer_known CHECK (is_ballot_answer(answer)),
  CONSTRAINT secret_ballot_pkey PRIMARY KEY (poll_id, id),
  CONSTRAINT secret_ballot_times_positive CHECK ((times >= 1)),
  CONSTRAINT secret_ballot_weight_bounds CHECK (((weight >= 1) AND (weight <= 1000000)))
);

CREATE TABLE secret_commitment (
  petition_id uuid NOT NULL,
  crossing text NOT NULL,
  place integer NOT NULL,
  assembly_id uuid NOT NULL,
  commitment text NOT NULL,
  CONSTRAINT secret_commitment_form CHECK ((commitment ~ '^[A-Za-z0-9_-]{43}$'::text)),
  CONSTRAINT secret_commitment_of_crossing FOREIGN KEY (petition_id, crossing) REFERENCES secret_crossing(petition_id, crossing),
  CONSTRAINT secret_commitment_once UNIQUE (petition_id, crossing, commitment),
  CONSTRAINT secret_commitment_pkey PRIMARY KEY (petition_id, crossing, place)
);

CREATE TABLE secret_crossing (
  petition_id uuid NOT NULL,
  crossing text NOT NULL,
  assembly_id uuid NOT NULL,
  count integer NOT NULL,
  base integer NOT NULL,
  root bytea NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT secret_crossing_known CHECK ((crossing = ANY (ARRAY['poll'::text, 'recall'::text]))),
  CONSTRAINT secret_crossing_of_members CHECK (((count >= 0) AND (count <= base))),
  CONSTRAINT secret_crossing_of_petition FOREIGN KEY (assembly_id, petition_id) REFERENCES petition(assembly_id, id),
  CONSTRAINT secret_crossing_pkey PRIMARY KEY (petition_id, crossing),
  CONSTRAINT secret_crossing_root_is_sha256 CHECK ((octet_length(root) = 32))
);

CREATE TABLE secret_signature (
  petition_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  salt bytea NOT NULL,
  CONSTRAINT secret_signature_by_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT secret_signature_of_petition FOREIGN KEY (assembly_id, petition_id) REFERENCES petition(assembly_id, id),
  CONSTRAINT secret_signature_pkey PRIMARY KEY (petition_id, membership_id),
  CONSTRAINT secret_signature_salt_length CHECK ((octet_length(salt) = 32))
);

CREATE TABLE shift (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  task_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  chosen text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  place_id uuid,
  came_by text,
  why jsonb,
  confirmed_at timestamp with time zone,
  offered_at timestamp with time zone,
  given_up text,
  missed_at timestamp with time zone,
  done_at timestamp with time zone,
  note text,
  reason text,
  CONSTRAINT shift_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT shift_assembly_id_task_id_fkey FOREIGN KEY (assembly_id, task_id) REFERENCES task(assembly_id, id),
  CONSTRAINT shift_came_by_known CHECK ((came_by = ANY (ARRAY['drawn'::text, 'stepped_in'::text, 'swapped'::text, 'taken'::text]))),
  CONSTRAINT shift_chosen_known CHECK ((chosen = ANY (ARRAY['assembly'::text, 'roster'::text, 'spot'::text]))),
  CONSTRAINT shift_ends_after_start CHECK ((ends_at > starts_at)),
  CONSTRAINT shift_given_up_has_ended CHECK (((given_up IS NULL) OR (ended_at IS NOT NULL))),
  CONSTRAINT shift_given_up_known CHECK ((given_up = ANY (ARRAY['declined'::text, 'swapped'::text, 'taken'::text]))),
  CONSTRAINT shift_missed_or_done CHECK (((missed_at IS NULL) OR (done_at IS NULL))),
  CONSTRAINT shift_not_double_booked EXCLUDE USING gist (membership_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((ended_at IS NULL) AND (place_id IS NOT NULL))),
  CONSTRAINT shift_note_length CHECK ((char_length(note) <= 2000)),
  CONSTRAINT shift_of_assembly_once UNIQUE (assembly_id, id),
  CONSTRAINT shift_of_place FOREIGN KEY (assembly_id, place_id) REFERENCES place(assembly_id, id),
  CONSTRAINT shift_of_roster_has_a_place CHECK (((place_id IS NULL) = (came_by IS NULL))),
  CONSTRAINT shift_pkey PRIMARY KEY (id),
  CONSTRAINT shift_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500))),
  CONSTRAINT shift_reason_of_who_gave_it_up CHECK (((reason IS NULL) OR (NOT (given_up IS DISTINCT FROM 'declined'::text))))
);

CREATE TABLE sign_in_link (
  token_hash bytea NOT NULL,
  kind text NOT NULL,
  person_id uuid,
  address text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT sign_in_link_kind_known CHECK ((kind = ANY (ARRAY['sign-in'::text, 'confirm'::text]))),
  CONSTRAINT sign_in_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT sign_in_link_pkey PRIMARY KEY (token_hash),
  CONSTRAINT sign_in_link_token_hash_is_sha256 CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE signing_key (
  assembly_id uuid NOT NULL,
  public_key bytea NOT NULL,
  private_key bytea NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT signing_key_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT signing_key_pkey PRIMARY KEY (assembly_id)
);

CREATE TABLE skill (
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  name text NOT NULL,
  given_at timestamp with time zone NOT NULL,
  given_by uuid,
  motion_id uuid,
  CONSTRAINT skill_assembly_id_given_by_fkey FOREIGN KEY (assembly_id, given_by) REFERENCES membership(assembly_id, id),
  CONSTRAINT skill_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT skill_assembly_id_motion_id_fkey FOREIGN KEY (assembly_id, motion_id) REFERENCES motion(assembly_id, id),
  CONSTRAINT skill_from_one_source CHECK (((given_by IS NULL) <> (motion_id IS NULL))),
  CONSTRAINT skill_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60))),
  CONSTRAINT skill_not_given_to_oneself CHECK ((given_by <> membership_id)),
  CONSTRAINT skill_pkey PRIMARY KEY (membership_id, name)
);

CREATE TABLE station (
  id uuid NOT NULL,
  poll_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  opened_by uuid NOT NULL,
  joined_by uuid,
  token_hash bytea NOT NULL,
  code_hash bytea,
  code_until timestamp with time zone,
  opened_at timestamp with time zone NOT NULL,
  joined_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_by uuid,
  CONSTRAINT station_closed_by_a_teller CHECK ((((closed_at IS NULL) = (closed_by IS NULL)) AND ((closed_by IS NULL) OR (closed_by = opened_by) OR (NOT (closed_by IS DISTINCT FROM joined_by))))),
  CONSTRAINT station_code_hash_is_sha256 CHECK ((octet_length(code_hash) = 32)),
  CONSTRAINT station_code_until_joined CHECK ((((code_hash IS NULL) = (code_until IS NULL)) AND ((code_hash IS NULL) OR ((joined_by IS NULL) AND (closed_at IS NULL))))),
  CONSTRAINT station_joined_whole CHECK (((joined_by IS NULL) = (joined_at IS NULL))),
  CONSTRAINT station_joiner_is_member FOREIGN KEY (assembly_id, joined_by) REFERENCES membership(assembly_id, id),
  CONSTRAINT station_of_poll UNIQUE (poll_id, id),
  CONSTRAINT station_opener_is_member FOREIGN KEY (assembly_id, opened_by) REFERENCES membership(assembly_id, id),
  CONSTRAINT station_pkey PRIMARY KEY (id),
  CONSTRAINT station_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id),
  CONSTRAINT station_tellers_are_two CHECK ((joined_by <> opened_by)),
  CONSTRAINT station_token_hash_is_sha256 CHECK ((octet_length(token_hash) = 32)),
  CONSTRAINT station_token_once UNIQUE (token_hash)
);

CREATE TABLE station_check_off (
  id uuid NOT NULL,
  station_id uuid NOT NULL,
  poll_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  client_key text NOT NULL,
  asked_by uuid NOT NULL,
  confirmed_by uuid,
  until timestamp with time zone,
  ended text,
  code text,
  CONSTRAINT check_off_at_station FOREIGN KEY (poll_id, station_id) REFERENCES station(poll_id, id),
  CONSTRAINT check_off_by_two CHECK ((confirmed_by <> asked_by)),
  CONSTRAINT check_off_client_key_length CHECK (((char_length(client_key) >= 8) AND (char_length(client_key) <= 64))),
  CONSTRAINT check_off_code_once UNIQUE (poll_id, code),
  CONSTRAINT check_off_ended_known CHECK ((ended = ANY (ARRAY['voted'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text]))),
  CONSTRAINT check_off_key_once UNIQUE (station_id, client_key),
  CONSTRAINT check_off_lasts_until CHECK (((until IS NOT NULL) OR (ended IS NOT NULL))),
  CONSTRAINT check_off_on_roll FOREIGN KEY (poll_id, membership_id) REFERENCES roll(poll_id, membership_id),
  CONSTRAINT check_off_voted_has_code CHECK (((NOT (ended IS DISTINCT FROM 'voted'::text)) = (code IS NOT NULL))),
  CONSTRAINT check_off_votes_when_confirmed CHECK (((code IS NULL) OR (confirmed_by IS NOT NULL))),
  CONSTRAINT station_check_off_pkey PRIMARY KEY (id)
);

CREATE TABLE stream (
  id uuid NOT NULL,
  entries bigint DEFAULT 0 NOT NULL,
  changes bigint DEFAULT 0 NOT NULL,
  checkpointed bigint DEFAULT 0 NOT NULL,
  CONSTRAINT stream_checkpoint_within_entries CHECK (((checkpointed >= 0) AND (checkpointed <= entries))),
  CONSTRAINT stream_counts_not_negative CHECK (((entries >= 0) AND (changes >= 0))),
  CONSTRAINT stream_pkey PRIMARY KEY (id)
);

CREATE TABLE swap (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  shift_id uuid NOT NULL,
  with_shift_id uuid NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  answered_at timestamp with time zone,
  outcome text,
  CONSTRAINT swap_answered_whole CHECK (((answered_at IS NULL) = (outcome IS NULL))),
  CONSTRAINT swap_assembly_id_shift_id_fkey FOREIGN KEY (assembly_id, shift_id) REFERENCES shift(assembly_id, id),
  CONSTRAINT swap_assembly_id_with_shift_id_fkey FOREIGN KEY (assembly_id, with_shift_id) REFERENCES shift(assembly_id, id),
  CONSTRAINT swap_of_two CHECK ((shift_id <> with_shift_id)),
  CONSTRAINT swap_outcome_known CHECK ((outcome = ANY (ARRAY['agreed'::text, 'refused'::text, 'withdrawn'::text]))),
  CONSTRAINT swap_pkey PRIMARY KEY (id)
);

CREATE TABLE task (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  guide text DEFAULT ''::text NOT NULL,
  rule text,
  rule_start text,
  rule_except text[] DEFAULT '{}'::text[] NOT NULL,
  minutes integer,
  people smallint DEFAULT 1 NOT NULL,
  effort smallint DEFAULT 1 NOT NULL,
  requires text[] DEFAULT '{}'::text[] NOT NULL,
  longest_run smallint DEFAULT 1 NOT NULL,
  pause_days smallint DEFAULT 0 NOT NULL,
  handover boolean DEFAULT false NOT NULL,
  planned_until timestamp with time zone,
  plan_at timestamp with time zone,
  ended_at timestamp with time zone,
  trains_id uuid,
  powers text[] DEFAULT '{}'::text[] NOT NULL,
  CONSTRAINT task_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT task_effort_bounded CHECK (((effort >= 1) AND (effort <= 1000))),
  CONSTRAINT task_guide_length CHECK ((char_length(guide) <= 2000)),
  CONSTRAINT task_kind_known CHECK ((kind = ANY (ARRAY['facilitate'::text, 'other'::text]))),
  CONSTRAINT task_longest_run_bounded CHECK (((longest_run >= 1) AND (longest_run <= 52))),
  CONSTRAINT task_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT task_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT task_pause_bounded CHECK (((pause_days >= 0) AND (pause_days <= 182))),
  CONSTRAINT task_people_bounded CHECK (((people >= 1) AND (people <= 20))),
  CONSTRAINT task_pkey PRIMARY KEY (id),
  CONSTRAINT task_planned_has_a_rule CHECK (((plan_at IS NULL) OR ((rule IS NOT NULL) AND (ended_at IS NULL)))),
  CONSTRAINT task_powers_known CHECK ((powers <@ ARRAY['check_in'::text, 'see_hardship'::text, 'tell'::text])),
  CONSTRAINT task_requires_few CHECK ((cardinality(requires) <= 10)),
  CONSTRAINT task_rule_whole CHECK ((((rule IS NULL) AND (rule_start IS NULL) AND (minutes IS NULL)) OR ((rule IS NOT NULL) AND (rule_start IS NOT NULL) AND ((minutes >= 5) AND (minutes <= 44640))))),
  CONSTRAINT task_trains FOREIGN KEY (assembly_id, trains_id) REFERENCES task(assembly_id, id),
  CONSTRAINT task_trains_another CHECK ((trains_id <> id))
);

CREATE TABLE term (
  id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  office_id uuid NOT NULL,
  seat_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  source text NOT NULL,
  poll_id uuid NOT NULL,
  papers_of integer NOT NULL,
  began_at timestamp with time zone NOT NULL,
  accept_by timestamp with time zone NOT NULL,
  accepted_at timestamp with time zone,
  ends_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  end_kind text,
  CONSTRAINT term_end_kind_known CHECK ((end_kind = ANY (ARRAY['recalled_by_signatures'::text, 'recalled_by_motion'::text, 'resigned'::text, 'left'::text, 'over'::text, 'declined'::text, 'not_accepted'::text, 'abolished'::text, 'annulled'::text]))),
  CONSTRAINT term_ended_whole CHECK (((ended_at IS NULL) = (end_kind IS NULL))),
  CONSTRAINT term_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT term_of_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT term_of_office FOREIGN KEY (assembly_id, office_id) REFERENCES office(assembly_id, id),
  CONSTRAINT term_of_seat FOREIGN KEY (assembly_id, seat_id) REFERENCES seat(assembly_id, id),
  CONSTRAINT term_papers_of_bounds CHECK (((papers_of >= 0) AND (papers_of <= 199))),
  CONSTRAINT term_pkey PRIMARY KEY (id),
  CONSTRAINT term_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES poll(id),
  CONSTRAINT term_source_known CHECK ((source = ANY (ARRAY['elected'::text, 'alternate'::text, 'countback'::text]))),
  CONSTRAINT term_times_in_order CHECK (((accept_by > began_at) AND (ends_at > began_at) AND (accepted_at >= began_at) AND (accepted_at < accept_by) AND (ended_at >= began_at)))
);

CREATE TABLE told_below (
  assembly_id uuid NOT NULL,
  poll_id uuid NOT NULL,
  what text NOT NULL,
  CONSTRAINT told_below_assembly_id_fkey FOREIGN KEY (assembly_id) REFERENCES assembly(id),
  CONSTRAINT told_below_pkey PRIMARY KEY (assembly_id, poll_id, what)
);

CREATE TABLE vacancy (
  term_id uuid NOT NULL,
  assembly_id uuid NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT vacancy_after_term FOREIGN KEY (assembly_id, term_id) REFERENCES term(assembly_id, id),
  CONSTRAINT vacancy_pkey PRIMARY KEY (term_id)
);

CREATE TABLE vouch (
  assembly_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  voucher_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT vouch_assembly_id_membership_id_fkey FOREIGN KEY (assembly_id, membership_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT vouch_assembly_id_voucher_id_fkey FOREIGN KEY (assembly_id, voucher_id) REFERENCES membership(assembly_id, id),
  CONSTRAINT vouch_not_for_oneself CHECK ((membership_id <> voucher_id)),
  CONSTRAINT vouch_pkey PRIMARY KEY (membership_id, voucher_id)
);

CREATE INDEX access_of_person ON public.access USING btree (person_id);

CREATE INDEX access_of_recovery ON public.access USING btree (recovery_id) WHERE (recovery_id IS NOT NULL);

CREATE INDEX act_of_term_list ON public.act USING btree (term_id, id DESC);

CREATE INDEX adopted_text_list ON public.adopted_text USING btree (assembly_id, motion_id DESC);

CREATE INDEX affiliation_asked_of ON public.affiliation USING btree (parent_id, asked_at) WHERE (ended_at IS NULL);

CREATE INDEX alternate_of_office_list ON public.alternate USING btree (office_id, poll_id);

CREATE INDEX assembly_of_parent ON public.assembly USING btree (parent_id) WHERE (parent_id IS NOT NULL);

CREATE INDEX attempt_by_expiry ON public.attempt USING btree (expire);

CREATE INDEX authorised_action_list ON public.authorised_action USING btree (assembly_id, motion_id DESC);

CREATE INDEX calendar_feed_of_member ON public.calendar_feed USING btree (membership_id);

CREATE INDEX cannot_of_assembly ON public.cannot USING btree (assembly_id, membership_id);

CREATE INDEX ceremony_by_expiry ON public.ceremony USING btree (expires_at);

CREATE INDEX challenge_of_membership ON public.challenge USING btree (membership_id);

CREATE INDEX change_xact ON public.change USING btree (xact);

CREATE INDEX check_off_of_member ON public.station_check_off USING btree (membership_id);

CREATE INDEX entry_polls_closed ON public.entry USING btree (assembly_id, at) WHERE (kind = 'poll.closed'::text);

CREATE INDEX hardship_request_ended ON public.hardship_request USING btree (ended_at) WHERE (ended_at IS NOT NULL);

CREATE INDEX hardship_request_open ON public.hardship_request USING btree (assembly_id, asked_at, id) WHERE (ended_at IS NULL);

CREATE INDEX invitation_of_creator ON public.invitation USING btree (created_by, created_at);

CREATE INDEX invitation_of_membership ON public.invitation USING btree (membership_id) WHERE (membership_id IS NOT NULL);

CREATE INDEX joint_request_of_subject ON public.joint_request USING btree (assembly_id, asked_at);

CREATE INDEX meeting_list ON public.meeting USING btree (assembly_id, starts_at DESC);

CREATE INDEX meeting_to_begin_or_end ON public.meeting USING btree (starts_at) WHERE (ended_at IS NULL);

CREATE INDEX member_leave_of_assembly ON public.member_leave USING btree (assembly_id);

CREATE INDEX member_share_of_assembly ON public.member_share USING btree (assembly_id);

CREATE INDEX membership_by_name ON public.membership USING btree (assembly_id, display_name, id);

CREATE INDEX membership_of_person ON public.membership USING btree (person_id);

CREATE INDEX motion_list ON public.motion USING btree (assembly_id, id DESC);

CREATE INDEX motion_list_by_state ON public.motion USING btree (assembly_id, state, id DESC);

CREATE INDEX motion_open_of_mover ON public.motion USING btree (mover_id) WHERE (state = ANY (ARRAY['draft'::text, 'moved'::text]));

CREATE INDEX motion_pending_subjects ON public.motion USING gin (subjects) WHERE (state = 'seconded'::text);

CREATE INDEX motion_poll_by_motion ON public.motion_poll USING btree (motion_id, announced_at);

CREATE INDEX passkey_of_person ON public.passkey USING btree (person_id);

CREATE INDEX passphrase_of_person ON public.passphrase USING btree (person_id);

CREATE INDEX petition_of_term_list ON public.petition USING btree (term_id, opened_at DESC);

CREATE INDEX petition_open_expiry ON public.petition USING btree (expires_at) WHERE (ended_at IS NULL);

CREATE INDEX petition_open_of_assembly ON public.petition USING btree (assembly_id) WHERE (ended_at IS NULL);

CREATE INDEX petition_review_due ON public.petition_review USING btree (due_at);

CREATE INDEX place_of_assembly_by_time ON public.place USING btree (assembly_id, starts_at);

CREATE INDEX poll_draft_of_meeting ON public.poll USING btree (meeting_id) WHERE ((state = 'draft'::text) AND (meeting_id IS NOT NULL));

CREATE INDEX poll_of_assembly ON public.poll USING btree (assembly_id, id);

CREATE INDEX poll_of_motion ON public.poll USING btree (motion_id) WHERE (motion_id IS NOT NULL);

CREATE INDEX poll_of_seats ON public.poll USING btree (assembly_id, id) WHERE (roll_policy = 'seats'::text);

CREATE INDEX poll_to_close ON public.poll USING btree (COALESCE(retry_at, closes_at)) WHERE (state = 'open'::text);

CREATE INDEX poll_to_open ON public.poll USING btree (COALESCE(retry_at, opens_at)) WHERE (state = 'draft'::text);

CREATE INDEX poll_to_shred ON public.poll USING btree (id) WHERE ((tier = 'secret'::text) AND (state = ANY (ARRAY['closed'::text, 'void'::text])) AND (shredded_at IS NULL));

CREATE INDEX push_device_of_person ON public.push_device USING btree (person_id);

CREATE INDEX push_reminder_on_device ON public.push_reminder USING btree (access_id);

CREATE INDEX pushed_by_reminder ON public.pushed USING btree (membership_id, access_id);

CREATE INDEX recovery_code_of_person ON public.recovery_code USING btree (person_id);

CREATE INDEX recovery_of_person ON public.recovery USING btree (person_id, at);

CREATE INDEX recovery_request_of_person ON public.recovery_request USING btree (person_id);

CREATE INDEX report_of_office_list ON public.report USING btree (office_id, due_at);

CREATE INDEX report_open ON public.report USING btree (due_at) WHERE ((written_at IS NULL) AND (told_at IS NULL));

CREATE INDEX roll_import_of_assembly ON public.roll_import USING btree (assembly_id, staged_at);

CREATE INDEX roster_to_draw ON public.roster USING btree (draws_at) WHERE (drawn_at IS NULL);

CREATE INDEX rota_gap_due ON public.rota_gap USING btree (fill_at);

CREATE INDEX sanction_of_person ON public.sanction USING btree (assembly_id, person_id, ends_at);

CREATE INDEX seat_of_member ON public.seat USING btree (membership_id) WHERE (membership_id IS NOT NULL);

CREATE INDEX seat_vote_of_term_list ON public.seat_vote USING btree (term_id, cast_at);

CREATE INDEX shift_of_assembly ON public.shift USING btree (assembly_id, ends_at) WHERE (ended_at IS NULL);

CREATE INDEX shift_of_member ON public.shift USING btree (membership_id) WHERE (ended_at IS NULL);

CREATE INDEX shift_of_roster ON public.shift USING btree (assembly_id, starts_at) WHERE (place_id IS NOT NULL);

CREATE INDEX sign_in_link_by_expiry ON public.sign_in_link USING btree (expires_at);

CREATE INDEX sign_in_link_of_person ON public.sign_in_link USING btree (person_id);

CREATE INDEX skill_of_assembly ON public.skill USING btree (assembly_id, name);

CREATE INDEX stream_awaits_checkpoint ON public.stream USING btree (id) WHERE (entries > checkpointed);

CREATE INDEX swap_with ON public.swap USING btree (with_shift_id) WHERE (answered_at IS NULL);

CREATE INDEX task_to_plan ON public.task USING btree (plan_at) WHERE (plan_at IS NOT NULL);

CREATE INDEX term_of_member_list ON public.term USING btree (membership_id, began_at DESC);

CREATE INDEX term_of_office_list ON public.term USING btree (office_id, began_at DESC);

CREATE INDEX term_open_acceptance ON public.term USING btree (accept_by) WHERE ((ended_at IS NULL) AND (accepted_at IS NULL));

CREATE INDEX term_open_end ON public.term USING btree (ends_at) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX affiliation_one_at_a_time ON public.affiliation USING btree (assembly_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX attendance_once_at_a_time ON public.attendance USING btree (meeting_id, membership_id) WHERE (checked_out_at IS NULL);

CREATE UNIQUE INDEX check_off_one_at_a_time ON public.station_check_off USING btree (station_id) WHERE (ended IS NULL);

CREATE UNIQUE INDEX email_one_confirmed ON public.email USING btree (address) WHERE (confirmed_at IS NOT NULL);

CREATE UNIQUE INDEX hardship_request_one_open ON public.hardship_request USING btree (membership_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX member_leave_one_at_a_time ON public.member_leave USING btree (membership_id) WHERE (until_at IS NULL);

CREATE UNIQUE INDEX membership_one_active ON public.membership USING btree (assembly_id, person_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX membership_one_active_ref ON public.membership USING btree (assembly_id, external_ref) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX office_name_once ON public.office USING btree (assembly_id, lower(name)) WHERE ((kind = 'delegate'::text) AND (abolished_at IS NULL));

CREATE UNIQUE INDEX office_one_convener ON public.office USING btree (assembly_id) WHERE (kind = 'convener'::text);

CREATE UNIQUE INDEX petition_open_once ON public.petition USING btree (term_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX roster_one_to_draw ON public.roster USING btree (assembly_id) WHERE (drawn_at IS NULL);

CREATE UNIQUE INDEX shift_one_holder ON public.shift USING btree (place_id) WHERE ((ended_at IS NULL) AND (place_id IS NOT NULL));

CREATE UNIQUE INDEX shift_one_on_the_spot ON public.shift USING btree (task_id) WHERE ((chosen = 'spot'::text) AND (ended_at IS NULL));

CREATE UNIQUE INDEX station_one_per_opener ON public.station USING btree (poll_id, opened_by) WHERE (closed_at IS NULL);

CREATE UNIQUE INDEX swap_asked_once ON public.swap USING btree (shift_id, with_shift_id) WHERE (answered_at IS NULL);

CREATE UNIQUE INDEX task_one_facilitate ON public.task USING btree (assembly_id) WHERE (kind = 'facilitate'::text);

CREATE UNIQUE INDEX term_one_per_member ON public.term USING btree (office_id, membership_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX term_one_per_seat ON public.term USING btree (seat_id) WHERE (ended_at IS NULL);

CREATE OR REPLACE FUNCTION public.act_is_in_term()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM term t JOIN seat s ON s.id = t.seat_id AND s.membership_id = t.membership_id
                   AND s.held_until > plenary_now()
                 JOIN mandate m ON m.office_id = t.office_id AND m.version = NEW.mandate_version AND m.ends_at > plenary_now()
                 WHERE t.id = NEW.term_id AND t.ended_at IS NULL AND t.accepted_at IS NOT NULL AND t.office_id = NEW.office_id
                   AND NOT EXISTS (SELECT FROM mandate later WHERE later.office_id = m.office_id AND later.version > m.version)) THEN
    RAISE EXCEPTION 'the seat or its mandate has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'act_in_term';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.assembly_tree_has_no_circle()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- One change of the tree at a time, or two that are fine alone could close a circle together.
  PERFORM pg_advisory_xact_lock(7053004);
  IF EXISTS (
    WITH RECURSIVE above (id) AS (
      SELECT NEW.parent_id
      UNION SELECT a.parent_id FROM assembly a JOIN above ON a.id = above.id WHERE a.parent_id IS NOT NULL
    ) SELECT 1 FROM above WHERE id = NEW.id
  ) THEN
    RAISE EXCEPTION 'an assembly is not above itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'assembly_tree_has_no_circle';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.ballot_of_its_tier()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT poll_id FROM added) a
             LEFT JOIN poll p ON p.id = a.poll_id
             WHERE p.state IS DISTINCT FROM 'open' OR p.tier IS DISTINCT FROM TG_ARGV[0]) THEN
    RAISE EXCEPTION 'a ballot belongs to an open poll of its tier' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.base_plan_is_never_edited()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'the base plan is never edited' USING ERRCODE = 'restrict_violation';
END $function$;

CREATE OR REPLACE FUNCTION public.bylaws_are_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'a version of the bylaws is never edited' USING ERRCODE = 'restrict_violation';
END $function$;

CREATE OR REPLACE FUNCTION public.candidates_are_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'the candidates of a poll are never edited' USING ERRCODE = 'restrict_violation';
END $function$;

CREATE OR REPLACE FUNCTION public.candidates_only_at_opening()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT poll_id, assembly_id FROM added) a
             LEFT JOIN poll p ON p.id = a.poll_id AND p.assembly_id = a.assembly_id AND p.seats IS NOT NULL
             WHERE p.state IS DISTINCT FROM 'draft') THEN
    RAISE EXCEPTION 'candidates are written at the opening of an election' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.counting_members(of_assembly uuid, at timestamp with time zone)
 RETURNS SETOF membership
 LANGUAGE sql
 STABLE
AS $function$
  SELECT m.* FROM membership m
  WHERE m.assembly_id = of_assembly AND m.since <= at AND m.counts_from <= at
    AND (m.ended_at IS NULL OR m.ended_at > at)
    AND (m.suspended_until IS NULL OR NOT (m.suspended_from <= at AND m.suspended_until > at))
$function$;

CREATE OR REPLACE FUNCTION public.entry_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'the record is append-only' USING ERRCODE = 'restrict_violation';
END $function$;

CREATE OR REPLACE FUNCTION public.is_ballot_answer(answer text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT answer IN ('yes', 'no', 'abstain', 'blank', 'spoilt', 'stand_aside', 'block')
    OR (char_length(answer) <= 2000 AND answer ~
      '^(r:[0-9]{1,3}([>=][0-9]{1,3})*|m:[0-9]{1,3}([+][0-9]{1,3})*|s:[0-9]{1,3}=[0-9]{1,3}([+][0-9]{1,3}=[0-9]{1,3})*)$')
$function$;

CREATE OR REPLACE FUNCTION public.joined_members(of_assembly uuid, at timestamp with time zone)
 RETURNS SETOF membership
 LANGUAGE sql
 STABLE
AS $function$
  SELECT m.* FROM membership m
  WHERE m.assembly_id = of_assembly AND m.since <= at AND m.joined_at <= at
    AND (m.ended_at IS NULL OR m.ended_at > at)
    AND (m.suspended_until IS NULL OR NOT (m.suspended_from <= at AND m.suspended_until > at))
$function$;

CREATE OR REPLACE FUNCTION public.members_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- Rows of their own and no update of the petition: whoever leaves waits for nobody who signs.
  INSERT INTO petition_review (id, assembly_id, due_at)
    SELECT gen_random_uuid(), c.assembly_id, d.due_at
    FROM (SELECT DISTINCT n.assembly_id, n.suspended_until FROM changed n) c
    CROSS JOIN LATERAL (VALUES (plenary_now()), (c.suspended_until)) AS d (due_at)
    WHERE d.due_at IS NOT NULL
      AND EXISTS (SELECT FROM petition p WHERE p.assembly_id = c.assembly_id AND p.ended_at IS NULL);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.members_with_voice(of_assembly uuid, at timestamp with time zone)
 RETURNS SETOF membership
 LANGUAGE sql
 STABLE
AS $function$
  SELECT m.* FROM membership m JOIN assembly a ON a.id = m.assembly_id
  WHERE m.assembly_id = of_assembly AND m.since <= at AND m.joined_at <= at
    AND (a.bylaws_adopted_at IS NULL OR m.counts_from <= at)
    AND (m.ended_at IS NULL OR m.ended_at > at)
    AND (m.suspended_until IS NULL OR NOT (m.suspended_from <= at AND m.suspended_until > at))
$function$;

CREATE OR REPLACE FUNCTION public.plenary_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$SELECT clock_timestamp()$function$;

CREATE OR REPLACE FUNCTION public.poll_of_seats_is_told()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO news_below (assembly_id, poll_id, sent_by, what)
    SELECT DISTINCT NEW.assembly_id, NEW.id, s.assembly_id, CASE WHEN NEW.state IN ('draft', 'open') THEN 'asked' ELSE 'ended' END
    FROM (SELECT seat_id FROM seats_above(NEW.assembly_id) WHERE NEW.opened_at IS NULL
          UNION ALL SELECT person_id FROM roll WHERE poll_id = NEW.id) listed
    JOIN seat s ON s.id = listed.seat_id
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.poll_rule_reason_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'what was frozen at the opening is never edited' USING ERRCODE = 'restrict_violation';
END $function$;

CREATE OR REPLACE FUNCTION public.poll_stays_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.state IN ('closed', 'void')
     AND (to_jsonb(NEW) - 'shredded_at') IS DISTINCT FROM (to_jsonb(OLD) - 'shredded_at') THEN
    RAISE EXCEPTION 'a poll that has ended is never edited' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state = 'open' AND (
      (NEW.assembly_id, NEW.motion_id, NEW.meeting_id, NEW.question, NEW.text, NEW.tier, NEW.method, NEW.rule,
       NEW.roll_policy, NEW.notice_at, NEW.live_results, NEW.opened_at, NEW.entitled_heads, NEW.entitled_weight,
       NEW.present_heads, NEW.present_weight, NEW.roll_hash, NEW.seats, NEW.ballot_order, NEW.max_score,
       NEW.publish_ballots, NEW.tie_seed, NEW.ballots_salt)
      IS DISTINCT FROM
      (OLD.assembly_id, OLD.motion_id, OLD.meeting_id, OLD.question, OLD.text, OLD.tier, OLD.method, OLD.rule,
       OLD.roll_policy, OLD.notice_at, OLD.live_results, OLD.opened_at, OLD.entitled_heads, OLD.entitled_weight,
       OLD.present_heads, OLD.present_weight, OLD.roll_hash, OLD.seats, OLD.ballot_order, OLD.max_score,
       OLD.publish_ballots, OLD.tie_seed, OLD.ballots_salt)
      OR NEW.closes_at > OLD.closes_at OR NEW.state = 'draft') THEN
    RAISE EXCEPTION 'what was frozen at the opening is never edited' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.roll_is_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'a roll is never edited' USING ERRCODE = 'restrict_violation';
END $function$;

CREATE OR REPLACE FUNCTION public.roll_only_at_opening()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT poll_id, assembly_id FROM added) a
             LEFT JOIN poll p ON p.id = a.poll_id AND p.assembly_id = a.assembly_id
             WHERE p.state IS DISTINCT FROM 'draft') THEN
    RAISE EXCEPTION 'a roll is written at the opening of its poll' USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT FROM (SELECT DISTINCT poll_id FROM added) a
             JOIN poll p ON p.id = a.poll_id WHERE p.roll_policy = 'seats') THEN
    IF EXISTS (SELECT FROM added a
               LEFT JOIN seat s ON s.id = a.membership_id
               LEFT JOIN assembly below ON below.id = s.assembly_id AND below.parent_id = a.assembly_id
               WHERE below.id IS NULL OR a.person_id <> a.membership_id) THEN
      RAISE EXCEPTION 'the roll of a delegates'' poll names seats of assemblies below' USING ERRCODE = 'foreign_key_violation';
    END IF;
  ELSIF EXISTS (SELECT FROM added a
             LEFT JOIN membership m ON m.id = a.membership_id AND m.assembly_id = a.assembly_id
             WHERE m.person_id IS DISTINCT FROM a.person_id) THEN
    RAISE EXCEPTION 'a roll names members of its assembly' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.seat_vote_is_of_its_holder()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM term t JOIN seat s ON s.id = t.seat_id AND s.membership_id = t.membership_id
                   AND s.held_until > plenary_now()
                 JOIN mandate m ON m.office_id = t.office_id AND m.version = NEW.mandate_version AND m.ends_at > plenary_now()
                 WHERE t.id = NEW.term_id AND t.seat_id = NEW.seat_id AND t.office_id = NEW.office_id
                   AND t.ended_at IS NULL AND t.accepted_at IS NOT NULL
                   AND NOT EXISTS (SELECT FROM mandate later WHERE later.office_id = m.office_id AND later.version > m.version)) THEN
    RAISE EXCEPTION 'the seat or its mandate has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_vote_in_term';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.seat_vote_is_told()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO news_below (assembly_id, poll_id, sent_by, what)
    VALUES (NEW.assembly_id, NEW.poll_id, NEW.sent_by, 'vote ' || NEW.seat_id || ' ' || NEW.ordinal);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.seats_above(of_assembly uuid)
 RETURNS TABLE(seat_id uuid, weight integer, reason text)
 LANGUAGE sql
 STABLE
AS $function$
  SELECT s.id,
    CASE WHEN law.by_members THEN
      greatest(1, s.members / s.seats + (s.nth <= s.members % s.seats)::int)::int ELSE 1 END,
    CASE WHEN law.by_members
      THEN 'seat ' || s.nth || ' of ' || s.seats || ', for ' || s.members || ' members of assembly ' || s.assembly_id
      ELSE 'seat ' || s.nth || ' of ' || s.seats || ' of assembly ' || s.assembly_id END
  FROM (SELECT coalesce((b.sections #>> '{delegates,seatsPerAssembly}')::int, 3) AS seats,
               coalesce((b.sections #>> '{delegates,weightByMembers}')::int, 0) = 1 AS by_members
        FROM (SELECT 1) always
        LEFT JOIN LATERAL (SELECT sections FROM bylaws WHERE assembly_id = of_assembly ORDER BY version DESC LIMIT 1) b
          ON true) law
  CROSS JOIN LATERAL (
    SELECT chosen.*, count(*) OVER (PARTITION BY chosen.assembly_id) AS seats,
      (SELECT count(*) FROM (SELECT plenary_now() AS now OFFSET 0) clock,
              LATERAL counting_members(chosen.assembly_id, clock.now)) AS members
    FROM (
      SELECT s.id, s.assembly_id,
        row_number() OVER (PARTITION BY s.assembly_id ORDER BY o.created_at, o.id, s.place) AS nth
      FROM assembly a
      JOIN office_now o ON o.assembly_id = a.id AND o.abolished_at IS NULL AND o.rules -> 'speaksAbove' = 'true'
      JOIN seat s ON s.office_id = o.id AND s.place <= (o.rules ->> 'seats')::int
      WHERE a.parent_id = of_assembly) chosen
    WHERE chosen.nth <= law.seats) s
$function$;

CREATE OR REPLACE FUNCTION public.seats_are_compatible()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- One seating of a member at a time, or two that are fine alone could be taken together.
  PERFORM pg_advisory_xact_lock(7053020, hashtext(NEW.membership_id::text));
  IF EXISTS (
    SELECT FROM seat s JOIN office_now o ON o.id = s.office_id JOIN office_now mine ON mine.id = NEW.office_id
    WHERE s.membership_id = NEW.membership_id AND s.id <> NEW.id AND s.held_until > plenary_now()
      AND (o.id = mine.id OR o.rules -> 'incompatible' ? mine.id::text OR mine.rules -> 'incompatible' ? o.id::text)
  ) THEN
    RAISE EXCEPTION 'the member holds a seat that this one is incompatible with'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_compatible';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.signature_of_its_kind()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM petition p WHERE p.id = NEW.petition_id AND p.secret::text <> TG_ARGV[0]) THEN
    RAISE EXCEPTION 'a signature is kept as its petition says' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.term_ends_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.ended_at IS NOT NULL OR (NEW.office_id, NEW.seat_id, NEW.membership_id, NEW.poll_id, NEW.began_at, NEW.ends_at)
     IS DISTINCT FROM (OLD.office_id, OLD.seat_id, OLD.membership_id, OLD.poll_id, OLD.began_at, OLD.ends_at) THEN
    RAISE EXCEPTION 'a term is accepted and ended once, and nothing else of it changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.versions_are_never_edited()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'a version is never edited' USING ERRCODE = 'restrict_violation';
END $function$;

CREATE OR REPLACE FUNCTION public.voter_of(of_poll uuid, of_assembly uuid, of_person uuid)
 RETURNS SETOF roll
 LANGUAGE sql
 STABLE
AS $function$
  -- OFFSET 0: by the person's few memberships, whatever the planner knows of an assembly's many.
  SELECT r.* FROM (SELECT * FROM membership WHERE person_id = of_person OFFSET 0) m
  JOIN roll r ON r.poll_id = of_poll AND r.membership_id = m.id
  WHERE m.assembly_id = of_assembly AND m.joined_at IS NOT NULL
  ORDER BY r.person_id = of_person DESC, m.joined_at, m.id
  LIMIT 1
$function$;

CREATE TRIGGER act_in_its_term BEFORE INSERT ON public.act FOR EACH ROW EXECUTE FUNCTION act_is_in_term();

CREATE TRIGGER assembly_tree BEFORE UPDATE OF parent_id ON public.assembly FOR EACH ROW WHEN ((new.parent_id IS NOT NULL)) EXECUTE FUNCTION assembly_tree_has_no_circle();

CREATE TRIGGER ballot_tier AFTER INSERT ON public.ballot REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ballot_of_its_tier('roll_call');

CREATE TRIGGER bylaws_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.bylaws FOR EACH STATEMENT EXECUTE FUNCTION bylaws_are_append_only();

CREATE TRIGGER checkpoint_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION entry_is_append_only();

CREATE TRIGGER entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.entry FOR EACH STATEMENT EXECUTE FUNCTION entry_is_append_only();

CREATE TRIGGER mandate_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.mandate FOR EACH STATEMENT EXECUTE FUNCTION versions_are_never_edited();

CREATE TRIGGER membership_reviews_petitions AFTER UPDATE ON public.membership REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION members_changed();

CREATE TRIGGER office_rules_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.office_rules FOR EACH STATEMENT EXECUTE FUNCTION versions_are_never_edited();

CREATE TRIGGER participation_tier AFTER INSERT ON public.participation REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ballot_of_its_tier('secret');

CREATE TRIGGER petition_signature_open BEFORE INSERT ON public.petition_signature FOR EACH ROW EXECUTE FUNCTION signature_of_its_kind('false');

CREATE TRIGGER place_never_edited BEFORE DELETE OR UPDATE OR TRUNCATE ON public.place FOR EACH STATEMENT EXECUTE FUNCTION base_plan_is_never_edited();

CREATE TRIGGER poll_candidate_at_opening AFTER INSERT ON public.poll_candidate REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION candidates_only_at_opening();

CREATE TRIGGER poll_candidate_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.poll_candidate FOR EACH STATEMENT EXECUTE FUNCTION candidates_are_frozen();

CREATE TRIGGER poll_frozen BEFORE UPDATE ON public.poll FOR EACH ROW EXECUTE FUNCTION poll_stays_frozen();

CREATE TRIGGER poll_of_seats_announced AFTER INSERT ON public.poll FOR EACH ROW WHEN ((new.roll_policy = 'seats'::text)) EXECUTE FUNCTION poll_of_seats_is_told();

CREATE TRIGGER poll_of_seats_moved AFTER UPDATE OF state ON public.poll FOR EACH ROW WHEN (((new.roll_policy = 'seats'::text) AND (new.state <> old.state))) EXECUTE FUNCTION poll_of_seats_is_told();

CREATE TRIGGER poll_result_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.poll_result FOR EACH STATEMENT EXECUTE FUNCTION entry_is_append_only();

CREATE TRIGGER poll_rule_reason_frozen BEFORE UPDATE OF rule_reason ON public.poll FOR EACH ROW WHEN (((old.opened_at IS NOT NULL) AND (new.rule_reason IS DISTINCT FROM old.rule_reason))) EXECUTE FUNCTION poll_rule_reason_stays();

CREATE TRIGGER record_key_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.record_key FOR EACH STATEMENT EXECUTE FUNCTION entry_is_append_only();

CREATE TRIGGER record_node_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.record_node FOR EACH STATEMENT EXECUTE FUNCTION entry_is_append_only();

CREATE TRIGGER roll_at_opening AFTER INSERT ON public.roll REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION roll_only_at_opening();

CREATE TRIGGER roll_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.roll FOR EACH STATEMENT EXECUTE FUNCTION roll_is_frozen();

CREATE TRIGGER seat_is_compatible BEFORE INSERT OR UPDATE OF membership_id ON public.seat FOR EACH ROW WHEN ((new.membership_id IS NOT NULL)) EXECUTE FUNCTION seats_are_compatible();

CREATE TRIGGER seat_vote_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.seat_vote FOR EACH STATEMENT EXECUTE FUNCTION versions_are_never_edited();

CREATE TRIGGER seat_vote_of_holder BEFORE INSERT ON public.seat_vote FOR EACH ROW EXECUTE FUNCTION seat_vote_is_of_its_holder();

CREATE TRIGGER seat_vote_told AFTER INSERT ON public.seat_vote FOR EACH ROW EXECUTE FUNCTION seat_vote_is_told();

CREATE TRIGGER secret_ballot_tier AFTER INSERT ON public.secret_ballot REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ballot_of_its_tier('secret');

CREATE TRIGGER secret_commitment_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.secret_commitment FOR EACH STATEMENT EXECUTE FUNCTION versions_are_never_edited();

CREATE TRIGGER secret_crossing_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.secret_crossing FOR EACH STATEMENT EXECUTE FUNCTION versions_are_never_edited();

CREATE TRIGGER secret_signature_secret BEFORE INSERT ON public.secret_signature FOR EACH ROW EXECUTE FUNCTION signature_of_its_kind('true');

CREATE TRIGGER term_frozen BEFORE UPDATE ON public.term FOR EACH ROW EXECUTE FUNCTION term_ends_once();
