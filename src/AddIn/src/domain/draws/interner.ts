import { textOf } from './bytes';
import { isName } from './shape';

/** Numbers the distinct names of a column, so that a million rows cost one look each and no string. */
export class NameColumn {
  readonly names: string[] = [];
  private readonly bytes: Uint8Array[] = [];
  private table = new Int32Array(256).fill(-1);

  /** The number of the name in `source[from…to)`, or -1 where it is no name of SSD-1 §1. */
  indexOf(source: Uint8Array, from: number, to: number): number {
    let code = 0x811c9dc5; // FNV-1a
    for (let at = from; at < to; at++) code = Math.imul(code ^ source[at]!, 0x01000193);
    let slot = code & (this.table.length - 1);
    for (;;) {
      const index = this.table[slot]!;
      if (index < 0) return this.add(source.slice(from, to), slot);
      if (same(this.bytes[index]!, source, from, to)) return index;
      slot = (slot + 1) & (this.table.length - 1);
    }
  }

  private add(bytes: Uint8Array, slot: number): number {
    const name = textOf(bytes);
    if (name === null || (bytes.length > 0 && !isName(name))) return -1;
    const index = this.names.push(name) - 1;
    this.bytes.push(bytes);
    this.table[slot] = index;
    if (this.names.length * 2 > this.table.length) this.grow();
    return index;
  }

  private grow(): void {
    const known = this.bytes.splice(0);
    const names = this.names.splice(0);
    this.table = new Int32Array(this.table.length * 2).fill(-1);
    known.forEach((bytes, i) => {
      let code = 0x811c9dc5;
      for (const byte of bytes) code = Math.imul(code ^ byte, 0x01000193);
      let slot = code & (this.table.length - 1);
      while (this.table[slot]! >= 0) slot = (slot + 1) & (this.table.length - 1);
      this.table[slot] = i;
      this.bytes.push(bytes);
      this.names.push(names[i]!);
    });
  }
}

function same(name: Uint8Array, source: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let i = 0; i < name.length; i++) if (name[i] !== source[from + i]) return false;
  return true;
}
