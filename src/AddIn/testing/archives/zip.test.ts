import { deflateRawSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../src/domain/archives/inflate';
import { looksLikeZip, readZip } from '../../src/domain/archives/zip';
import { utf8 } from '../../src/domain/draws/bytes';
import { zipOf, type ZipEntry } from './zipOf';

const noise = (length: number): Uint8Array => {
  let state = 7;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff) >>> 16);
};
const rows = utf8(Array.from({ length: 5000 }, (_, i) => `9113${i * 7919}|低风险|城关所\n`).join(''));

describe('inflate', () => {
  const samples: [string, Uint8Array][] = [
    ['nothing', new Uint8Array(0)], ['one byte', Uint8Array.of(65)], ['rows', rows], ['noise', noise(100_000)], ['a long run', new Uint8Array(300_000).fill(97)],
  ];
  const ways = [0, 1, 6, 9].flatMap((level) => [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE].map((strategy) => ({ level, strategy })));

  it.each(samples)('gives back %s however it was deflated', (_, bytes) => {
    for (const way of ways) {
      const own = inflate(new Uint8Array(deflateRawSync(bytes, way)), bytes.length);
      expect(own !== null && Buffer.compare(own, bytes) === 0).toBe(true);
    }
  });

  it('refuses a stream that gives more, less, or goes on', () => {
    const packed = new Uint8Array(deflateRawSync(rows));
    expect(inflate(packed, rows.length - 1)).toBeNull();
    expect(inflate(packed, rows.length + 1)).toBeNull();
    expect(inflate(Uint8Array.from([...packed, 0]), rows.length)).toBeNull();
    expect(inflate(packed.subarray(0, -1), rows.length)).toBeNull();
  });

  it('ends on every damaged stream, without an error and without more than was asked for', () => {
    const packed = new Uint8Array(deflateRawSync(rows.subarray(0, 3000)));
    for (let at = 0; at < packed.length; at++) {
      for (const bit of [1, 16, 128]) {
        const damaged = packed.slice();
        damaged[at]! ^= bit;
        const own = inflate(damaged, 3000);
        expect(own === null || own.length === 3000).toBe(true);
      }
    }
  });
});

describe('a .zip', () => {
  const files = new Map([['certificate.json', utf8('{}')], ['名录.txt', rows], ['empty.txt', new Uint8Array(0)]]);
  const refusal = (entries: readonly ZipEntry[]): string => {
    const result = readZip(zipOf(entries));
    return result.ok ? 'accepted' : `${result.code} ${result.entry}`;
  };
  const one = { name: 'a.txt', bytes: utf8('hello') };

  it('gives its files, stored or deflated', () => {
    for (const stored of [false, true]) {
      const result = readZip(zipOf(Array.from(files, ([name, bytes]) => ({ name, bytes, stored }))));
      expect(result.ok && [...result.files.keys()]).toEqual([...files.keys()]);
      expect(result.ok && Buffer.compare(result.files.get('名录.txt')!, rows)).toBe(0);
    }
    expect(looksLikeZip(zipOf(files))).toBe(true);
    expect(looksLikeZip(utf8('{"a":1}'))).toBe(false);
  });

  it('is refused with a name twice, a password, another method, or contents that are not what it says', () => {
    expect(refusal([one, one])).toBe('zip.duplicate a.txt');
    expect(refusal([{ ...one, claim: { flags: 1 } }])).toBe('zip.encrypted a.txt');
    expect(refusal([{ ...one, claim: { method: 12 } }])).toBe('zip.method a.txt');
    expect(refusal([{ ...one, claim: { crc: 1 } }])).toBe('zip.damaged a.txt');
    expect(refusal([{ ...one, claim: { size: 4 } }])).toBe('zip.damaged a.txt');
    expect(refusal([{ ...one, claim: { name: 'b.txt' } }])).toBe('zip.damaged b.txt');
  });

  it('is refused before a bomb goes off', () => {
    expect(refusal([{ ...one, claim: { size: 0x7fff_ffff } }])).toBe('zip.too-large a.txt');
    expect(refusal(Array.from({ length: 3 }, (_, i) => ({ ...one, name: `${i}`, claim: { size: 1 << 30 } })))).toBe('zip.too-large 2');
    expect(refusal([{ ...one, claim: { size: 0xffff_ffff } }])).toBe('zip.zip64 a.txt');
    const overlapping = zipOf([one, { ...one, name: 'b.txt' }]);
    const view = new DataView(overlapping.buffer);
    const second = overlapping.length - 22 - 46 - 5 + 42;
    view.setUint32(second, 0, true);
    expect(readZip(overlapping)).toMatchObject({ ok: false });
  });

  it('is refused wherever it is cut', () => {
    const whole = zipOf(files);
    for (let length = 0; length < whole.length; length += 97) expect(readZip(whole.slice(0, length)).ok).toBe(false);
  });

  it('with any byte changed is refused or gives other names, never other contents', () => {
    const whole = zipOf(new Map([['certificate.json', utf8('{"a":"bcdefghijk"}')]]));
    for (let at = 0; at < whole.length; at++) {
      const damaged = whole.slice();
      damaged[at]! ^= 4;
      const result = readZip(damaged);
      const text = result.ok ? new TextDecoder().decode(result.files.get('certificate.json')) : '';
      expect(['', '{"a":"bcdefghijk"}']).toContain(text);
    }
  });
});
