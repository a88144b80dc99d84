import type { SheetReading } from '../../ports/WorkbookHost';
import type { Schemas } from '../../service/client';
import { readPlace } from '../places';

type Column = Schemas['ColumnView'];
type Proposal = Schemas['ProposeRowsRow'];

interface Header { readonly column: NonNullable<Column['column']>; readonly at: number; readonly row: number }

/** The recognised columns of the last table on a sheet. */
function headersOf(sheet: string, columns: readonly Column[]): Header[] {
  const all = columns.flatMap(({ column, place }) => {
    const cell = readPlace(place);
    return cell === null || column === null || cell.sheet !== sheet ? [] : [{ column, at: cell.column, row: cell.row }];
  });
  const last = Math.max(0, ...all.filter(({ column }) => column === 'TaskName').map(({ row }) => row));
  return all.filter(({ row }) => row === last);
}

export interface NewRows {
  readonly row: number;
  readonly column: number;
  readonly contents: readonly (readonly string[])[];
  /** The last task, which they go under and look like; absent where they are the first. */
  readonly likeRow?: number;
}

/** Where rows would go: under the last task. A row number where something stands in their way; null where the sheet has no task names. */
export function rowsUnderLastTask({ sheet, row, column, texts }: SheetReading, columns: readonly Column[], proposals: readonly Proposal[]): NewRows | number | null {
  const headers = headersOf(sheet, columns);
  const name = headers.find((one) => one.column === 'TaskName');
  if (name === undefined) return null;
  let last = name.row;
  texts.forEach((cells, index) => {
    if (row + index > name.row && (cells[name.at - column] ?? '').trim() !== '') last = row + index;
  });
  const first = Math.min(...headers.map(({ at }) => at));
  const width = Math.max(...headers.map(({ at }) => at)) - first + 1;
  for (let at = last + 1; at <= last + proposals.length; at++) {
    if (texts[at - row]?.some((text) => text.trim() !== '') === true) return at;
  }
  const sequence = headers.find((one) => one.column === 'Sequence');
  const number = last === name.row ? 1 : nextNumber(sequence, texts[last - row] ?? [], column);
  const contents = proposals.map(({ cells }, index) => {
    const texted = Array.from({ length: width }, () => '');
    for (const header of headers) texted[header.at - first] = header === sequence && number !== null ? String(number + index) : cells[header.column] ?? '';
    return texted;
  });
  return { row: last + 1, column: first, contents, ...(last === name.row ? {} : { likeRow: last }) };
}

/** What 序号 goes on with below the last task; null where there is no such column or that task's is no count. */
function nextNumber(sequence: Header | undefined, above: readonly string[], firstColumn: number): number | null {
  if (sequence === undefined) return null;
  const text = (above[sequence.at - firstColumn] ?? '').trim();
  return /^\d{1,6}$/.test(text) ? Number(text) + 1 : null;
}

export interface LimitProblem {
  readonly row: number;
  readonly column: number;
  readonly kind: 'ratio' | 'times';
  readonly item: string;
  readonly found: string;
  readonly limit: string;
}

const share = (text: string): number | null => {
  const found = /(\d+(?:\.\d+)?)\s*[%％]/.exec(text);
  return found === null ? null : Number(found[1]);
};
const times = (text: string): number | null => {
  const quarterly = /每季度?\D{0,2}(\d+)\s*次/.exec(text);
  if (quarterly !== null) return Number(quarterly[1]) * 4;
  const found = /(\d+)\s*次/.exec(text);
  return found === null ? null : Number(found[1]);
};

/** Rows that draw more, or more often, than an item of theirs allows. Active items whose name stands in the row's items. */
export function beyondLimits({ sheet, row, column, texts }: SheetReading, columns: readonly Column[], items: readonly Schemas['ItemView'][]): LimitProblem[] {
  const headers = headersOf(sheet, columns);
  const at = (wanted: Header['column']): number | undefined => headers.find((one) => one.column === wanted)?.at;
  const [names, size, often] = [at('Items'), at('SampleSize'), at('Frequency')];
  if (names === undefined) return [];
  return texts.flatMap((cells, index) => {
    if (row + index <= headers[0]!.row) return [];
    const text = (place: number | undefined): string => (place === undefined ? '' : (cells[place - column] ?? '').trim());
    return items.filter(({ content }) => content.active !== false && text(names).includes(content.name)).flatMap(({ content }) => {
      const [ratio, count] = [share(text(size)), times(text(often))];
      const [most, mostTimes] = [share(content.ratioLimit ?? ''), content.timesLimit ?? null];
      const problem = (kind: 'ratio' | 'times', place: number, found: string, limit: string): LimitProblem => ({ row: row + index, column: place, kind, item: content.name, found, limit });
      return [
        ...(ratio !== null && most !== null && ratio > most ? [problem('ratio', size!, text(size), content.ratioLimit!)] : []),
        ...(count !== null && mostTimes !== null && count > mostTimes ? [problem('times', often!, text(often), String(mostTimes))] : []),
      ];
    });
  });
}
