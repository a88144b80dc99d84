import type { PlanSheet } from './planSheet';

/** A sample plan as typed in samples/*.txt: one line a row, its kind in brackets, cells between bars. */
export function readTypedPlan(text: string): PlanSheet[] {
  const sheets: { name: string; contents: string[][] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, kind, rest] = /^\[([^\]]+)\] ?(.*)$/.exec(line) ?? [];
    if (kind === undefined || rest === undefined) continue;
    if (kind === '工作表') sheets.push({ name: rest.trim(), contents: [] });
    else sheets.at(-1)?.contents.push(rest.split(' | '));
  }
  return sheets.map(({ name, contents }) => {
    const width = Math.max(0, ...contents.map((row) => row.length));
    return { name, contents: contents.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]) };
  });
}
