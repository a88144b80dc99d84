import { textOf } from './bytes';

const firstTexts = 128;
const firstBytes = 4096;

/** Numbers the distinct texts of a column, so that a million rows cost one look each and no string. */
export class TextColumn {
  readonly texts: string[] = [];
  private table = new Int32Array(firstTexts * 2).fill(-1);
  private codes = new Int32Array(firstTexts);
  /** The bytes of all texts one after the other, and where each begins; the next one would begin at the last start. */
  private starts = new Uint32Array(firstTexts + 1);
  private bytes = new Uint8Array(firstBytes);
  private view = new DataView(this.bytes.buffer);

  /** `accepts` is asked once for each distinct text. */
  constructor(private readonly accepts: (text: string) => boolean) {}

  /** The number of the text in `source[from…to)`, or -1 where it is not UTF-8 or not accepted. `view` is that of the source. */
  indexOf(source: Uint8Array, view: DataView, from: number, to: number): number {
    const code = codeOf(view, from, to);
    for (let slot = code & (this.table.length - 1); ; slot = (slot + 1) & (this.table.length - 1)) {
      const index = this.table[slot]!;
      if (index < 0) return this.add(source.subarray(from, to), code, slot);
      if (this.codes[index] === code && this.is(index, view, from, to)) return index;
    }
  }

  private is(index: number, view: DataView, from: number, to: number): boolean {
    let at = this.starts[index]!;
    if (this.starts[index + 1]! - at !== to - from) return false;
    const own = this.view;
    let i = from;
    for (; i + 4 <= to; i += 4, at += 4) if (own.getInt32(at, true) !== view.getInt32(i, true)) return false;
    for (; i < to; i++, at++) if (own.getUint8(at) !== view.getUint8(i)) return false;
    return true;
  }

  private add(bytes: Uint8Array, code: number, slot: number): number {
    const text = textOf(bytes);
    if (text === null || !this.accepts(text)) return -1;
    const index = this.texts.push(text) - 1;
    const start = this.starts[index]!;
    if (start + bytes.length > this.bytes.length) this.makeRoomForBytes(start + bytes.length);
    this.bytes.set(bytes, start);
    this.starts[index + 1] = start + bytes.length;
    this.codes[index] = code;
    this.table[slot] = index;
    if (this.texts.length === this.codes.length) this.makeRoomForTexts();
    return index;
  }

  private makeRoomForTexts(): void {
    const size = this.codes.length * 2;
    this.codes = grown(this.codes, new Int32Array(size));
    this.starts = grown(this.starts, new Uint32Array(size + 1));
    this.table = new Int32Array(size * 2).fill(-1);
    for (let index = 0; index < size / 2; index++) {
      let slot = this.codes[index]! & (this.table.length - 1);
      while (this.table[slot]! >= 0) slot = (slot + 1) & (this.table.length - 1);
      this.table[slot] = index;
    }
  }

  private makeRoomForBytes(least: number): void {
    this.bytes = grown(this.bytes, new Uint8Array(Math.max(least, this.bytes.length * 2)));
    this.view = new DataView(this.bytes.buffer);
  }
}

function grown<T extends Int32Array | Uint32Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** FNV-1a over four bytes at a time, with its high bits mixed into the low ones. */
function codeOf(view: DataView, from: number, to: number): number {
  let code = 0x811c9dc5;
  let at = from;
  for (; at + 4 <= to; at += 4) code = Math.imul(code ^ view.getInt32(at, true), 0x01000193);
  for (; at < to; at++) code = Math.imul(code ^ view.getUint8(at), 0x01000193);
  return code ^ (code >>> 15);
}
