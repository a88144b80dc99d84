import { textOf } from './bytes';
import { isName } from './shape';

const separator = 0x7c;

/** Numbers the distinct names of a column, so that a million rows cost one look each and no string. */
export class NameColumn {
  readonly names: string[] = [];
  private readonly views: DataView[] = [];
  private table = new Int32Array(256).fill(-1);
  private last = -1;

  /** The number of the name in `source[from…to)`, or -1 where it is no name of SSD-1 §1. `view` is that of the source. */
  indexOf(source: Uint8Array, view: DataView, from: number, to: number): number {
    if (this.last >= 0 && same(this.views[this.last]!, view, from, to)) return this.last;
    let slot = codeOf(view, from, to) & (this.table.length - 1);
    for (;;) {
      const index = this.table[slot]!;
      if (index < 0) return (this.last = this.add(new Uint8Array(source.subarray(from, to)), slot));
      if (same(this.views[index]!, view, from, to)) return (this.last = index);
      slot = (slot + 1) & (this.table.length - 1);
    }
  }

  /** Where the name found last ends if it stands at `from` too, before a separator; otherwise where the next separator is, or `to`. */
  endOf(source: Uint8Array, view: DataView, from: number, to: number): number {
    const known = this.last < 0 ? to : from + this.views[this.last]!.byteLength;
    if (known < to && source[known] === separator && same(this.views[this.last]!, view, from, known)) return known;
    let at = from;
    while (at < to && source[at] !== separator) at++;
    return at;
  }

  private add(bytes: Uint8Array<ArrayBuffer>, slot: number): number {
    const name = textOf(bytes);
    if (name === null || (bytes.length > 0 && !isName(name))) return -1;
    const index = this.names.push(name) - 1;
    this.views.push(new DataView(bytes.buffer));
    this.table[slot] = index;
    if (this.names.length * 2 > this.table.length) this.grow();
    return index;
  }

  private grow(): void {
    this.table = new Int32Array(this.table.length * 2).fill(-1);
    this.views.forEach((view, index) => {
      let slot = codeOf(view, 0, view.byteLength) & (this.table.length - 1);
      while (this.table[slot]! >= 0) slot = (slot + 1) & (this.table.length - 1);
      this.table[slot] = index;
    });
  }
}

/** FNV-1a over four bytes at a time, with its high bits mixed into the low ones. */
function codeOf(view: DataView, from: number, to: number): number {
  let code = 0x811c9dc5;
  let at = from;
  for (; at + 4 <= to; at += 4) code = Math.imul(code ^ view.getInt32(at, true), 0x01000193);
  for (; at < to; at++) code = Math.imul(code ^ view.getUint8(at), 0x01000193);
  return code ^ (code >>> 15);
}

function same(name: DataView, view: DataView, from: number, to: number): boolean {
  const length = name.byteLength;
  if (length !== to - from) return false;
  let i = 0;
  for (; i + 4 <= length; i += 4) if (name.getInt32(i, true) !== view.getInt32(from + i, true)) return false;
  for (; i < length; i++) if (name.getUint8(i) !== view.getUint8(from + i)) return false;
  return true;
}
