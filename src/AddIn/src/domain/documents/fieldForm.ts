/** A row of a document's fields.md, as the service hands it out. */
export interface FieldRow {
  readonly path: string;
  readonly meaning: string;
  readonly type: 'Text' | 'Whole' | 'Day' | 'Truth' | 'List' | 'TextList';
  readonly required: boolean;
  readonly mayBeEmpty: boolean;
  /** Record: what official records say; nobody changes it here. */
  readonly source: 'System' | 'Record' | 'Clerk' | 'Issue';
  readonly example: string;
}

/** A field of a form: a value, or a group or list with members of its own. */
export interface FormField {
  readonly name: string;
  readonly row: FieldRow | null;
  readonly members: readonly FormField[];
}

export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
export interface JsonMap { readonly [name: string]: Json }
export type Step = string | number;

const isMap = (value: Json | undefined): value is JsonMap => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The rows as a tree, in their order: 任务.名称 stands under 任务, 附件[].名称 under the list 附件. */
export function formOf(rows: readonly FieldRow[]): FormField[] {
  interface Node { name: string; row: FieldRow | null; members: Node[] }
  const roots: Node[] = [];
  for (const row of rows) {
    let level = roots;
    const steps = row.path.split('.');
    steps.forEach((step, depth) => {
      const name = step.replace(/\[\]$/, '');
      let node = level.find((one) => one.name === name);
      if (node === undefined) {
        node = { name, row: null, members: [] };
        level.push(node);
      }
      if (depth === steps.length - 1) node.row = row;
      level = node.members;
    });
  }
  return roots;
}

/** Who fills a field in; a group belongs to the clerk as soon as one of its members does. */
export function sourceOf(field: FormField): FieldRow['source'] {
  if (field.row !== null) return field.row.source;
  const sources = new Set(field.members.map(sourceOf));
  return sources.has('Clerk') ? 'Clerk' : sources.has('System') || sources.has('Record') ? 'System' : 'Issue';
}

export function valueAt(data: Json | undefined, steps: readonly Step[]): Json | undefined {
  return steps.reduce<Json | undefined>((at, step) =>
    (typeof step === 'number' ? (Array.isArray(at) ? at[step] as Json | undefined : undefined) : isMap(at) ? at[step] : undefined), data);
}

/** The data with another value at a place; what lies on the way is made where it is missing. `undefined` takes the member away. */
export function withValue(data: Json | undefined, steps: readonly Step[], value: Json | undefined): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return value ?? null;
  if (typeof step === 'number') {
    const items = Array.isArray(data) ? [...data as readonly Json[]] : [];
    if (value === undefined && rest.length === 0) items.splice(step, 1);
    else items[step] = withValue(items[step], rest, value);
    return items;
  }
  const map: Record<string, Json> = isMap(data) ? { ...data } : {};
  if (value === undefined && rest.length === 0) delete map[step];
  else map[step] = withValue(map[step], rest, value);
  return map;
}

/**
 * What the clerk gives after a change: a list is given whole, so that its other items stay as they were shown.
 * @param shown All fields as they are shown, from the system and the clerk.
 */
export function givenAfter(given: JsonMap, shown: JsonMap, steps: readonly Step[], value: Json | undefined): JsonMap {
  const list = steps.findIndex((step) => typeof step === 'number');
  if (list < 0) return withValue(given, steps, value) as JsonMap;
  const root = steps.slice(0, list);
  return withValue(given, root, withValue(valueAt(shown, root), steps.slice(list), value)) as JsonMap;
}

/** What is wrong with a text typed for a field; null where nothing is. The service judges again. */
export type FieldProblem = 'whole' | 'day' | 'required' | 'tooLong';

export const longestText = 5000;

const day = /^(\d{4})年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日$/;

export function fieldProblem(row: FieldRow, value: Json | undefined): FieldProblem | null {
  const empty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0 && !row.mayBeEmpty);
  if (empty) return row.required && !(row.mayBeEmpty && Array.isArray(value)) ? 'required' : null;
  if (typeof value === 'string' && value.length > longestText) return 'tooLong';
  if (row.type === 'Whole' && (typeof value !== 'number' || !Number.isSafeInteger(value))) return 'whole';
  if (row.type === 'Day' && !(typeof value === 'string' && isDay(value))) return 'day';
  return null;
}

/** 2023年2月6日, and the calendar has it. */
export function isDay(text: string): boolean {
  const parts = day.exec(text);
  if (parts === null) return false;
  const [, year, month, date] = parts.map(Number) as [number, number, number, number];
  const found = new Date(Date.UTC(year, month - 1, date));
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === date;
}

/** 2023-02-06 → 2023年2月6日, as official documents write it; null for anything else. */
export function dayFromInput(text: string): string | null {
  const parts = /^([1-9]\d{3})-(\d{2})-(\d{2})$/.exec(text);
  return parts === null ? null : `${Number(parts[1])}年${Number(parts[2])}月${Number(parts[3])}日`;
}

/** 2023年2月6日 → 2023-02-06, for a date input; empty for anything else. */
export function dayForInput(text: string): string {
  const parts = day.exec(text);
  return parts === null ? '' : `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
}

/** The label of a place in the data, as findings name it: 附件[2].名称. */
export const placeOf = (steps: readonly Step[]): string =>
  steps.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step + 1}]` : text === '' ? step : `${text}.${step}`), '');
