import { METHODS } from '@plenary/tally';

export const COUNT_HELP = `plenary count FILE --method METHOD [--seats N] [--tie-order FILE | --seed NUMBERS] [--json]

Counts a file of ballots, exactly: the same file and options give the same result on every machine.
  FILE               ballots as BLT, CSV or JSON; - reads them from the standard input
  --method METHOD    ${METHODS.slice(0, 6).join(', ')}, ${METHODS.slice(6, 10).join(', ')},
                     ${METHODS.slice(10).join(', ')}
  --seats N          how many are to be elected, 1 to 1000; without it what the file says, else 1
  --tie-order FILE   names (or numbers from 1) of all candidates, one a line: of those who are equal, whoever comes
                     first here is elected, or kept
  --seed NUMBERS     draws that order by lot as RFC 3797 says, from published numbers: sources are separated by /,
                     numbers of one source by spaces ('9319 / 2 5 12 8 10')
                     Without either: the file's own order ([tie ...], tieOrder or tieBreakOrder, in which whoever
                     comes first is excluded first), else the order of the ballot paper: where a method excludes (irv and
                     stv) its first of equals is excluded first, elsewhere elected; the result says which.
  --withdrawn NAME   somebody who stood down after the ballots were cast; may be given again and again
  --json             the result as JSON, votes as exact text; without it a table and a sentence for each step

Reading the file:
  --format FORMAT    blt, csv or json; without it told by the name's ending, else by how the file begins
  --case NAME        which election to count, of a JSON file with several 'cases'
  --use-rules        heed the 'rules' of a JSON file as far as they are offered here

What a method leaves open (the first is the default):
  --score-by sum|median                  score; --median, or the method score-median, is by median
  --stop majority|two-remain             irv: when to stop
  --batch                                irv: exclude together all who cannot catch up
  --overvote exhaust|skip                irv: several candidates at one rank end the paper, or are passed over
  --ties tie-order|look-back             irv: look back at earlier rounds before the tie order
  --strength winning|margin              schulze, ranked-pairs: how a majority's strength is measured
  --unranked last|not-compared           schulze, ranked-pairs: whom a paper does not rank

Formats:
  BLT    weights, withdrawn candidates (-2 or [withdrawn ...]), comments after #, equal rankings 1=2, [nick ...]
  CSV    with a header: a column for each preference (1,2,3 or 'choice 1') with names in the cells, or a column for
         each candidate with ranks, marks (x) or scores; 'count' and 'weight' columns; 'spoilt' spoils a paper
  JSON   {"candidates": [names], "ballots": [[how many, [1, [2, 3]]], ...], "seats": N, "withdrawn": [names]}, for
         score [how many, {name: score}]
  plurality takes the first preference of a ranking; block and approval take all who are listed as marked.
  irv, schulze and ranked-pairs with several seats elect the last ones left, or the top of the order: not proportional.

Exit code: 0 counted, 2 the file is malformed (line, column and what was expected there), or the command was not
understood.`;
