/** One GraphQL operation as a static string, with the types of its variables and its answer. */
export interface Document<Answer, Variables> {
  readonly name: string;
  readonly text: string;
  /** Never set: they carry the types alone. */
  readonly answer?: Answer;
  readonly variables?: Variables;
}

export function document<Answer, Variables>(name: string, text: string): Document<Answer, Variables> {
  return { name, text };
}
