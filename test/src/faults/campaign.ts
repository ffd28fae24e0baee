import type { ApiProcess } from '@plenary/testing';
import { type Assembly, decided, establishedAssembly, type Put, putToVote } from '../support/assemblies.js';
import type { Place } from '../support/people.js';
import { eventually, pause, Service } from '../support/service.js';
import { health } from './asking.js';
import { type Tier, VotersOwn } from './ballots.js';
import { Chance } from './chance.js';
import { diagnosis } from './diagnosis.js';
import { checkRecord, readRecord, verifyExport } from './final-checks.js';
import { Findings } from './findings.js';
import { type OwnCluster, startOwnCluster } from './own-cluster.js';
import { Watcher } from './watcher.js';

export interface CampaignOptions {
  /** How many processes are killed, at least. */
  readonly kills: number;
  /** The same seed makes the same choices; what the machine makes of them is its own. */
  readonly seed: number;
  readonly voters: number;
  /** Told of each round, in a line. */
  readonly say: (line: string) => void;
  /** One ballot of each poll is made away with behind the service's back: what holds the run to account must notice. */
  readonly plant?: boolean;
  /** Ends it early; what it started is stopped all the same. */
  readonly interrupted?: AbortSignal;
}

const TIERS: readonly Tier[] = ['ROLL_CALL', 'SECRET'];
/** Whatever was killed is back within so many milliseconds of a quiet machine. */
const BACK = 60_000;

const NAMES = [
  'rounds',
  'kills of api processes',
  'kills of PostgreSQL',
  'polls',
  'polls due while nothing ran',
  'ballots acknowledged',
  'answers lost',
  'told to try again',
  'ballots sent again',
  'acknowledged when sent again',
  'receipts asked for again',
  'subscriptions cut off',
  'updates of polls',
  'of them stale',
  'entries told',
  'stale records',
  'entries in the record',
  'ballots lost',
  'ballots too many',
  'wrong receipts',
  'wrong results',
  'wrong views',
  'polls not closed once',
  'gaps',
  'unexpected answers',
  'record not verified',
  'did not come right',
];

/** Two api processes and a PostgreSQL, killed over and over under load; see `npm run faults`. */
export class Campaign {
  readonly findings = new Findings(NAMES);
  readonly #chance: Chance;
  readonly #assigned: ApiProcess[];
  readonly #watchers: Watcher[];
  #kills = 0;

  private constructor(
    readonly options: CampaignOptions,
    readonly cluster: OwnCluster,
    readonly service: Service,
    readonly assembly: Assembly,
  ) {
    this.#chance = new Chance(options.seed);
    this.#assigned = [...service.apis];
    this.#watchers = [0, 1].map(
      (i) => new Watcher(assembly.members[2 + i]!, () => this.#assigned[i]!, this.findings),
    );
  }

