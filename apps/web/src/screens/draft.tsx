import { useState } from 'react';
import { DraftEffect } from '../components/draft-effect.tsx';
import { DraftVote } from '../components/draft-vote.tsx';
import { Form, LongField, RadioField, TextField } from '../components/form.tsx';
import { Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { WrittenBefore } from '../components/written-before.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { DraftChoices, type DraftChoicesAnswer, DraftMotion, EditDraft } from '../graphql/generated/draft.ts';
import { MotionPage, type MotionParts } from '../graphql/generated/motion.ts';
import { RotaTasks } from '../graphql/generated/rota.ts';
import type { MotionKind } from '../graphql/generated/schema.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { go } from '../hooks/route.ts';
import { useAction } from '../hooks/use-action.ts';
import { useKept } from '../hooks/use-kept.ts';
import { useQuery } from '../hooks/use-query.ts';
import {
  type Draft as DraftState,
  draftOf,
  effectOf,
  emptyDraft,
  startedDraft,
  whyNot,
} from '../logic/draft.ts';
import { draftStartIn } from '../logic/draft-link.ts';
import type { PresentTask } from '../logic/draft-task.ts';
import { ABOUT_DELEGATES, FOUNDING_KINDS, KINDS, NOT_DRAFTED } from '../logic/motion-words.ts';
import { pathTo } from '../logic/router.ts';
import { instantIn } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';

/** Where it is not answered with for or against. */
const QUESTION_HINTS: Partial<Record<MotionKind, string>> = {
  ELECTION: 'Who is elected, and for what: “Two delegates to the region”.',
  ELECT_DELEGATES: 'Who is elected, and for what: “Two delegates to bargain for us”.',
  CHOOSE_OPTION: 'What is chosen: “Where we hold the summer day”.',
};

/** A motion is drafted by kind: what it does when it is carried, then its words, then its vote. */
export default function Draft({ motionId }: { readonly motionId?: string }) {
  const assembly = useAssembly();
  const choices = useQuery(DraftChoices, { id: assembly.id });
  const right = useRight('motion.draft');
  const back = { to: pathTo('motions', { assembly: assembly.id }), label: 'Motions' };
  if (!right.holds) {
    return (
      <Page title="Draft a motion" back={back}>
        <p>Members draft motions once they count. You read along for now.</p>
      </Page>
    );
  }
  if (!choices.data?.assembly) {
    return (
      <Page title="Draft a motion" back={back}>
        <Waiting query={choices} again={choices.again} />
      </Page>
    );
  }
  const taughtId = new URLSearchParams(location.search).get('trains');
  return motionId ? (
    <Edit motionId={motionId} choices={choices.data} />
  ) : taughtId ? (
    <Training taughtId={taughtId} choices={choices.data} />
  ) : (
    // What was known at first may be a decision behind: a form begun for another decision begins anew.
    <DraftForm key={choices.data.assembly.nextFoundingDecision} choices={choices.data} motion={null} />
  );
}

/** A task that trains for one of the rota, filled in from that one. */
function Training({
  taughtId,
  choices,
}: {
  readonly taughtId: string;
  readonly choices: DraftChoicesAnswer;
}) {
  const { id } = useAssembly();
  const query = useQuery(RotaTasks, { id });
  const tasks = query.data?.assembly?.rota?.tasks;
  if (!tasks) {
    return (
      <Page title="Draft a motion">
        <Waiting query={query} again={query.again} />
      </Page>
    );
  }
  return (
    <DraftForm choices={choices} motion={null} taught={tasks.find((task) => task.id === taughtId) ?? null} />
  );
}

function Edit({ motionId, choices }: { readonly motionId: string; readonly choices: DraftChoicesAnswer }) {
  const query = useQuery(MotionPage, { id: motionId });
  if (!query.data?.motion) {
    return (
      <Page title="Change the draft">
        <Waiting query={query} again={query.again} />
      </Page>
    );
  }
  return <DraftForm choices={choices} motion={query.data.motion} />;
}

function DraftForm({
  choices,
  motion,
  taught = null,
}: {
  readonly choices: DraftChoicesAnswer;
  readonly motion: MotionParts | null;
  readonly taught?: PresentTask | null;
}) {
  const assembly = useAssembly();
  const inAssembly = choices.assembly!;
  const founding = inAssembly.stage === 'FOUNDING';
  const kinds = founding
    ? FOUNDING_KINDS.filter((kind) => kind === inAssembly.nextFoundingDecision)
    : (Object.keys(KINDS) as (keyof typeof KINDS)[]).filter(
        (kind) =>
          !NOT_DRAFTED.includes(kind) &&
          // Of an assembly with none below it nobody is asked; a draft from before is still shown.
          (kind !== 'ASK_DELEGATES' || inAssembly.children.length > 0 || motion?.kind === kind),
      );
  const [start] = useState(() => (motion ? null : draftStartIn(location.search, kinds)));
  const {
    value: draft,
    set: setDraft,
    isBack,
    done,
  } = useKept<DraftState>(`${location.pathname}${location.search} ${inAssembly.nextFoundingDecision}`, () =>
    motion
      ? draftOf(motion, assembly.timeZone)
      : start
        ? startedDraft(start, taught && { taught, now: serverNow(), timeZone: assembly.timeZone })
        : emptyDraft(kinds[0] ?? 'ORDINARY', founding),
  );
  const tiers = founding ? [] : (inAssembly.motionTiers.find(({ kind }) => kind === draft.kind)?.tiers ?? []);
  const adoptsText = draft.kind === 'ORDINARY' || draft.kind === 'ASK_DELEGATES';
  const change = (part: Partial<DraftState>) => setDraft((before) => ({ ...before, ...part }));
  const action = useAction(async () => {
    const problem = whyNot(draft);
    if (problem) return problem;
    const shared = {
      title: draft.title.trim(),
      text: draft.text,
      effect: effectOf(draft, assembly.timeZone),
      opensAt: draft.opensAt === '' ? null : instantIn(draft.opensAt, assembly.timeZone),
      voteSeconds: draft.voteSeconds,
      tier: draft.tier !== null && tiers.includes(draft.tier) ? draft.tier : null,
    };
    const answer = motion
      ? (await request(EditDraft, { input: { motionId: motion.id, kind: draft.kind, ...shared } })).editDraft
      : (await request(DraftMotion, { input: { assemblyId: assembly.id, kind: draft.kind, ...shared } }))
          .draftMotion;
    if (isRejection(answer)) return answer.message;
    done();
    go(pathTo('motion', { assembly: assembly.id, motion: answer.id }), { replace: motion !== null });
    return null;
  });
  return (
    <Page
      title={motion ? 'Change the draft' : founding ? 'Move the next founding decision' : 'Draft a motion'}
      back={{ to: pathTo('motions', { assembly: assembly.id }), label: 'Motions' }}
    >
      {isBack && <WrittenBefore onAnew={done} />}
      <Form action={action} submit={motion ? 'Keep the changes' : 'Keep as a draft'} strong>
        {motion || start ? (
          <p>
            {KINDS[draft.kind].label}: {KINDS[draft.kind].hint}
          </p>
        ) : (
          <WhichKind
            kinds={kinds}
            chosen={draft.kind}
            onChange={(kind) => change({ kind, title: draft.title || (founding ? KINDS[kind].label : '') })}
          />
        )}
        <TextField
          label="The question"
          hint={
            QUESTION_HINTS[draft.kind] ?? 'In a few words, so that one can answer it with for or against.'
          }
          value={draft.title}
          onChange={(title) => change({ title })}
          maxLength={200}
        />
        <LongField
          label="Text"
          hint={
            draft.kind !== 'ASK_DELEGATES' &&
            (draft.kind in QUESTION_HINTS || ABOUT_DELEGATES.includes(draft.kind))
              ? 'What voters should know (if you like).'
              : 'What is adopted when it is carried, and why.'
          }
          value={draft.text}
          onChange={(text) => change({ text })}
          required={adoptsText}
          maxLength={20_000}
          rows={adoptsText ? 8 : 4}
        />
        <DraftEffect draft={draft} change={change} choices={choices} />
        <DraftVote draft={draft} change={change} founding={founding} tiers={tiers} />
      </Form>
    </Page>
  );
}

/** The kinds that there are; those about delegates under one heading of their own. */
function WhichKind({
  kinds,
  chosen,
  onChange,
}: {
  readonly kinds: readonly MotionKind[];
  readonly chosen: MotionKind;
  readonly onChange: (kind: MotionKind) => void;
}) {
  const among = (label: string, some: readonly MotionKind[]) => (
    <RadioField
      label={label}
      value={chosen}
      onChange={onChange}
      choices={some.map((kind) => ({ value: kind, label: KINDS[kind].label, hint: KINDS[kind].hint }))}
    />
  );
  const ofDelegates = kinds.filter((kind) => ABOUT_DELEGATES.includes(kind));
  return (
    <>
      {among(
        'What it does',
        kinds.filter((kind) => !ABOUT_DELEGATES.includes(kind)),
      )}
      {ofDelegates.length > 0 && (
        <details open={ofDelegates.includes(chosen)}>
          <summary>About delegates: offices, elections, mandates, recall</summary>
          {among('What it does about delegates', ofDelegates)}
        </details>
      )}
    </>
  );
}
