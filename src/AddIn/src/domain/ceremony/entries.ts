/** Sources that are entered in the pane; lottery numbers and phrases are entered on the ceremony page. */
export type DiceSource = 'dice6' | 'd10';

export const isDice = (source: string): source is DiceSource => source === 'dice6' || source === 'd10';

const allowed: Record<DiceSource, RegExp> = { dice6: /^[1-6]$/, d10: /^[0-9]$/ };

/** How far two entries of the same throw are. Positions count from 1. */
export type EntryState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'stray'; readonly entry: 1 | 2; readonly at: number; readonly found: string }
  | { readonly kind: 'count'; readonly found: number; readonly wanted: number }
  | { readonly kind: 'again' }
  | { readonly kind: 'differs'; readonly at: readonly number[] }
  | { readonly kind: 'same' };

/** Digits as the log wants them: full-width digits, spaces and commas are as good as any. */
export const tidyDice = (text: string): string => text.normalize('NFKC').replaceAll(/[\s,，、]/g, '');

/** Two entries of one throw, compared mark by mark. */
export function compareEntries(source: DiceSource, wanted: number, first: string, second: string): EntryState {
  const [one, two] = [Array.from(tidyDice(first)), Array.from(tidyDice(second))];
  for (const [marks, entry] of [[one, 1], [two, 2]] as const) {
    const stray = marks.findIndex((mark) => !allowed[source].test(mark));
    if (stray >= 0) return { kind: 'stray', entry, at: stray + 1, found: marks[stray]! };
  }
  if (one.length === 0) return { kind: 'empty' };
  if (one.length !== wanted) return { kind: 'count', found: one.length, wanted };
  if (two.length === 0) return { kind: 'again' };
  const at = Array.from({ length: Math.max(one.length, two.length) }, (_, index) => (one[index] === two[index] ? 0 : index + 1)).filter((place) => place > 0);
  // A second entry under way is not yet a difference.
  if (two.length < one.length && at.every((place) => place > two.length)) return { kind: 'again' };
  return at.length === 0 ? { kind: 'same' } : { kind: 'differs', at };
}
