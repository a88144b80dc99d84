/** Records by what they do, beside the name the protocol gives them. */
const kinds: Readonly<Record<string, string>> = {
  GENESIS: 'beginning of the log', OPEN: 'opening of a draw', CONTRIB: 'throw', REVEAL: 'revealed secret', RESULT: 'result', VOID: 'voiding', SUPERSEDE: 'correction',
  RECUSE: 'recusal', REOPEN: 'opening of a re-draw', RERESULT: 'result of a re-draw', YEAROPEN: 'secrets of the year',
};

/** Names of keys that are not their own words. */
const names: Readonly<Record<string, string>> = {
  n: 'number of rows', num: 'numerator of the ratio', den: 'denominator of the ratio', prev: 'end of the attempt before', by: 'who throws', k: 'number of witnesses',
  alg: 'version of the protocol', seq: 'number of the record', cap: 'most objects each', add: 'slack of the most objects each', need: 'number of inspectors', quals: 'qualifications', expects: 'expected throws',
  in: 'who comes in', out: 'who leaves', id: 'identifier', sha256: 'hash of the file', bytes: 'size of the file', commit: 'commitment', path: 'proof', cutoffs: 'cut-offs', cutoff: 'cut-off', match: 'rule of home and away',
};

/** Lists by one of their members; `#` stands for its number, from 1. */
const members: Readonly<Record<string, string>> = {
  records: 'carried record #', openCheckpoints: 'open checkpoint #', consistency: 'consistency proof #', tables: 'entry # of the tables', tasks: 'task #', expects: 'expected throw #',
  strata: 'stratum #', quota: 'quota of stratum #', roles: 'role #', drawn: 'drawn list of stratum #', cutoffs: 'cut-off of stratum #', teams: 'team #', members: 'member #',
  replacements: 'replacement #', recusals: 'recusal # of the list', witnesses: 'witness #', desks: 'desk #', path: 'hash # of the proof', proof: 'hash # of the proof', opens: 'draw # of the list',
  units: 'unit #', quals: 'qualification #', infeasible: 'object # that cannot be staffed', contributions: 'throw #',
};

const keyEn = (key: string): string => names[key] ?? key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const sayings: readonly (readonly [RegExp, string])[] = [
  [/^size (\d+)$/, 'signed when the log had $1 records'],
  [/^size (?:from )?(\d+)(?:–|-| to )(\d+)$/, 'signed when the log had $1 to $2 records'],
  [/^(\d+) to (\d+)$/, 'from $1 to $2 records'],
  [/^seq (\d+)$/, 'record $1'],
  [/^n (greater than|below) (\d+)$/, 'a position $1 $2'],
  [/^(\d+) cosignatures$/, '$1 signed by witnesses'],
  [/^(\d+) CONTRIB$/, 'throws so far: $1'],
  [/^at least (\d+) millibits$/, 'at least $1 thousandths of a bit'],
  [/^an attempt after (\d+), that of OPEN (\d+)$/, 'an attempt after attempt $1, which record $2 opened'],
  [/^a path of (?:leaf|row) (\d+) in (\d+)$/, 'a proof for number $1 (from 0) of $2'],
];

const exact: Readonly<Record<string, string>> = {
  true: 'drawn', false: 'not drawn', '""': '(empty)', 'a live task': 'a task that has not ended', 'the seq of an OPEN or REOPEN': 'the opening of a draw or re-draw',
  'only records of these draws and openings of their desks': 'only records of these draws and openings by their desks', 'JSON as in SSD-1 §1': 'JSON as the protocol writes it',
};

const kindPattern = new RegExp(String.raw`\b(${Object.keys(kinds).join('|')})(?: (\d+))?\b`, 'g');
const recordsIn = (text: string): string =>
  text.replace(kindPattern, (_, kind: string, seq: string | undefined) => (seq === undefined ? kinds[kind]! : `${kinds[kind]} (record ${seq})`));

export const recordEn = (kind: string, seq: number): string => `record ${seq} (${kinds[kind] === undefined ? kind : `${kinds[kind]}, ${kind}`})`;

/** A place such as `tasks[0].quota[1]`, from the inside out; what is no such place, like the name of a stratum, stays as it is. */
export function withinEn(at: string): string {
  const line = /^(\w+(?:\[\d+\])?) line (\d+)$/.exec(at);
  if (line !== null) return `line ${line[2]} of ${withinEn(line[1]!)}`;
  const named = /^(\w+\[\d+\]) (.+)$/s.exec(at);
  if (named !== null) return `${withinEn(named[1]!)} (${named[2]})`;
  if (!/^[a-z]\w*(?:\[\d+\])?(?:\.\w+(?:\[\d+\])?)*$/.test(at)) return at;
  // A carried record is named by its list.
  return at.replace(/^(records\[\d+\])\.record\b/, '$1').split('.').map((part) => {
    const [, name, index] = /^(\w+)(?:\[(\d+)\])?$/.exec(part)!;
    return index === undefined ? keyEn(name!) : (members[name!] ?? `${keyEn(name!)} #`).replace('#', String(Number(index) + 1));
  }).reverse().join(' of ');
}

/** A value or saying of a finding, for people. */
export function valueEn(code: string, text: string): string {
  if (code === 'format.missing-key' || code === 'format.unknown-key') return keysEn(text);
  if (code === 'order.reopen-recusals' || code === 'proof.open') return /^\d+(?: \d+)*$/.test(text) ? `${text.includes(' ') ? 'records' : 'record'} ${text.split(' ').join(', ')}` : text;
  if (Object.hasOwn(exact, text)) return exact[text]!;
  const saying = sayings.find(([pattern]) => pattern.test(text));
  return saying === undefined ? recordsIn(text) : text.replace(saying[0], saying[1]);
}

function keysEn(text: string): string {
  if (!/^\w+(?: \w+)*$/.test(text)) return `“${text}”`;
  return text.split(' ').map((key) => (keyEn(key) === key ? `“${key}”` : `“${keyEn(key)}” (${key})`)).join(', ');
}

/** What is absent beyond its place; empty where the place says it all. */
export function absentEn(code: string, what: string): string {
  switch (code) {
    case 'missing.table': return what;
    case 'missing.open-checkpoint': return what.replace(/^size (\d+)–(\d+)$/, 'due when the log had $1 to $2 records');
    case 'missing.consistency': return what.replace(/^(\d+)–(\d+)$/, 'from $1 to $2 records');
    case 'missing.attempt': return what.replace(/^OPEN (\d+) in opens$/, 'the draw of record $1');
    case 'missing.previous-end': return what.replace(/^VOID or SUPERSEDE (\d+)$/, 'record $1');
    case 'missing.capacity': return `${what} (objects × inspectors)`;
    default: return '';
  }
}
