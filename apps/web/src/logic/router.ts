/** Every page of the client and its address. Parameters are written `:name`. */
const PATTERNS = {
  start: '/',
  found: '/found',
  join: '/join',
  signIn: '/sign-in',
  signInLink: '/link',
  signUp: '/sign-up',
  recover: '/recover',
  vouch: '/vouch',
  account: '/me',
  stationDevice: '/station',
  home: '/a/:assembly',
  motions: '/a/:assembly/motions',
  draft: '/a/:assembly/motions/new',
  motion: '/a/:assembly/motions/:motion',
  editDraft: '/a/:assembly/motions/:motion/edit',
  poll: '/a/:assembly/polls/:poll',
  pollRoll: '/a/:assembly/polls/:poll/roll',
  pollBallots: '/a/:assembly/polls/:poll/ballots',
  pollCount: '/a/:assembly/polls/:poll/count',
  closePoll: '/a/:assembly/polls/:poll/close',
  voidPoll: '/a/:assembly/polls/:poll/void',
  openStation: '/a/:assembly/polls/:poll/station',
  joinStation: '/a/:assembly/polls/:poll/station/join',
  station: '/a/:assembly/stations/:station',
  members: '/a/:assembly/members',
  member: '/a/:assembly/members/:member',
  invite: '/a/:assembly/invite',
  import: '/a/:assembly/import',
  requests: '/a/:assembly/requests',
  bylaws: '/a/:assembly/bylaws',
  meeting: '/a/:assembly/meeting',
  tree: '/a/:assembly/tree',
  facilitateNow: '/a/:assembly/meeting/facilitate',
  rota: '/a/:assembly/rota',
  delegates: '/a/:assembly/delegates',
  office: '/a/:assembly/delegates/:office',
  delegate: '/a/:assembly/terms/:term',
  recordAct: '/a/:assembly/terms/:term/act',
  writeReport: '/a/:assembly/terms/:term/reports/:report',
  desk: '/a/:assembly/desk',
  help: '/a/:assembly/help',
  helpOthers: '/a/:assembly/help/others',
  rotaWall: '/a/:assembly/rota/wall',
  record: '/a/:assembly/record',
  more: '/a/:assembly/more',
} as const;

export type PageName = keyof typeof PATTERNS;

type ParametersIn<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParametersIn<Rest>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

export type Parameters<Name extends PageName> = Record<ParametersIn<(typeof PATTERNS)[Name]>, string>;

export type Route = { [Name in PageName]: { readonly page: Name } & Parameters<Name> }[PageName];

/** The page an address names, or null. A fixed word wins over a parameter: `/motions/new` is no motion. */
export function routeOf(path: string): Route | null {
  const parts = partsOf(path);
  if (parts === null) return null;
  let best: { route: Route; fixed: number } | null = null;
  for (const [page, pattern] of Object.entries(PATTERNS)) {
    const wanted = pattern.split('/').filter((part) => part !== '');
    if (wanted.length !== parts.length) continue;
    const parameters: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const actual = parts[index]!;
      if (!part.startsWith(':')) return part === actual;
      parameters[part.slice(1)] = actual;
      return true;
    });
    const fixed = wanted.filter((part) => !part.startsWith(':')).length;
    if (fits && (best === null || fixed > best.fixed)) {
      best = { route: { page, ...parameters } as Route, fixed };
    }
  }
  return best?.route ?? null;
}

/** The address of a page. */
export function pathTo<Name extends PageName>(page: Name, parameters?: Parameters<Name>): string {
  const given = (parameters ?? {}) as Record<string, string>;
  return PATTERNS[page].replace(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(given[name] ?? ''));
}

function partsOf(path: string): string[] | null {
  try {
    return path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    // A broken escape in a mistyped address names no page.
    return null;
  }
}

/** Where to go after signing in: only an address of this site, never one that leads away. */
export function safeNext(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
}
