import type { Json, JsonObject } from './json';
import { isObject } from './jcs';
import {
  arrayOf, ascending, boolean, constant, eitherEmptyOr, fault, freeText, hash, integer, key, logName, moment, name,
  nullOr, object, oneOf, optional, requireAscending, requireDistinct, rowId, taskId, text, witnessName, type Of, type Shape,
} from './shape';

export const alg = 'ssd-1.sha256';
export const profiles = ['public', 'salted'] as const;
export type Profile = (typeof profiles)[number];
export type Source = 'dice6' | 'd10' | 'kl8' | 'phrase';

const head = <K extends string>(kind: K) => ({ alg: constant(alg), kind: constant(kind), log: logName, seq: integer(1) });
const count = integer(0);
const tableRoot = object({ root: hash, size: count });
const server = object({ index: integer(0, 4095), commit: hash, path: arrayOf(hash) });

const genesisShape = object({
  alg: constant(alg),
  kind: constant('GENESIS'),
  log: logName,
  seq: constant(0),
  key,
  witnesses: arrayOf(object({ name: witnessName, key })),
  policy: object({ k: count }),
  desks: arrayOf(object({ desk: name, secretRoot: hash, secrets: integer(1, 4096) })),
});

const dice = <S extends string>(source: S) => object({ by: name, source: constant(source), count: integer(1, 1000) });
const issue: Shape<string> = (value, at) =>
  typeof value === 'string' && /^[0-9]{7}$/.test(value) ? value : fault('format.issue', at, '7 digits', value);
const expectShapes = {
  dice6: dice('dice6'),
  d10: dice('d10'),
  kl8: object({ by: name, source: constant('kl8'), issue }),
  phrase: object({ by: name, source: constant('phrase'), commit: hash }),
};
export type Expect = { [S in keyof typeof expectShapes]: Of<(typeof expectShapes)[S]> }[keyof typeof expectShapes];
const source = oneOf('dice6', 'd10', 'kl8', 'phrase');
const sourceOf = (value: Json, at: string): Source =>
  source(isObject(value) ? (value['source'] ?? null) : fault('format.type', at, 'an object', value), `${at}.source`);
const expect: Shape<Expect> = (value, at) => expectShapes[sourceOf(value, at)](value, at);

const rule: Shape<{ readonly kind: 'atLeast' } | { readonly kind: 'total'; readonly total: number }> = (value, at) =>
  isObject(value) && value['kind'] === 'total'
    ? object({ kind: constant('total'), total: count })(value, at)
    : object({ kind: constant('atLeast') })(value, at);

const roleShape = object({
  role: name,
  need: integer(1, 1000),
  units: ascending(name),
  quals: ascending(name),
  match: oneOf('any', 'home', 'away'),
  distinctUnits: boolean,
});
const taskShape = object({
  id: taskId,
  plan: hash,
  attempt: integer(1),
  prev: nullOr(integer(1)),
  profile: oneOf(...profiles),
  register: tableRoot,
  roster: tableRoot,
  conflicts: tableRoot,
  strata: arrayOf(object({ id: name, n: count, num: count, den: integer(1) })),
  rule,
  quota: arrayOf(count),
  roles: arrayOf(roleShape),
  cap: object({ add: integer(0, 1_000_000) }),
  visitGroup: nullOr(name),
});
const openShape = object({
  ...head('OPEN'),
  desk: name,
  ceremony: freeText,
  openedAt: moment,
  deadline: moment,
  tasks: arrayOf(taskShape, 1),
  server,
  expects: arrayOf(expect),
});

const phrase = object({ nonce: text, text });
const contribShape = object({
  ...head('CONTRIB'),
  open: integer(1),
  n: count,
  by: name,
  source,
  value: (value: Json, at: string): string | Of<typeof phrase> => (isObject(value) ? phrase(value, at) : text(value, at)),
});

const members = arrayOf(object({ role: name, inspector: rowId, ticket: hash }));
const resultShape = object({
  ...head('RESULT'),
  open: integer(1),
  seed: hash,
  tasks: arrayOf(object({
    id: taskId,
    cap: count,
    drawn: arrayOf(arrayOf(rowId)),
    cutoffs: arrayOf(eitherEmptyOr(hash)),
    teams: arrayOf(object({ object: rowId, members })),
    infeasible: optional(arrayOf(rowId)),
    drawnRoot: hash,
    teamsRoot: hash,
  })),
});

const shapes = {
  GENESIS: genesisShape,
  OPEN: openShape,
  CONTRIB: contribShape,
  REVEAL: object({ ...head('REVEAL'), open: integer(1), secret: hash }),
  RESULT: resultShape,
  VOID: object({ ...head('VOID'), open: integer(1), reason: freeText, approvedBy: freeText, secret: hash }),
  SUPERSEDE: object({
    ...head('SUPERSEDE'), open: integer(1), tasks: ascending(taskId, 1), reason: freeText, legalBasis: freeText, approvedBy: freeText,
  }),
  RECUSE: object({
    ...head('RECUSE'), open: integer(1), task: taskId, object: rowId, inspector: rowId, ground: freeText, approvedBy: freeText,
  }),
  REOPEN: object({
    ...head('REOPEN'), desk: name, open: integer(1), recusals: ascending(integer(1), 1), server, expects: arrayOf(expect),
    openedAt: moment, deadline: moment,
  }),
  RERESULT: object({
    ...head('RERESULT'),
    open: integer(1),
    seed: hash,
    replacements: arrayOf(object({
      task: taskId, object: rowId, role: name, out: rowId, in: eitherEmptyOr(rowId), ticket: eitherEmptyOr(hash),
    })),
  }),
  YEAROPEN: object({ ...head('YEAROPEN'), desk: name, master: hash }),
};

