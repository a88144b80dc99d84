import { createHash } from 'node:crypto';
import { compareUtf8 } from '../../src/domain/draws/bytes';
import type { RecordOf, Task } from '../../src/domain/draws/records';
import type { Files } from '../../src/domain/draws/tablecheck';

interface Place {
  readonly object: string;
  readonly role: string;
  readonly inspector: string;
}

const keyOf = ({ object, role, inspector }: Place): string => `${object}|${role}|${inspector}`;
const lines = (files: Files, name: string): string[] => new TextDecoder().decode(files.get(name)).split('\n').filter((line) => line !== '');

interface Published {
  readonly records: readonly { readonly record: RecordOf<'OPEN'> | RecordOf<'RESULT'> }[];
  readonly tables: readonly { readonly open: number; readonly task: string; readonly table: string; readonly file: string }[];
}

const certificateOf = (files: Files): Published => JSON.parse(new TextDecoder().decode(files.get('certificate.json'))) as Published;

/**
 * The members of §6 as slowly and plainly as its text can be read: for every candidate a maximum flow from nothing.
 * It shares no code with the verifier and decides when two implementations differ. Null where nothing fits.
 */
export function membersByDefinition(files: Files, open: number, taskId: string): string[] | null {
  const { records, tables } = certificateOf(files);
  const opening = records.map(({ record }) => record).find((record) => record.seq === open) as RecordOf<'OPEN'>;
  const result = records.map(({ record }) => record).find((record) => record.kind === 'RESULT' && record.open === open) as RecordOf<'RESULT'>;
  const task = opening.tasks.find(({ id }) => id === taskId)!;
  const table = (kind: string): string[] => lines(files, tables.find((entry) => entry.open === open && entry.task === taskId && entry.table === kind)!.file);
  const areas = new Map(table('register').map((row) => [row.split('|')[0]!, row.split('|')[2]!]));
  const roster = table('roster').map((line) => line.split('|') as [string, string, string]);
  const conflicts = new Set(table('conflicts'));
  const objects = result.tasks.find(({ id }) => id === taskId)!.drawn.flat();
  const key = createHash('sha256').update(`${result.seed}inspectors/${taskId}`).digest('hex');
  const unitOf = new Map(roster.map(([id, unit]) => [id, unit]));
  const candidates = objects.flatMap((object) => task.roles.flatMap((role) => roster.flatMap(([inspector, unit, quals]) => {
    const area = areas.get(object);
    const fits = (role.units.length === 0 || role.units.includes(unit)) && role.quals.every((qual) => quals.split(',').includes(qual))
      && (role.match === 'any' || (role.match === 'home' ? unit === area : unit !== area)) && !conflicts.has(`${object}|${inspector}`);
    return fits ? [{ object, role: role.role, inspector }] : [];
  }))).map((place) => ({ place, ticket: createHash('sha256').update(key + keyOf(place)).digest('hex') }));
  candidates.sort((a, b) => compareUtf8(a.ticket, b.ticket));
  const places = candidates.map(({ place }) => place);
  const completable = (accepted: readonly Place[], bound: number): boolean => flowCompletes(task, objects, places, unitOf, accepted, bound);
  let bound = 0;
  while (!completable([], bound)) if (++bound > objects.length) return null;
  bound += task.cap.add;
  const accepted: Place[] = [];
  for (const place of places) if (completable([...accepted, place], bound)) accepted.push(place);
  return accepted.map(keyOf).sort();
}

/** The members a package publishes, in the same form. */
export function publishedMembers(files: Files, open: number, taskId: string): string[] {
  const result = certificateOf(files).records.map(({ record }) => record).find((record) => record.kind === 'RESULT' && record.open === open) as RecordOf<'RESULT'>;
  const { teams } = result.tasks.find(({ id }) => id === taskId)!;
  return teams.flatMap(({ object, members }) => members.map(({ role, inspector }) => keyOf({ object, role, inspector }))).sort();
}

/** Every task of a package that has a RESULT. */
export const tasksWithResult = (files: Files): { open: number; task: string }[] =>
  certificateOf(files).records.flatMap(({ record }) => (record.kind === 'RESULT' ? record.tasks.map(({ id }) => ({ open: record.open, task: id })) : []));

function flowCompletes(
  task: Task, objects: readonly string[], places: readonly Place[], unitOf: ReadonlyMap<string, string>, accepted: readonly Place[], bound: number,
): boolean {
  const edges = new Map<string, Map<string, number>>();
  const add = (from: string, to: string, capacity: number): void => {
    if (!edges.has(from)) edges.set(from, new Map());
    if (!edges.has(to)) edges.set(to, new Map());
    edges.get(from)!.set(to, capacity);
    if (!edges.get(to)!.has(from)) edges.get(to)!.set(from, 0);
  };
  const taken = new Set(accepted.map(keyOf));
  const count = (test: (place: Place) => boolean): number => accepted.filter(test).length;
  let wanted = 0;
  for (const object of objects) {
    for (const { role, need } of task.roles) {
      const left = need - count((place) => place.object === object && place.role === role);
      if (left < 0) return false;
      wanted += left;
      add('source', `slot ${object} ${role}`, left);
    }
  }
  for (const inspector of unitOf.keys()) {
    const left = bound - count((place) => place.inspector === inspector);
    if (left < 0) return false;
    add(`inspector ${inspector}`, 'sink', left);
  }
  for (const { object, role, inspector } of places) {
    const left = 1 - count((place) => place.object === object && place.inspector === inspector);
    if (left < 0) return false;
    const slot = `slot ${object} ${role}`;
    const pair = `pair ${object} ${inspector}`;
    const distinct = task.roles.find((candidate) => candidate.role === role)!.distinctUnits;
    const unit = `unit ${object} ${role} ${unitOf.get(inspector)}`;
    if (distinct) {
      const room = 1 - count((place) => place.object === object && place.role === role && unitOf.get(place.inspector) === unitOf.get(inspector));
      if (room < 0) return false;
      add(slot, unit, room);
    }
    if (!taken.has(keyOf({ object, role, inspector }))) add(distinct ? unit : slot, pair, 1);
    add(pair, `inspector ${inspector}`, left);
  }
  for (; wanted > 0; wanted--) if (!augment(edges)) return false;
  return true;
}

function augment(edges: Map<string, Map<string, number>>): boolean {
  const from = new Map<string, string>([['source', '']]);
  const queue = ['source'];
  for (const node of queue) {
    for (const [next, capacity] of edges.get(node) ?? []) {
      if (capacity <= 0 || from.has(next)) continue;
      from.set(next, node);
      queue.push(next);
    }
  }
  if (!from.has('sink')) return false;
  for (let node = 'sink'; node !== 'source'; node = from.get(node)!) {
    const before = from.get(node)!;
    edges.get(before)!.set(node, edges.get(before)!.get(node)! - 1);
    edges.get(node)!.set(before, edges.get(node)!.get(before)! + 1);
  }
  return true;
}
