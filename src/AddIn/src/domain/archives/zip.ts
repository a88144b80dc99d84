import { inflate } from './inflate';

/** Bounds that keep a hostile archive from filling memory. */
export const zipLimits = { entries: 10_000, fileBytes: 1 << 30, totalBytes: 2 ** 31 } as const;

export type ZipResult =
  | { readonly ok: true; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly ok: false; readonly code: ZipProblem; readonly entry: string; readonly expected: string; readonly found: string };

export type ZipProblem =
  | 'zip.not-a-zip' | 'zip.duplicate' | 'zip.encrypted' | 'zip.method' | 'zip.zip64' | 'zip.too-many' | 'zip.too-large' | 'zip.damaged' | 'zip.overlap';

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly header: number;
}

class Refused extends Error {
  constructor(readonly code: ZipProblem, readonly entry: string, readonly expected: string, readonly found: string) {
    super(code);
  }
}

const decoder = new TextDecoder('utf-8');

/** Files of a .zip by their whole names (PKWARE APPNOTE 6.3.10); folders are left out. */
export function readZip(bytes: Uint8Array): ZipResult {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entries = directory(bytes, view);
    checkEntries(entries);
    return { ok: true, files: new Map(extents(view, entries).map(({ entry, from }) => [entry.name, content(bytes, entry, from)])) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, code: error.code, entry: error.entry, expected: error.expected, found: error.found };
  }
}

export const looksLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

function directory(bytes: Uint8Array, view: DataView): Entry[] {
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || size === 0xffff_ffff || at === 0xffff_ffff) throw new Refused('zip.zip64', '', 'a .zip below 4 GB', 'Zip64');
  if (count > zipLimits.entries) throw new Refused('zip.too-many', '', `at most ${zipLimits.entries} files`, String(count));
  const from = at;
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x0201_4b50) throw damaged('', 'central directory');
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw damaged('', 'central directory');
    entries.push({
      name: decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      header: view.getUint32(at + 42, true),
    });
    at = next;
  }
  if (at - from !== size || at !== end) throw damaged('', 'central directory');
  return entries;
}

function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x0605_4b50 && at + 22 + view.getUint16(at + 20, true) === view.byteLength) {
      const whole = view.getUint32(at + 4, true) === 0 && view.getUint16(at + 8, true) === view.getUint16(at + 10, true);
      if (whole) return at;
    }
  }
  throw new Refused('zip.not-a-zip', '', 'a .zip file', `${view.byteLength} bytes`);
}

function checkEntries(entries: readonly Entry[]): void {
  const names = new Set<string>();
  let total = 0;
  for (const { name, flags, method, size, packed } of entries) {
    if (names.has(name)) throw new Refused('zip.duplicate', name, 'no name twice', name);
    names.add(name);
    if ((flags & 0x2041) !== 0) throw new Refused('zip.encrypted', name, 'files without password', 'encrypted');
    if (method !== 0 && method !== 8) throw new Refused('zip.method', name, 'stored or deflated', `method ${method}`);
    if (size === 0xffff_ffff || packed === 0xffff_ffff) throw new Refused('zip.zip64', name, 'a .zip below 4 GB', 'Zip64');
    total += size;
    if (size > zipLimits.fileBytes || total > zipLimits.totalBytes) {
      throw new Refused('zip.too-large', name, `at most ${zipLimits.fileBytes} bytes per file and ${zipLimits.totalBytes} in all`, String(size));
    }
  }
}

/** Where the data of each file begins. Files that share bytes are how a small archive pretends to be a huge one. */
function extents(view: DataView, entries: readonly Entry[]): { entry: Entry; from: number }[] {
  const found = entries.map((entry) => {
    const { name, header } = entry;
    if (header + 30 > view.byteLength || view.getUint32(header, true) !== 0x0403_4b50) throw damaged(name, 'local header');
    const nameLength = view.getUint16(header + 26, true);
    const from = header + 30 + nameLength + view.getUint16(header + 28, true);
    if (from + entry.packed > view.byteLength) throw damaged(name, 'file data');
    const local = decoder.decode(new Uint8Array(view.buffer, view.byteOffset + header + 30, nameLength));
    if (local !== name) throw damaged(name, `local name ${local}`);
    return { entry, from };
  });
  const inOrder = [...found].sort((a, b) => a.entry.header - b.entry.header);
  inOrder.forEach(({ entry }, i) => {
    const before = inOrder[i - 1];
    if (before !== undefined && entry.header < before.from + before.entry.packed) {
      throw new Refused('zip.overlap', entry.name, 'files one after the other', `${before.entry.name} reaches into it`);
    }
  });
  return found.filter(({ entry }) => !entry.name.endsWith('/'));
}

function content(bytes: Uint8Array, entry: Entry, from: number): Uint8Array {
  const packed = bytes.subarray(from, from + entry.packed);
  const data = entry.method === 0 ? packed : inflate(packed, entry.size);
  if (data?.length !== entry.size || crc32(data) !== entry.crc) throw damaged(entry.name, 'file data');
  return data;
}

const damaged = (entry: string, found: string): Refused => new Refused('zip.damaged', entry, 'an undamaged .zip', found);

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1;
  return value;
});

export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ crcTable[(crc ^ byte) & 0xff]!;
  return ~crc >>> 0;
}
