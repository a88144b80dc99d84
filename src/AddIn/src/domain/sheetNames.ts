// Excel: at most 31 characters, none of these, no apostrophe at either end.
const forbidden = /[\\/?*[\]:]/g;
const longest = 31;

/** The wanted name as Excel accepts it, with a number where it is taken. Sheet names ignore case. */
export function freeSheetName(wanted: string, taken: readonly string[]): string {
  const name = wanted.replaceAll(forbidden, ' ').replaceAll(/^'+|'+$/g, '').trim().slice(0, longest) || '工作表';
  const known = new Set(taken.map((one) => one.toLowerCase()));
  if (!known.has(name.toLowerCase())) return name;
  for (let number = 2; ; number++) {
    const next = `${name.slice(0, longest - `（${number}）`.length)}（${number}）`;
    if (!known.has(next.toLowerCase())) return next;
  }
}
