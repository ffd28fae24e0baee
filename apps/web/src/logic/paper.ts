/** What a voter fills in, candidates by their ids, as the server takes it: one of the three. */
export interface Choice {
  readonly ranking?: readonly (readonly string[])[];
  readonly marks?: readonly string[];
  readonly scores?: readonly { readonly candidateId: string; readonly score: number }[];
}

/** A published paper, candidates by their places. */
export interface Paper {
  readonly ranking: readonly (readonly number[])[] | null;
  readonly marks: readonly number[] | null;
  readonly scores: readonly { readonly place: number; readonly score: number }[] | null;
  readonly spoilt: boolean;
}

/** One line of a paper: the number before it, where it has one, and who. */
export interface PaperLine {
  readonly number: number | null;
  readonly who: string;
}

/** Whether a choice names nobody: a blank paper. */
export function isBlank(choice: Choice): boolean {
  return [choice.ranking, choice.marks, choice.scores].every((part) => !part || part.length === 0);
}

/** A choice as it will be counted, line by line. */
export function linesOfChoice(choice: Choice, nameOf: (id: string) => string): readonly PaperLine[] {
  return linesOf(
    choice.ranking ?? null,
    choice.marks ?? null,
    choice.scores?.map(({ candidateId, score }) => ({ who: candidateId, score })) ?? null,
    nameOf,
  );
}

/** A published paper, line by line; empty for a blank and for a spoilt one. */
export function linesOfPaper(paper: Paper, nameOf: (place: number) => string): readonly PaperLine[] {
  const scores = paper.scores?.map(({ place, score }) => ({ who: place, score })) ?? null;
  return linesOf(paper.ranking, paper.marks, scores, nameOf);
}

function linesOf<Who>(
  ranking: readonly (readonly Who[])[] | null,
  marks: readonly Who[] | null,
  scores: readonly { readonly who: Who; readonly score: number }[] | null,
  nameOf: (who: Who) => string,
): readonly PaperLine[] {
  return [
    ...(ranking ?? []).flatMap((rank, at) => rank.map((who) => ({ number: at + 1, who: nameOf(who) }))),
    ...(marks ?? []).map((who) => ({ number: null, who: nameOf(who) })),
    ...(scores ?? []).map(({ who, score }) => ({ number: null, who: `${nameOf(who)}: ${score}` })),
  ];
}

/** A paper in one line: '1 Ana, 2 Bo', 'Ana, Bo', 'Ana: 3'. */
export function paperSentence(paper: Paper, nameOf: (place: number) => string): string {
  if (paper.spoilt) return 'Spoilt paper';
  const lines = linesOfPaper(paper, nameOf);
  if (lines.length === 0) return 'Blank paper';
  return lines.map(({ number, who }) => (number === null ? who : `${number} ${who}`)).join(', ');
}

/** The name of a candidate by its place. */
export function nameIn(
  candidates: readonly { readonly place: number; readonly name: string }[],
): (place: number) => string {
  const names = new Map(candidates.map(({ place, name }) => [place, name]));
  return (place) => names.get(place) ?? '';
}

/** Everybody whom a choice names. */
export function namedIn({ ranking, marks, scores }: Choice): readonly string[] {
  return [...(ranking ?? []).flat(), ...(marks ?? []), ...(scores ?? []).map((each) => each.candidateId)];
}

/** A paper that was cast, as a choice that can be changed; without one, an empty choice. */
export function choiceOf(
  paper: Paper | null,
  candidates: readonly { readonly place: number; readonly id: string }[],
): Choice {
  if (paper === null || paper.spoilt) return {};
  const ids = new Map(candidates.map(({ place, id }) => [place, id]));
  const idsOf = (places: readonly number[]) => places.flatMap((place) => ids.get(place) ?? []);
  if (paper.ranking) return { ranking: paper.ranking.map(idsOf).filter((rank) => rank.length > 0) };
  if (paper.marks) return { marks: idsOf(paper.marks) };
  return {
    scores: (paper.scores ?? []).flatMap(({ place, score }) =>
      idsOf([place]).map((candidateId) => ({ candidateId, score })),
    ),
  };
}
