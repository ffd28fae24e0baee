import type { Sql } from '@plenary/platform';
import type { TermEnd } from '../domain/term.js';

/** How an office stands, the same for every member who watches. */
export interface OfficeNow {
  readonly officeId: string;
  /** Never goes back: the number of the last line of the assembly's feed that it includes. */
  readonly version: number;
  readonly seats: readonly {
    readonly place: number;
    readonly termId: string | null;
    readonly memberId: string | null;
    readonly accepted: boolean;
    /** Null where they are secret. */
    readonly signatures: number | null;
    readonly pollOpened: boolean;
  }[];
  readonly lastEnd: {
    readonly termId: string;
    readonly memberId: string;
    readonly how: TermEnd;
    readonly at: string;
  } | null;
}

const OFFICE_NOW = {
  name: 'mandate-office-now',
  text: `SELECT o.id AS "officeId", st.changes AS version,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('place', s.place, 'termId', t.id, 'memberId', t.membership_id,
                'accepted', t.accepted_at IS NOT NULL, 'signatures', CASE WHEN coalesce(g.secret, coalesce(t.began_at, plenary_now()) <= o.secret_until, false) THEN NULL ELSE coalesce(g.signatures, 0) END,
                'pollOpened', coalesce(g.opened, false)) ORDER BY s.place), '[]')
       FROM seat s LEFT JOIN term_now t ON t.seat_id = s.id AND t.over_at IS NULL
       LEFT JOIN LATERAL (
         SELECT count(m.id) AS signatures, bool_or(p.motion_id IS NOT NULL) AS opened, bool_or(p.secret) AS secret
         FROM petition p CROSS JOIN (SELECT plenary_now() AS now OFFSET 0) clock
         LEFT JOIN petition_signature x ON x.petition_id = p.id
         LEFT JOIN LATERAL (SELECT c.id FROM counting_members(p.assembly_id, clock.now) c
                            WHERE c.id = x.membership_id) m ON true
         WHERE p.term_id = t.id AND p.ended_at IS NULL) g ON true
       WHERE s.office_id = o.id AND s.place <= (o.rules ->> 'seats')::int) AS seats,
      (SELECT jsonb_build_object('termId', t.id, 'memberId', t.membership_id, 'how', t.over_kind, 'at', t.over_at)
       FROM term_now t WHERE t.office_id = o.id AND t.over_at IS NOT NULL ORDER BY t.over_at DESC, t.id DESC LIMIT 1)
        AS "lastEnd"
    FROM office_now o JOIN stream st ON st.id = o.assembly_id WHERE o.id = $1`,
};

/** By one statement, so that everything in it is of one moment. */
export function officeNow(sql: Sql, officeId: string): Promise<OfficeNow> {
  return sql.one<OfficeNow & Record<string, unknown>>(OFFICE_NOW, [officeId]);
}