type Shapes = typeof shapes;
export type RecordKind = keyof Shapes;
export type RecordOf<K extends RecordKind> = Of<Shapes[K]>;
export type LogRecord = { [K in RecordKind]: RecordOf<K> }[RecordKind];
export type Genesis = RecordOf<'GENESIS'>;
export type Open = RecordOf<'OPEN'>;
export type Reopen = RecordOf<'REOPEN'>;
export type Contrib = RecordOf<'CONTRIB'>;
export type Task = Of<typeof taskShape>;
export type Role = Of<typeof roleShape>;
export type ResultTask = Of<typeof resultShape>['tasks'][number];
export type Replacement = RecordOf<'RERESULT'>['replacements'][number];

/** Reads one log record and everything it can violate by itself (SSD-1 §3). */
export function readRecord(value: Json, at: string): LogRecord {
  const kind = isObject(value) ? value['kind'] : undefined;
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) {
    return fault('format.kind', at, Object.keys(shapes).join(' '), kind ?? value);
  }
  const record = shapes[kind as RecordKind](value, at);
  referencesPointBack(record, value as JsonObject, at);
  if (record.kind === 'GENESIS') genesisHolds(record, at);
  if (record.kind === 'OPEN') openHolds(record, at);
  if (record.kind === 'RERESULT') {
    const half = record.replacements.findIndex((replacement) => (replacement.in === '') !== (replacement.ticket === ''));
    if (half >= 0) fault('format.replacement', `${at}.replacements[${half}]`, 'in and ticket both empty or both not', value);
  }
  return record;
}

function referencesPointBack(record: LogRecord, value: JsonObject, at: string): void {
  const references: [string, number][] = [];
  if ('open' in record) references.push(['open', record.open]);
  if (record.kind === 'REOPEN') references.push(...record.recusals.map((seq): [string, number] => ['recusals', seq]));
  if (record.kind === 'OPEN') {
    references.push(...record.tasks.flatMap((task): [string, number][] => (task.prev === null ? [] : [['prev', task.prev]])));
  }
  for (const [member, seq] of references) {
    if (seq >= record.seq) fault('format.reference', `${at}.${member}`, `smaller than ${record.seq}`, value[member] ?? seq);
  }
}

function genesisHolds(genesis: Genesis, at: string): void {
  requireDistinct([genesis.log, ...genesis.witnesses.map((witness) => witness.name)], `${at}.witnesses`);
  requireDistinct([genesis.key, ...genesis.witnesses.map((witness) => witness.key)], `${at}.witnesses`);
  requireDistinct(genesis.desks.map((desk) => desk.desk), `${at}.desks`);
  if (genesis.policy.k > genesis.witnesses.length) {
    fault('format.policy', `${at}.policy.k`, `at most ${genesis.witnesses.length}`, genesis.policy.k);
  }
}

function openHolds(open: Open, at: string): void {
  requireDistinct(open.tasks.map((task) => task.id), `${at}.tasks`);
  requireDistinct(open.tasks.map((task) => task.plan), `${at}.tasks`);
  open.tasks.forEach((task, i) => taskHolds(task, `${at}.tasks[${i}]`));
}

function taskHolds(task: Task, at: string): void {
  if ((task.attempt === 1) !== (task.prev === null)) {
    fault('format.attempt', `${at}.prev`, task.attempt === 1 ? 'null' : 'the seq of a VOID or SUPERSEDE', task.prev);
  }
  requireAscending(task.strata, (stratum) => stratum.id, `${at}.strata`);
  const over = task.strata.find((stratum) => stratum.num > stratum.den);
  if (over !== undefined) fault('format.ratio', `${at}.strata`, 'num at most den', `${over.num}/${over.den}`);
  // Exact although sizes may come near 2^53.
  const rows = task.strata.reduce((sum, stratum) => sum + BigInt(stratum.n), 0n);
  if (rows !== BigInt(task.register.size)) fault('format.strata-sum', `${at}.strata`, String(task.register.size), String(rows));
  if (task.quota.length !== task.strata.length) {
    fault('format.quota-length', `${at}.quota`, `${task.strata.length} entries`, task.quota.length);
  }
  requireDistinct(task.roles.map((role) => role.role), `${at}.roles`);
  const need = task.roles.reduce((sum, role) => sum + role.need, 0);
  if (need < 2) fault('format.need', `${at}.roles`, 'at least 2 inspectors over all roles', need);
}
