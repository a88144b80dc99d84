import { compareUtf8, hex, unhex, utf8 } from './bytes';
import { certificateFile } from './certificate';
import { Contradiction, shown, type Absence, type Finding } from './finding';
import type { Json } from './json';
import { parseJsonFile } from './json';
import { isObject } from './jcs';
import { leafHash, rootOfInclusion } from './merkle';
import { complete, type Steps } from './lanes';
import { alg, type Task } from './records';
import type { OpenReport, Verification } from './report';
import { arrayOf, boolean, constant, eitherEmptyOr, hash, integer, nullOr, object, rowId, ShapeFault, taskId, text, type Of } from './shape';
import { ticket } from './sha256';
import type { Kernel } from './kernel';
import { readRegister } from './register';

const common = { alg: constant(alg), certificate: hash, open: integer(1), task: taskId };
const neighbour = object({ row: text, index: integer(0), path: arrayOf(hash) });
const shapes = {
  PROOF: object({
    ...common, kind: constant('PROOF'), row: text, index: integer(0), size: integer(1), path: arrayOf(hash), drawn: boolean,
    cutoff: eitherEmptyOr(hash),
  }),
  ABSENCE: object({ ...common, kind: constant('ABSENCE'), id: rowId, size: integer(0), left: nullOr(neighbour), right: nullOr(neighbour) }),
};
export type Proof = Of<typeof shapes.PROOF> | Of<typeof shapes.ABSENCE>;
type Neighbour = Of<typeof neighbour>;

/** What an enterprise proof or absence proof says, once it holds. */
export interface ProofStatement {
  readonly id: string;
  readonly open: number;
  readonly task: string;
  readonly present: boolean;
  readonly drawn: boolean;
  readonly stratum: string | null;
  readonly area: string | null;
  readonly key: string | null;
  readonly message: string | null;
  readonly ticket: string | null;
  readonly cutoff: string | null;
}

export interface ProofVerification {
  readonly answer: 'genuine' | 'altered' | 'incomplete';
  readonly finding: Omit<Finding, 'check'> | null;
  readonly missing: readonly Absence[];
  readonly statement: ProofStatement | null;
}

/** Whether a JSON file is a proof rather than a certificate. */
export function isProofFile(bytes: Uint8Array): boolean {
  const parsed = parseJsonFile(bytes);
  return parsed.ok && isObject(parsed.value) && (parsed.value['kind'] === 'PROOF' || parsed.value['kind'] === 'ABSENCE');
}

/**
 * Verifies a proof (end of SSD-1 §7) against what the verification of its certificate gave. The certificate must hold;
 * its tables need not be there, since the proof brings its own row.
 */
export function verifyProof(bytes: Uint8Array, file: string, package_: Verification | null, kernel: Kernel): ProofVerification {
  try {
    const proof = readProof(bytes, file);
    if (package_ === null || (package_.certificate === null && package_.finding === null)) return missing(file, 'missing.certificate', certificateFile);
    return { answer: 'genuine', finding: null, missing: [], statement: check(proof, file, package_, kernel) };
  } catch (error) {
    if (error instanceof Incomplete) return missing(file, error.code, error.what);
    if (!(error instanceof Contradiction)) throw error;
    const { code, where, expected, found } = error;
    return { answer: 'altered', finding: { code, where, expected, found }, missing: [], statement: null };
  }
}

const harmless = new Set(['missing.table', 'missing.file', 'missing.result', 'missing.reopen', 'missing.reresult']);

class Incomplete extends Error {
  constructor(readonly code: string, readonly what: string) {
    super(code);
  }
}

const missing = (file: string, code: string, what: string): ProofVerification =>
  ({ answer: 'incomplete', finding: null, missing: [{ code, where: { file }, what }], statement: null });

function readProof(bytes: Uint8Array, file: string): Proof {
  const parsed = parseJsonFile(bytes);
  if (!parsed.ok) throw new Contradiction(`format.json-${parsed.problem}`, { file, at: `character ${parsed.at + 1}` }, 'JSON as in SSD-1 §1', shown(parsed.found));
  try {
    return read(parsed.value);
  } catch (error) {
    if (!(error instanceof ShapeFault)) throw error;
    throw new Contradiction(error.code, { file, at: error.at }, error.expected, error.found);
  }
}

const read = (value: Json): Proof =>
  isObject(value) && value['kind'] === 'ABSENCE' ? shapes.ABSENCE(value, '') : shapes.PROOF(value, '');

