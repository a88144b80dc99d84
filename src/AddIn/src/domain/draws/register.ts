import { Contradiction, type Where } from './finding';
import { NameColumn } from './interner';
import type { Kernel } from './kernel';
import { rootOfRows, type Steps } from './lanes';
import type { Profile, Task } from './records';
import { idLength, type Rows } from './rows';
import { checkRise, rowFault, rowsOf, type Table } from './tables';

const pipe = 0x7c;
const stepRows = 32_768;
const saltLength = 32;

export interface Register extends Table {
  readonly profile: Profile;
  /** End of the id of each row. */
  readonly idTo: Uint32Array;
  /** Stratum and area of each row, as numbers into the name columns. */
  readonly stratum: Int32Array;
  readonly area: Int32Array;
  readonly strata: readonly string[];
  readonly areas: readonly string[];
}

export function* readRegister(kernel: Kernel, bytes: Uint8Array, profile: Profile, where: Where): Steps<Register> {
  const rows = rowsOf(bytes, where);
  const { source, from, to, count } = rows;
  const columns = new Columns(rows, profile, where);
  for (let first = 0; first < count; first += stepRows) {
    columns.read(first, Math.min(first + stepRows, count));
    yield { step: 'register', done: first, of: count };
  }
  const root = yield* rootOfRows(kernel, { source, count, from, rowEnd: to }, 'register');
  const { idTo, stratum, area, strata, areas } = columns;
  return { rows, root, profile, idTo, stratum, area, strata: strata.names, areas: areas.names };
}

/** What the rows of a register say, read some at a time by plain loops, which engines make fast sooner than one long generator. */
class Columns {
  readonly idTo: Uint32Array;
  readonly stratum: Int32Array;
  readonly area: Int32Array;
  readonly strata = new NameColumn();
  readonly areas = new NameColumn();

  constructor(private readonly rows: Rows, private readonly profile: Profile, private readonly where: Where) {
    this.idTo = new Uint32Array(rows.count);
    this.stratum = new Int32Array(rows.count);
    this.area = new Int32Array(rows.count);
  }

  read(first: number, last: number): void {
    for (let row = first; row < last; row++) {
      if (!this.readRow(row)) throw rowFault(this.rows, row, this.profile === 'salted' ? 'id|stratum|area|salt' : 'id|stratum|area', this.where);
      checkRise(this.rows, row, this.idTo, this.where);
    }
  }

  /** False where the row has not the shape of its profile. */
  private readRow(row: number): boolean {
    const { source, view, from, to } = this.rows;
    const start = from[row]!;
    const end = to[row]!;
    const length = idLength(source, start, end);
    if (length === 0) return false;
    this.idTo[row] = start + length;
    const areaTo = this.profile === 'salted' ? end - saltLength - 1 : end;
    const stratumFrom = start + length + 1;
    let stratumTo = stratumFrom;
    while (stratumTo < areaTo && source[stratumTo] !== pipe) stratumTo++;
    if (stratumTo === stratumFrom || stratumTo >= areaTo || (this.profile === 'salted' && !isSalt(source, areaTo, end))) return false;
    const stratum = (this.stratum[row] = this.strata.indexOf(source, view, stratumFrom, stratumTo));
    const area = (this.area[row] = this.areas.indexOf(source, view, stratumTo + 1, areaTo));
    return stratum >= 0 && area >= 0;
  }
}

function isSalt(source: Uint8Array, separator: number, end: number): boolean {
  if (source[separator] !== pipe) return false;
  for (let at = separator + 1; at < end; at++) {
    const byte = source[at]!;
    if (!((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66))) return false;
  }
  return true;
}

/** The strata of an OPEN are those of its register, each with its number of rows (§3). */
export function checkStrata({ stratum, strata }: Register, task: Task, where: Where): void {
  const counts = new Float64Array(strata.length);
  for (let row = 0; row < stratum.length; row++) counts[stratum[row]!]!++;
  const byName = new Map(strata.map((name, number) => [name, counts[number]!]));
  for (const { id, n } of task.strata) {
    const found = byName.get(id) ?? 0;
    if (found !== n) throw new Contradiction('tables.strata', { ...where, at: id }, String(n), String(found));
    byName.delete(id);
  }
  const [unknown] = byName.keys();
  if (unknown !== undefined) throw new Contradiction('tables.strata', { ...where, at: unknown }, '0', String(byName.get(unknown)));
}