  /** Runs it to the end. @throws what it was interrupted with. */
  static async run(options: CampaignOptions): Promise<Findings> {
    const cluster = await startOwnCluster();
    let service: Service | undefined;
    try {
      service = await Service.start(2, {}, cluster);
      if (options.plant) await service.sql(PLANT);
      const assembly = await establishedAssembly(service, 'Depot under fire', options.voters);
      const campaign = new Campaign(options, cluster, service, assembly);
      await Promise.race([campaign.#all(), aborted(options.interrupted)]);
      return campaign.findings;
    } finally {
      await (service?.stop() ?? cluster.drop());
    }
  }

  async #all(): Promise<void> {
    try {
      while (this.#kills < this.options.kills) await this.#round();
      await this.#finish();
    } catch (error) {
      const seen = await diagnosis(this.service, this.#assigned);
      this.findings.violation('did not come right', `${(error as Error).message}\n${seen}`);
    }
    for (const watcher of this.#watchers) await watcher.stop();
  }

  async #round(): Promise<void> {
    const { findings } = this;
    findings.add('rounds');
    const polls = await this.#put();
    for (const [i, { pollId }] of polls.entries())
      for (const watcher of this.#watchers) watcher.watch(pollId, TIERS[i]!);
    let over = false;
    const voters = polls.map(({ pollId }, p) =>
      this.assembly.members.map(
        (member) =>
          new VotersOwn(member, pollId, TIERS[p]!, new Chance(this.#chance.between(0, 2 ** 31)), findings),
      ),
    );
    const voting = Promise.all(
      voters.flat().map((voter, i) =>
        voter.vote(
          () => this.#assigned[i % 2]!,
          () => over,
        ),
      ),
    );
    try {
      const kills = Math.min(this.#chance.between(2, 4), Math.max(1, this.options.kills - this.#kills));
      for (let kill = 1; kill < kills; kill++) await this.#kill(false, polls);
      await this.#kill(true, polls);
      for (const { motionId } of polls) await this.#untilDecided(motionId);
    } finally {
      over = true;
      await voting;
    }
    for (const [p, put] of polls.entries()) await this.#verify(put, TIERS[p]!, voters[p]!);
    this.options.say(
      `round ${findings.of('rounds')}: ${this.#kills} kills, ${findings.of('ballots acknowledged')} ballots acknowledged, ${findings.wrong.length} violations`,
    );
  }

  #put(): Promise<Put[]> {
    const [mover, seconder] = this.assembly.members.map((member) => member.at(this.#assigned[0]!));
    return Promise.all(
      TIERS.map((tier) =>
        putToVote([mover!, seconder!], {
          kind: 'ORDINARY',
          title: `Under fire ${tier}`,
          text: 'Yes.',
          tier,
          voteSeconds: 600,
        }),
      ),
    );
  }

  /** Kills something in the midst of the load, and waits until all is well again; the polls may become due meanwhile. */
  async #kill(dueMeanwhile: boolean, polls: readonly Put[]): Promise<void> {
    const { findings } = this;
    const before = findings.of('ballots acknowledged') + findings.of('receipts asked for again');
    await eventually(
      async () => findings.of('ballots acknowledged') + findings.of('receipts asked for again') - before,
      (more) => more > this.options.voters,
      BACK,
    );
    const [both, one] = [[0, 1], [this.#chance.between(0, 1)]];
    const target = this.#chance.oneOf(
      dueMeanwhile
        ? [
            { api: both, postgres: false },
            { api: both, postgres: true },
            { api: one, postgres: true },
            { api: [], postgres: true },
          ]
        : [
            { api: one, postgres: false },
            { api: one, postgres: true },
            { api: [], postgres: true },
          ],
    );
    if (dueMeanwhile) {
      const last = Math.max(...polls.map(({ closesAt }) => Date.parse(closesAt)));
      await this.service.passTime(last - (await this.service.now()).getTime() - this.#chance.between(0, 900));
      findings.add('polls', polls.length);
    }
    await pause(this.#chance.between(0, 200));
    const gone = target.api.map((i) => this.#assigned[i]!.kill());
    findings.add('kills of api processes', gone.length);
    if (target.postgres) {
      await this.cluster.kill();
      findings.add('kills of PostgreSQL');
    }
    this.#kills += gone.length + Number(target.postgres);
    await Promise.all(gone);
    await this.#comeBack(target.api);
    if (dueMeanwhile && target.api.length === 2) findings.add('polls due while nothing ran', polls.length);
  }

  async #comeBack(killed: readonly number[]): Promise<void> {
    await eventually(
      () => {
        this.#noneEnded(killed);
        return this.service.now().then(
          () => true,
          () => false,
        );
      },
      Boolean,
      BACK,
    );
    await Promise.all(
      killed.map(async (i) => {
        this.#assigned[i] = await this.service.startProcess();
      }),
    );
    for (const { address } of this.#assigned)
      await eventually(
        () => {
          this.#noneEnded([]);
          return health(address, 'ready').catch(() => 0);
        },
        (status) => status === 200,
        BACK,
      );
  }

  /** A process that is not killed goes on, whatever becomes of its database. */
  #noneEnded(killed: readonly number[]): void {
    for (const [i, { child }] of this.#assigned.entries())
      if (!killed.includes(i) && (child.exitCode !== null || child.signalCode !== null))
        throw new Error(`process ${child.pid} ended by itself`);
  }

  async #untilDecided(motionId: string): Promise<void> {
    const member = this.assembly.members[0]!.at(this.#assigned[1]!);
    await eventually(
      () =>
        decided(member, motionId).then(
          () => true,
          () => false,
        ),
      Boolean,
      BACK,
    );
  }

  /** Holds a closed poll against what its voters know, at both places. */
  async #verify({ pollId }: Put, tier: Tier, voters: readonly VotersOwn[]): Promise<void> {
    const { findings } = this;
    const counted = voters.flatMap(({ counts }) => counts ?? []);
    const yes = counted.filter(({ answer }) => answer === 'YES').length;
    const expected = { cast: counted.length, yes, no: counted.length - yes };
    for (const place of this.#assigned) {
      const poll = await this.#closedPoll(place, pollId);
      const { tally } = poll.result;
      findings.add('ballots lost', Math.max(0, expected.cast - tally.cast));
      findings.add('ballots too many', Math.max(0, tally.cast - expected.cast));
      if (JSON.stringify(tally) !== JSON.stringify(expected))
        findings.violation(
          'wrong results',
          `the ${tier} poll ${pollId} has ${JSON.stringify(tally)} instead of ${JSON.stringify(expected)}`,
        );
      const published = poll.ballots.nodes.map(({ code, answer }) => `${code} ${answer}`).sort();
      const own = counted.map(({ code, answer }) => `${code} ${answer}`).sort();
      if (tier === 'ROLL_CALL' && JSON.stringify(published) !== JSON.stringify(own))
        findings.violation('wrong results', `the list of the poll ${pollId} is not what its voters hold`);
    }
    await Promise.all(voters.map((voter, i) => voter.repeat(this.#assigned[i % 2]!)));
    for (const watcher of this.#watchers) {
      const shown = await eventually(
        async () => [...watcher.results.get(pollId)!],
        ({ length }) => length > 0,
        BACK,
      );
      const right = shown.every((each) => matches(JSON.parse(each), expected));
      if (shown.length !== 1 || !right)
        findings.violation('wrong views', `watchers of ${pollId} were shown ${shown.join(' and ')}`);
    }
  }

  async #closedPoll(place: Place, pollId: string): Promise<ClosedPoll> {
    const { poll } = await this.assembly.members[0]!.at(place).client.ask<{ poll: ClosedPoll }>(
      'query ($id: ID!) { poll(id: $id) { result { tally { cast yes no } } ballots(first: 100) { nodes { code answer } } } }',
      { id: pollId },
    );
    return poll;
  }

  /** The whole record: gapless, as every watcher was told, each poll closed once, and held by the verifier. */
  async #finish(): Promise<void> {
    const { findings } = this;
    const rows = await readRecord(this.assembly.members[0]!.at(this.#assigned[0]!));
    checkRecord(rows, findings);
    for (const watcher of this.#watchers) {
      await eventually(
        async () => watcher.entries.length,
        (length) => length === rows.length,
        BACK,
      );
      for (const [i, { canonical }] of rows.entries())
        if (watcher.entries[i] !== canonical)
          findings.violation('wrong views', `a watcher was told another entry ${i + 1}`);
    }
    const said = await verifyExport(this.assembly.members[1]!.at(this.#assigned[1]!), findings);
    this.options.say(`record: ${rows.length} entries; the export, verified offline: ${said}`);
  }
}

const PLANT = `
  CREATE FUNCTION lose_a_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    -- Neither a foreign key nor a trigger notices.
    SET LOCAL session_replication_role = replica;
    DELETE FROM ballot WHERE ctid = (SELECT ctid FROM ballot WHERE poll_id = NEW.id LIMIT 1);
    DELETE FROM secret_ballot WHERE ctid = (SELECT ctid FROM secret_ballot WHERE poll_id = NEW.id LIMIT 1);
    SET LOCAL session_replication_role = origin;
    RETURN NULL;
  END $$;
  CREATE TRIGGER lose_a_ballot AFTER UPDATE OF state ON poll FOR EACH ROW EXECUTE FUNCTION lose_a_ballot()`;

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}

interface Tally {
  readonly cast: number;
  readonly yes: number;
  readonly no: number;
}

interface ClosedPoll {
  readonly result: { readonly tally: Tally };
  readonly ballots: { readonly nodes: readonly { readonly code: string; readonly answer: string }[] };
}

function matches(result: { readonly tally: Tally }, { cast, yes, no }: Tally): boolean {
  return result.tally.cast === cast && result.tally.yes === yes && result.tally.no === no;
}
