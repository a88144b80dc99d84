import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../src/domain/archives/zip';
import { concat, utf8 } from '../../src/domain/draws/bytes';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly stored?: boolean;
  /** What the central directory claims instead of the truth. */
  readonly claim?: Partial<{ size: number; crc: number; flags: number; method: number; name: string }>;
}

/** A .zip as ordinary programs write it, or with entries that lie. */
export function zipOf(files: ReadonlyMap<string, Uint8Array> | readonly ZipEntry[]): Uint8Array {
  const entries: readonly ZipEntry[] = files instanceof Map ? Array.from(files, ([name, bytes]) => ({ name, bytes })) : (files as readonly ZipEntry[]);
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes, stored = false, claim = {} } of entries) {
    const data = stored ? bytes : new Uint8Array(deflateRawSync(bytes));
    const method = claim.method ?? (stored ? 0 : 8);
    const local = concat(header(0x0403_4b50, [20, 0x800, method, 0, 0], [crc32(bytes), data.length, bytes.length], [utf8(name).length, 0]), utf8(name), data);
    const listed = utf8(claim.name ?? name);
    central.push(concat(
      header(0x0201_4b50, [20, 20, claim.flags ?? 0x800, method, 0, 0], [claim.crc ?? crc32(bytes), data.length, claim.size ?? bytes.length], [listed.length, 0, 0, 0, 0, 0, 0]),
      dword(at), listed));
    locals.push(local);
    at += local.length;
  }
  const directory = concat(...central);
  return concat(...locals, directory, header(0x0605_4b50, [0, 0, entries.length, entries.length], [directory.length, at], [0]));
}

function header(signature: number, first: readonly number[], longs: readonly number[], last: readonly number[]): Uint8Array {
  return concat(dword(signature), ...first.map(word), ...longs.map(dword), ...last.map(word));
}

const word = (value: number): Uint8Array => Uint8Array.of(value & 0xff, value >>> 8);
const dword = (value: number): Uint8Array => Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24);
