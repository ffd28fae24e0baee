import type { Member, Place, Receipt } from '../support/people.js';
import { pause } from '../support/service.js';
import { send } from './asking.js';
import type { Chance } from './chance.js';
import type { Findings } from './findings.js';

export type Tier = 'ROLL_CALL' | 'SECRET';

/** One ballot that a voter means to cast: sent again until it is known what became of it. */
interface Act {
  readonly key: string;
  readonly answer: 'YES' | 'NO';
  /** Null: not known yet, or refused. */
  receipt: Receipt | null;
}

/** So often one voter changes a roll-call ballot; the product bears fifty. */
const MOST_ACTS = 8;
/** Answers that say: it is not known, or not now, come again. */
const AGAIN = new Set(['TRY_AGAIN']);

/** What one voter did in one poll, as the voter knows it: the last that was acknowledged is what counts. */
export class VotersOwn {
  readonly #acts: Act[] = [];

  constructor(
    readonly member: Member,
    readonly pollId: string,
    readonly tier: Tier,
    readonly chance: Chance,
    readonly findings: Findings,
  ) {}

  /** The ballot that must be counted; null when none was acknowledged. */
  get counts(): { readonly answer: string; readonly code: string } | null {
    const last = this.#acts.findLast(({ receipt }) => receipt !== null);
    return last === undefined ? null : { answer: last.answer, code: last.receipt!.code };
  }

  /** Casts, changes and repeats until it is over; then asks on until nothing is unknown. */
  async vote(place: () => Place, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const repeat = this.#acts.length > 0 && (this.#isDone || this.chance.next() < 0.3);
      if (repeat) await this.repeat(place());
      else if (!(await this.#settle(this.#newAct(), place, isOver))) return;
      await pause(this.chance.between(20, 160));
    }
  }

  /** Sends an acknowledged ballot again; in a secret poll with another answer under another key, which changes nothing. */
  async repeat(place: Place): Promise<void> {
    const acknowledged = this.#acts.filter(({ receipt }) => receipt !== null);
    if (acknowledged.length === 0) return;
    const { key, answer, receipt } = this.chance.oneOf(acknowledged);
    const other = this.tier === 'SECRET' && this.chance.next() < 0.5;
    const sent = other
      ? await send(this.member.at(place), this.pollId, answer === 'YES' ? 'NO' : 'YES', `other-${key}`)
      : await send(this.member.at(place), this.pollId, answer, key);
    if (sent.is === 'unanswered' || (sent.is === 'error' && AGAIN.has(sent.code))) return;
    this.findings.add('receipts asked for again');
    const got = sent.is === 'receipt' ? sent.receipt.code : sent.code;
    if (got !== receipt!.code)
      this.findings.violation('wrong receipts', `${this.#who} got ${got} instead of ${receipt!.code}`);
  }

  get #isDone(): boolean {
    return this.tier === 'SECRET' || this.#acts.length >= MOST_ACTS;
  }

  get #who(): string {
    return `${this.member.name} in the ${this.tier} poll ${this.pollId}`;
  }

  #newAct(): Act {
    const key = `${this.member.keyFor(this.pollId)}-${this.#acts.length}`;
    const act: Act = { key, answer: this.chance.next() < 0.4 ? 'NO' : 'YES', receipt: null };
    this.#acts.push(act);
    return act;
  }

  /** Sends it until it is known whether it is in. False when the poll takes none any more. */
  async #settle(act: Act, place: () => Place, isOver: () => boolean): Promise<boolean> {
    for (let sending = 1; ; sending++) {
      if (sending > 1) this.findings.add('ballots sent again');
      const sent = await send(this.member.at(place()), this.pollId, act.answer, act.key);
      if (sent.is === 'receipt') {
        this.findings.add('ballots acknowledged');
        if (sending > 1) this.findings.add('acknowledged when sent again');
        act.receipt = sent.receipt;
        return true;
      }
      if (sent.is === 'rejected' && sent.code === 'POLL_NOT_OPEN') return false;
      if (sent.is === 'unanswered') this.findings.add('answers lost');
      else if (AGAIN.has(sent.code)) this.findings.add('told to try again');
      else {
        this.findings.violation('unexpected answers', `${this.#who} got ${sent.code}`);
        return false;
      }
      if (isOver() && sending > 200) {
        this.findings.violation(
          'unexpected answers',
          `${this.#who} gets no answer that says whether it is in`,
        );
        return false;
      }
      await pause(this.chance.between(20, 120));
    }
  }
}
