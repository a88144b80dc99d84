import { textOf } from './bytes';
import type { Where } from './finding';
import { TextColumn } from './interner';
import type { Kernel, Messages } from './kernel';
import { hashMessages, keyStart, nodesOfRows, type Steps } from './lanes';
import type { Profile } from './records';
import { commonLength, idLength, pipe, type Rows } from './rows';
import { isName } from './shape';
import { checkRise, rowFault, rowsOf } from './tables';

const stepRows = 32_768;
const saltLength = 32;

/** What a part of a register says about its rows, once they hold. */
export interface PartFacts {
  readonly count: number;
  /** Roots of the subtrees over every full batch of rows, eight words each; the last may be smaller. */
  readonly nodes: Int32Array;
  /** Rows of each stratum, strata as they first occur. */
  readonly strata: readonly (readonly [name: string, rows: number])[];
}

/** Rows whose tickets begin low enough, with the first 32 bits of these tickets. */
export interface Candidates {
  readonly rows: readonly string[];
  readonly heads: Uint32Array;
}

/** The largest head of each stratum that is asked for. */
export type Limits = ReadonlyMap<string, number>;

/** Consecutive rows of a register, from a multiple of the batch size on: all of them, or what one of several readers has taken. */
export class RegisterPart {
  private heads: { readonly key: string; readonly of: Uint32Array } | null = null;

  private constructor(private readonly kernel: Kernel, private readonly rows: Rows, private readonly columns: Columns, readonly facts: PartFacts) {}

  static *read(kernel: Kernel, bytes: Uint8Array, profile: Profile, where: Where): Steps<RegisterPart> {
    const rows = rowsOf(kernel, bytes, where);
    const { source, from, to, count } = rows;
    const columns = new Columns(rows, profile, where);
    for (let first = 0; first < count; first += stepRows) {
      columns.read(first, Math.min(first + stepRows, count));
      yield { step: 'register', done: first, of: count };
    }
    const nodes = yield* nodesOfRows(kernel, { source, count, from, rowEnd: to }, 'register');
    return new RegisterPart(kernel, rows, columns, { count, nodes, strata: columns.rowsOfStrata() });
  }

  /** The rows whose tickets under a key begin with at most the limit of their stratum; other strata are left out. */
  *candidates(key: string, limits: Limits): Steps<Candidates> {
    const heads = yield* this.headsUnder(key);
    const { rows: { source, from, to }, columns: { stratum }, facts: { strata } } = this;
    const most = Float64Array.from(strata, ([name]) => limits.get(name) ?? -1);
    const rows: string[] = [];
    const found: number[] = [];
    for (let row = 0; row < heads.length; row++) {
      if (heads[row]! > most[stratum[row]!]!) continue;
      rows.push(textOf(source.subarray(from[row], to[row]))!);
      found.push(heads[row]!);
    }
    return { rows, heads: Uint32Array.from(found) };
  }

  private *headsUnder(key: string): Steps<Uint32Array> {
    if (this.heads?.key === key) return this.heads.of;
    const heads = new Uint32Array(this.rows.count);
    yield* hashMessages(this.kernel, this.ticketMessages(), keyStart(key), 'tickets', (first, count) => {
      for (let i = 0; i < count; i++) heads[first + i] = this.kernel.digests[8 * i]!;
    });
    this.heads = { key, of: heads };
    return heads;
  }

  private ticketMessages(): Messages {
    const { rows: { source, count, from, to: rowEnd }, columns: { idTo, profile } } = this;
    const salted = profile === 'salted';
    // id|…|salt: the id with the separator after it, then the salt at the end of the row.
    return { source, count, from, to: salted ? idTo.map((end) => end + 1) : idTo, rowEnd, tail: salted ? saltLength : 0, leaf: false };
  }
}

/** What the rows of a register say, read some at a time by plain loops, which engines make fast sooner than one long generator. */
class Columns {
  /** End of the id of each row. */
  readonly idTo: Uint32Array;
  /** Stratum of each row, as a number into the names. */
  readonly stratum: Int32Array;
  private readonly strata = new Map<string, number>();
  /** Stratum and area of a row are one text: few differ, and one look costs less than two. */
  private readonly places = new TextColumn((text) => this.acceptsPlace(text));
  /** Stratum of each distinct place. */
  private readonly stratumOf: number[] = [];

  constructor(private readonly rows: Rows, readonly profile: Profile, private readonly where: Where) {
    this.idTo = new Uint32Array(rows.count);
    this.stratum = new Int32Array(rows.count);
  }

  read(first: number, last: number): void {
    for (let row = first; row < last; row++) {
      const common = row === 0 ? 0 : commonLength(this.rows, row - 1, row);
      if (!this.readRow(row, common)) throw rowFault(this.rows, row, this.profile === 'salted' ? 'id|stratum|area|salt' : 'id|stratum|area', this.where);
      checkRise(this.rows, row, common, this.idTo, this.where);
    }
  }

  rowsOfStrata(): PartFacts['strata'] {
    const counts = new Float64Array(this.strata.size);
    for (let row = 0; row < this.stratum.length; row++) counts[this.stratum[row]!]!++;
    return Array.from(this.strata, ([name, number]) => [name, counts[number]!] as const);
  }

  /** False where the row has not the shape of its profile. What its beginning has in common with the row before was looked at there. */
  private readRow(row: number, common: number): boolean {
    const { source, view, from, to } = this.rows;
    const start = from[row]!;
    const end = to[row]!;
    const known = row === 0 ? 0 : Math.min(common, this.idTo[row - 1]! - from[row - 1]!);
    const length = idLength(source, start, end, known);
    const placeFrom = start + length + 1;
    const placeTo = this.profile === 'salted' ? end - saltLength - 1 : end;
    if (length === 0 || placeFrom >= placeTo || (this.profile === 'salted' && !isSalt(source, placeTo, end))) return false;
    const place = this.places.indexOf(source, view, placeFrom, placeTo);
    if (place < 0) return false;
    this.idTo[row] = start + length;
    this.stratum[row] = this.stratumOf[place]!;
    return true;
  }

  /** `stratum|area`, of which only the area may be empty. */
  private acceptsPlace(place: string): boolean {
    const [stratum, area, ...more] = place.split('|') as [string, ...string[]];
    if (!isName(stratum) || area === undefined || (area !== '' && !isName(area)) || more.length > 0) return false;
    const number = this.strata.get(stratum) ?? this.strata.size;
    this.strata.set(stratum, number);
    this.stratumOf.push(number);
    return true;
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
