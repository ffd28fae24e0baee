import { isDecimal } from '@plenary/mandate/domain';
import { useRef, useState } from 'react';
import { ActInWords } from '../components/acts.tsx';
import { CheckField, Form, LongField, RadioField, TextField } from '../components/form.tsx';
import { Link } from '../components/link.tsx';
import { MandateInWords, MatterWords } from '../components/mandate.tsx';
import { MatterField } from '../components/matter-field.tsx';
import { Notice, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { isRejection, request } from '../graphql/client.ts';
import type { MandateParts } from '../graphql/generated/delegates.ts';
import { RecordAct as RecordActMutation } from '../graphql/generated/desk.ts';
import type { ActPosition } from '../graphql/generated/schema.ts';
import { type ActParts, TermPage, type TermParts } from '../graphql/generated/term.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useOffice } from '../hooks/use-office.ts';
import { useQuery } from '../hooks/use-query.ts';
import { type DraftMatter, matterInput, NO_MATTER } from '../logic/draft-office.ts';
import { judge, keyOfMatter } from '../logic/judge.ts';
import { ACTS, endToYou, limitWords, POSITIONS } from '../logic/mandate-words.ts';
import { pathTo } from '../logic/router.ts';
import { newUuid } from '../logic/uuid.ts';
import { instantIn } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';

/** A delegate writes down what they do, and reads beforehand how it stands to the mandate. */
export default function RecordAct({ termId }: { readonly termId: string }) {
  const assembly = useAssembly();
  const query = useQuery(TermPage, { id: termId });
  const term = query.data?.term;
  const now = useOffice(term?.office.id ?? null, query.again);
  const [done, setDone] = useState<ActParts | null>(null);
  const back = { to: pathTo('desk', { assembly: assembly.id }), label: 'My desk' };
  const page = { title: 'Write down what I did', back };
  if (!term)
    return (
      <Page {...page}>
        <Waiting query={query} again={query.again} />
      </Page>
    );
  if (done) return <Recorded act={done} termId={termId} onMore={() => setDone(null)} />;
  const end = now?.lastEnd?.termId === termId ? now.lastEnd.words : term.endWords;
  if (end !== null)
    return (
      <Page {...page}>
        <Notice>
          <p className="big">You hold this seat no more.</p>
          <p>{endToYou(end)}. Nothing is done under it since.</p>
        </Notice>
      </Page>
    );
  const { mandate } = term.office;
  const why = whyNot(term, assembly.myMembership.id);
  if (mandate === null || why !== null)
    return (
      <Page {...page}>
        <p>{why}</p>
      </Page>
    );
  return (
    <Page
      {...page}
      over={term.office.name}
      aside={
        <Section title="My mandate">
          <MandateInWords mandate={mandate} />
        </Section>
      }
    >
      <ActForm termId={termId} mandate={mandate} onDone={setDone} />
    </Page>
  );
}

/** Why nothing is written down under this term now; null where it can be. */
function whyNot({ member, acceptedAt, office }: TermParts, mine: string): string | null {
  if (member.id !== mine) return 'This seat is held by another member.';
  if (acceptedAt === null) return 'Accept the seat first; then you act under its mandate.';
  if (office.mandate === null || Date.parse(office.mandate.endsAt) <= serverNow())
    return 'No mandate is in force, so nothing is done in the assembly’s name. Anybody can move one.';
  return null;
}

const OTHER = 'other';

function ActForm({
  termId,
  mandate,
  onDone,
}: {
  readonly termId: string;
  readonly mandate: MandateParts;
  readonly onDone: (act: ActParts) => void;
}) {
  const { timeZone } = useAssembly();
  const { instructions } = mandate;
  const [about, setAbout] = useState<string | null>(null);
  const [other, setOther] = useState<DraftMatter>(NO_MATTER);
  const [position, setPosition] = useState<ActPosition | null>(null);
  const [figures, setFigures] = useState<Readonly<Record<string, string>>>({});
  const [text, setText] = useState('');
  const [later, setLater] = useState(false);
  const [effectAt, setEffectAt] = useState('');
  // The same until it is written: a second tap, or one after an answer that was lost, writes nothing twice.
  const clientKey = useRef(newUuid());

  // By the matter and not by its place: a new mandate may come while this is written.
  const told = instructions.find((each) => keyOf(each) === about);
  const matter = about === OTHER ? matterInput(other) : ((told && matterOf(told)) ?? null);
  const limits = position === 'DECIDED' && matter !== null ? limitsOn(instructions, matter) : [];
  const given = limits.flatMap(({ name }) => {
    const value = (figures[name] ?? '').trim().replace(',', '.');
    return value === '' ? [] : [{ name, value }];
  });
  const verdict = matter && position ? judge(instructions, { matter, position, figures: given }) : null;

  const action = useAction(async () => {
    if (matter === null) return 'Say what it was about.';
    if (position === null) return 'Say what you did.';
    if (!given.every(({ value }) => isDecimal(value)))
      return 'A figure is a number such as 5 or 4.75, without its unit.';
    const takesEffectAt = later ? instantIn(effectAt, timeZone) : null;
    if (later && takesEffectAt === null) return 'Say from when it has effect.';
    const input = {
      termId,
      clientKey: clientKey.current,
      matter,
      position,
      figures: given,
      text,
      takesEffectAt,
    };
    const { recordAct: answer } = await request(RecordActMutation, { input });
    if (isRejection(answer)) return answer.message;
    onDone(answer);
    return null;
  });
  return (
    <Form action={action} submit="Write it down" strong={verdict?.verdict !== 'refused'}>
      <RadioField
        label="What it was about"
        value={about}
        onChange={setAbout}
        choices={[
          ...instructions.filter(isFirstOn).map((each) => ({
            value: keyOf(each),
            label:
              each.matter.motionId === null ? (
                each.matter.text
              ) : (
                <MatterWords matter={each.matter} linked={false} />
              ),
            hint: [
              POSITIONS[each.position].label,
              ...limitsOn(instructions, each.matter).map(limitWords),
            ].join('. '),
          })),
          { value: OTHER, label: 'Something else', hint: 'What the mandate does not say is marked.' },
        ]}
      />
      {about === OTHER && <MatterField label="What it was about" matter={other} onChange={setOther} />}
      <RadioField
        label="What you did"
        value={position}
        onChange={setPosition}
        choices={(Object.keys(ACTS) as ActPosition[]).map((value) => ({ value, label: ACTS[value].label }))}
      />
      {limits.map((limit) => (
        <TextField
          key={limit.name}
          label={`${limit.name}, in ${limit.unit}`}
          hint={limitWords(limit)}
          value={figures[limit.name] ?? ''}
          onChange={(value) => setFigures({ ...figures, [limit.name]: value })}
          required={false}
          maxLength={20}
        />
      ))}
      <LongField
        label="What happened, for the members"
        value={text}
        onChange={setText}
        maxLength={2_000}
        rows={4}
      />
      <CheckField
        label="It has effect later"
        hint="Until then losing the seat stops it."
        checked={later}
        onChange={setLater}
      />
      {later && (
        <TextField
          label="From when it has effect"
          type="datetime-local"
          value={effectAt}
          onChange={setEffectAt}
        />
      )}
      <div role="status">{verdict && <Foreseen verdict={verdict.verdict} because={verdict.because} />}</div>
    </Form>
  );
}

type Instruction = MandateParts['instructions'][number];

const keyOf = ({ matter }: Instruction) => keyOfMatter(matter);

/** Whether no instruction before it is about the same matter. */
const isFirstOn = (each: Instruction, at: number, all: readonly Instruction[]) =>
  all.findIndex((other) => keyOf(other) === keyOf(each)) === at;

const matterOf = ({ matter: { motionId, text } }: Instruction) =>
  motionId === null ? { text: text ?? '' } : { motionId };

/** The limits that the mandate sets on this matter, each name once. */
function limitsOn(
  instructions: readonly Instruction[],
  matter: { readonly motionId?: string | null; readonly text?: string | null },
) {
  const on = instructions.filter((each) => keyOf(each) === keyOfMatter(matter));
  const byName = new Map(on.flatMap(({ limits }) => limits).map((limit) => [limit.name, limit]));
  return [...byName.values()];
}

const FORESEEN = {
  within: 'This is within the mandate.',
  outside: 'This is outside the mandate: it will be marked, and members see it.',
  refused: 'This will be refused: the mandate names this very matter, and says otherwise.',
};

function Foreseen({
  verdict,
  because,
}: {
  readonly verdict: keyof typeof FORESEEN;
  readonly because: string;
}) {
  return (
    <p className={verdict === 'within' ? '' : 'outside'}>
      {verdict !== 'within' && <span aria-hidden="true">⚑ </span>}
      <strong>{FORESEEN[verdict]}</strong> {because}
    </p>
  );
}

function Recorded({
  act,
  termId,
  onMore,
}: {
  readonly act: ActParts;
  readonly termId: string;
  readonly onMore: () => void;
}) {
  const { id } = useAssembly();
  return (
    <Page title="It is written down" back={{ to: pathTo('desk', { assembly: id }), label: 'My desk' }}>
      <Notice>
        {act.verdict === 'WITHIN' && (
          <p>
            <strong>Within the mandate.</strong> {act.because}
          </p>
        )}
        <ActInWords act={act} />
      </Notice>
      <p>
        Members read it on <Link to={pathTo('delegate', { assembly: id, term: termId })}>your page</Link>.
      </p>
      <p>
        <button type="button" className="button" onClick={onMore}>
          Write down something more
        </button>
      </p>
    </Page>
  );
}
