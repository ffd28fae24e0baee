import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiProcess } from '@plenary/testing';
import { type Assembly, decided, establishedAssembly, type Put, putToVote } from '../support/assemblies.js';
import type { Member, Place } from '../support/people.js';
import { eventually, pause, Service } from '../support/service.js';
import { health } from './asking.js';
import { type Tier, VotersOwn } from './ballots.js';
import { Chance } from './chance.js';
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
}

const CLI = fileURLToPath(new URL('../../../apps/cli/dist/main.js', import.meta.url));
const TIERS: readonly Tier[] = ['ROLL_CALL', 'SECRET'];
/** Whatever was killed is back within so many milliseconds, on a machine that has much else to do. */
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

  /** Runs it to the end. */
  static async run(options: CampaignOptions): Promise<Findings> {
    const cluster = await startOwnCluster();
    let service: Service | undefined;
    try {
      service = await Service.start(2, {}, cluster);
      const assembly = await establishedAssembly(service, 'Depot under fire', options.voters);
      const campaign = new Campaign(options, cluster, service, assembly);
      try {
        while (campaign.#kills < options.kills) await campaign.#round();
        await campaign.#finish();
      } catch (error) {
        campaign.findings.violation('did not come right', (error as Error).message);
      }
      for (const watcher of campaign.#watchers) await watcher.stop();
      return campaign.findings;
    } finally {
      await (service?.stop() ?? cluster.drop());
    }
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
    this.#noneEnded(killed);
    await eventually(
      () =>
        this.service.now().then(
          () => true,
          () => false,
        ),
      Boolean,
      BACK,
    );
    await Promise.all(
      killed.map(async (i) => {
        this.#assigned[i] = await this.service.startProcess();
      }),
    );
    for (const { address } of this.#assigned) {
      await eventually(
        () => health(address, 'ready').catch(() => 0),
        (status) => status === 200,
        BACK,
      );
      this.#noneEnded([]);
    }
  }

  /** A process that is not killed goes on, whatever becomes of its database. */
  #noneEnded(killed: readonly number[]): void {
    for (const [i, { child, log }] of this.#assigned.entries())
      if (!killed.includes(i) && (child.exitCode !== null || child.signalCode !== null))
        throw new Error(`a process ended by itself with ${child.exitCode}: ${log().slice(-3_000)}`);
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
    const rows = await this.#record();
    findings.add('entries in the record', rows.length);
    for (const [i, { seq }] of rows.entries())
      if (seq !== i + 1) findings.violation('gaps', `entry ${i + 1} of the record has the number ${seq}`);
    for (const { poll } of rows.filter(({ kind }) => kind === 'poll.opened')) {
      const closes = rows.filter((row) => row.kind === 'poll.closed' && row.poll === poll).length;
      if (closes !== 1) findings.violation('polls not closed once', `${poll} was closed ${closes} times`);
    }
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
    const said = await this.#exportVerified();
    if (!said.startsWith('OK')) findings.violation('record not verified', said);
  }

  /** All of it, as a member reads it. */
  async #record(): Promise<readonly (Entry & { readonly poll: string | null })[]> {
    const { client } = this.assembly.members[0]!.at(this.#assigned[0]!);
    const entries: Entry[] = [];
    for (;;) {
      const { assembly } = await client.ask<{ assembly: { record: { nodes: Entry[] } } }>(
        `query ($id: ID!, $after: Int) { assembly(id: $id) { record(first: 100, after: $after) {
           nodes { seq kind canonical data } } } }`,
        { id: this.assembly.id, after: entries.at(-1)?.seq ?? 0 },
      );
      const { nodes } = assembly.record;
      if (nodes.length === 0)
        return entries.map((entry) => ({
          ...entry,
          poll: (JSON.parse(entry.data) as { poll?: string }).poll ?? null,
        }));
      entries.push(...nodes);
    }
  }

  async #exportVerified(): Promise<string> {
    const reader: Member = this.assembly.members[1]!.at(this.#assigned[1]!);
    const response = await fetch(`${reader.client.address}/export/${this.assembly.id}`, {
      headers: { cookie: reader.client.cookie },
    });
    const folder = await mkdtemp(join(tmpdir(), 'plenary-faults-export-'));
    try {
      const file = join(folder, 'export.jsonl');
      await writeFile(file, await response.text());
      return await new Promise((resolve) => {
        execFile(process.execPath, [CLI, 'verify', file], (_, stdout, stderr) => resolve(stdout + stderr));
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

interface Entry {
  readonly seq: number;
  readonly kind: string;
  readonly canonical: string;
  readonly data: string;
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
