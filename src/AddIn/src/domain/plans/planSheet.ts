import type { Schemas } from '../../service/client';
import { readPlace } from '../places';

export interface PlanSheet {
  readonly name: string;
  /** From the first cell on. */
  readonly contents: readonly (readonly string[])[];
}

type Version = Schemas['VersionView'];

/** A version as the sheets it was read from: every cell where it stood, titles above the first header, notes below the last row. */
export function planSheets({ columns, tasks, titles, notes }: Version): PlanSheet[] {
  const texts = [
    ...columns.map(({ place, header }) => ({ place: readPlace(place), text: header })),
    ...tasks.flatMap(({ cells }) => cells.map(({ place, text }) => ({ place: readPlace(place), text }))),
  ].filter((cell) => cell.place !== null);
  const names = [...new Set(texts.map(({ place }) => place!.sheet))];
  return names.map((name, index) => {
    const cells = texts.filter(({ place }) => place!.sheet === name);
    const first = Math.min(...cells.map(({ place }) => place!.row));
    const last = Math.max(...cells.map(({ place }) => place!.row));
    const width = Math.max(...cells.map(({ place }) => place!.column));
    const above = index === 0 ? titles : [];
    const below = index === names.length - 1 ? notes : [];
    // Titles need room above; where the header stood too high everything moves down.
    const down = Math.max(0, above.length - (first - 1));
    const rows: string[][] = Array.from({ length: last + down + below.length }, () => Array.from({ length: width }, () => ''));
    for (const { place, text } of cells) rows[place!.row - 1 + down]![place!.column - 1] = text;
    for (const [at, title] of above.entries()) rows[at]![0] = title;
    for (const [at, note] of below.entries()) rows[last + down + at]![0] = note;
    return { name, contents: rows };
  });
}

/** The plan of a year as the beginning of the next one's: its year moves on, all other words stay for the clerk to judge. */
export const movedOn = (sheets: readonly PlanSheet[], from: number, to: number): PlanSheet[] => sheets.map(({ name, contents }) => ({
  name,
  contents: contents.map((row) => row.map((text) => text.replaceAll(String(from - 1), '\u0000').replaceAll(String(from), String(to)).replaceAll('\u0000', String(to - 1)))),
}));