function check(proof: Proof, file: string, package_: Verification, kernel: Kernel): ProofStatement {
  const where = { file, task: proof.task };
  if (package_.finding !== null) {
    const { check: failed, where: place, expected, found } = package_.finding;
    throw new Contradiction('proof.certificate-altered', { ...place, at: failed }, expected, found);
  }
  if (proof.certificate !== package_.certificate) throw new Contradiction('proof.certificate', where, package_.certificate!, proof.certificate);
  // A withheld table does not weaken a proof that brings its own row; anything else that is absent may.
  const gap = package_.missing.find(({ code }) => !harmless.has(code));
  if (gap !== undefined) throw new Incomplete(gap.code, gap.what);
  const open = package_.opens.find(({ seq }) => seq === proof.open);
  if (open === undefined) throw new Contradiction('proof.open', where, package_.opens.map(({ seq }) => seq).join(' '), String(proof.open));
  const own = open.tasks.find(({ task }) => task.id === proof.task);
  if (own === undefined) throw new Contradiction('proof.task', where, open.tasks.map(({ task }) => task.id).join(' '), proof.task);
  const { register } = own.task;
  if (proof.size !== register.size) throw new Contradiction('proof.size', where, String(register.size), String(proof.size));
  return proof.kind === 'PROOF' ? checkPresence(proof, file, open, own, kernel) : checkAbsence(proof, file, own.task, kernel);
}

function checkPresence(proof: Of<typeof shapes.PROOF>, file: string, open: OpenReport, own: OpenReport['tasks'][number], kernel: Kernel): ProofStatement {
  const { task } = own;
  const where = { file, task: task.id };
  checkRow({ row: proof.row, index: proof.index, path: proof.path }, 'row', file, task, kernel);
  const [id, stratum, area, salt] = proof.row.split('|');
  if (open.seed === null || own.objectKey === null) throw new Incomplete('missing.result', `RESULT of OPEN ${open.seq}`);
  const h = task.strata.findIndex((candidate) => candidate.id === stratum);
  const cutoff = own.cutoffs[h];
  if (cutoff === undefined) throw new Contradiction('proof.stratum', where, task.strata.map((candidate) => candidate.id).join(' '), stratum!);
  if (proof.cutoff !== cutoff) throw new Contradiction('proof.cutoff', where, cutoff || '""', proof.cutoff || '""');
  const message = salt === undefined ? id! : `${id}|${salt}`;
  const computed = ticket(own.objectKey, message);
  const drawn = computed <= cutoff;
  if (proof.drawn !== drawn) throw new Contradiction('proof.drawn', where, String(drawn), String(proof.drawn));
  return {
    id: id!, open: open.seq, task: task.id, present: true, drawn, stratum: stratum!, area: area!, key: own.objectKey, message, ticket: computed, cutoff,
  };
}

function checkAbsence(proof: Of<typeof shapes.ABSENCE>, file: string, task: Task, kernel: Kernel): ProofStatement {
  const { id, left, right, size } = proof;
  const where = { file, task: task.id };
  if (left !== null) checkRow(left, 'left', file, task, kernel);
  if (right !== null) checkRow(right, 'right', file, task, kernel);
  const between = left === null ? 0 : left.index + 1;
  const expected = right === null ? size : right.index;
  if (between !== expected) throw new Contradiction('proof.neighbours', where, 'two neighbouring rows', `${left?.index ?? '—'} and ${right?.index ?? '—'} of ${size}`);
  if (left !== null && !below(left.row, `${id}|`)) throw new Contradiction('proof.left', where, `below ${id}|`, shown(left.row));
  if (right !== null && (!below(`${id}|`, right.row) || right.row.startsWith(`${id}|`))) {
    throw new Contradiction('proof.right', where, `above every row of ${id}`, shown(right.row));
  }
  return {
    id, open: proof.open, task: task.id, present: false, drawn: false, stratum: null, area: null, key: null, message: null, ticket: null, cutoff: null,
  };
}

function checkRow({ row, index, path }: Neighbour, at: string, file: string, task: Task, kernel: Kernel): void {
  const where = { file, task: task.id, at };
  const bytes = utf8(row);
  // A row is one line; the reader of registers knows its shape.
  if (row.includes('\n')) throw new Contradiction('tables.row', where, 'one row', shown(row));
  complete(readRegister(kernel, utf8(`${row}\n`), task.profile, where) as Steps<unknown>);
  const root = rootOfInclusion(leafHash(bytes), index, task.register.size, path.map(unhex));
  if (root === null) throw new Contradiction('proof.path', where, `a path of row ${index} in ${task.register.size}`, `${path.length} hashes`);
  if (hex(root) !== task.register.root) throw new Contradiction('proof.root', where, task.register.root, hex(root));
}

/** Whether one row comes before another by UTF-8 bytes. */
function below(a: string, b: string): boolean {
  return compareUtf8(a, b) < 0;
}
