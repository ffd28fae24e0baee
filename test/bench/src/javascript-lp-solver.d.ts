/** The one function of `javascript-lp-solver` that is used here; the package brings no types. */
declare module 'javascript-lp-solver' {
  type Bound = { readonly max?: number; readonly min?: number; readonly equal?: number };
  /** Variables by name, each with what it adds to the goal and to every constraint. The answer names those above zero. */
  const solver: {
    Solve(model: {
      readonly optimize: string;
      readonly opType: 'min' | 'max';
      readonly constraints: Readonly<Record<string, Bound>>;
      readonly variables: Readonly<Record<string, Readonly<Record<string, number>>>>;
    }): Readonly<Record<string, unknown>> & { readonly feasible: boolean };
  };
  export default solver;
}
