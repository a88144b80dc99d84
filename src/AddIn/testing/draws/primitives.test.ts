import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { base64Bytes, compareUtf8, hex, utf8 } from '../../src/domain/draws/bytes';
import { canonical } from '../../src/domain/draws/jcs';
import { parseJson, parseJsonFile } from '../../src/domain/draws/json';
import { isConsistent, leafHash, nodeHash, rootOfInclusion, treeRoot } from '../../src/domain/draws/merkle';
import { publicKey, verifySignature } from '../../src/domain/draws/p256';
import { sha256, Sha256, ticket } from '../../src/domain/draws/sha256';

const platformHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('SHA-256', () => {
  it('equals the platform for every length around block ends', () => {
    for (let length = 0; length <= 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 131 + length) & 0xff);
      expect(hex(sha256(bytes))).toBe(platformHash(bytes));
    }
  });

  it('does not depend on how the input is cut', () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i & 0xff);
    for (const piece of [1, 7, 63, 64, 65, 999]) {
      const running = new Sha256();
      for (let at = 0; at < bytes.length; at += piece) running.update(bytes.subarray(at, at + piece));
      expect(hex(running.digest())).toBe(platformHash(bytes));
    }
  });

  it('gives the ticket of printf %s%s | sha256sum', () => {
    const key = 'ab'.repeat(32);
    expect(ticket(key, '91130400MA0047514R')).toBe(platformHash(utf8(`${key}91130400MA0047514R`)));
  });
});

describe('ECDSA P-256', () => {
  const { privateKey, publicKey: issued } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = publicKey(new Uint8Array(issued.export({ format: 'der', type: 'spki' })))!;
  const sign = (message: string): Uint8Array => new Uint8Array(createSign('sha256').update(message).sign(privateKey));

  it('accepts what the platform signs', () => {
    for (let i = 0; i < 10; i++) expect(verifySignature(key, utf8(`note ${i}`), sign(`note ${i}`))).toBe(true);
  });

  it('refuses another text, and every changed byte of a signature', () => {
    const der = sign('note');
    expect(verifySignature(key, utf8('Note'), der)).toBe(false);
    for (let at = 0; at < der.length; at++) {
      const changed = der.slice();
      changed[at]! ^= 1;
      expect(verifySignature(key, utf8('note'), changed)).toBe(false);
    }
  });

  it('refuses DER that is not strict', () => {
    const der = sign('note');
    const length = der[3]!;
    const padded = Uint8Array.from([0x30, der[1]! + 1, 2, length + 1, 0, ...der.slice(4)]);
    const longForm = Uint8Array.from([0x30, 0x81, ...der.slice(1)]);
    for (const wrong of [padded, longForm, Uint8Array.from([...der, 0]), der.slice(0, -1), new Uint8Array(0)]) {
      expect(verifySignature(key, utf8('note'), wrong)).toBe(false);
    }
  });

  it('refuses r and s of zero, and keys that are no point of the curve', () => {
    expect(verifySignature(key, utf8('note'), Uint8Array.from([0x30, 6, 2, 1, 0, 2, 1, 0]))).toBe(false);
    expect(verifySignature(key, utf8('note'), Uint8Array.from([0x30, 6, 2, 1, 1, 2, 1, 0]))).toBe(false);
    const spki = new Uint8Array(issued.export({ format: 'der', type: 'spki' }));
    spki[90]! ^= 1;
    expect(publicKey(spki)).toBeNull();
    expect(publicKey(spki.slice(0, 90))).toBeNull();
  });
});

describe('Merkle trees', () => {
  const leaves = Array.from({ length: 40 }, (_, i) => leafHash(utf8(`row ${i}`)));
  const split = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);
  // RFC 6962 §2.1 word for word, as the independent definition.
  const root = (list: readonly Uint8Array[]): Uint8Array => list.length === 1 ? list[0]! : nodeHash(root(list.slice(0, split(list.length))), root(list.slice(split(list.length))));
  const path = (m: number, list: readonly Uint8Array[]): Uint8Array[] => {
    if (list.length === 1) return [];
    const k = split(list.length);
    return m < k ? [...path(m, list.slice(0, k)), root(list.slice(k))] : [...path(m - k, list.slice(k)), root(list.slice(0, k))];
  };
  const proof = (m: number, list: readonly Uint8Array[], whole: boolean): Uint8Array[] => {
    if (m === list.length) return whole ? [] : [root(list)];
    const k = split(list.length);
    return m <= k
      ? [...proof(m, list.slice(0, k), whole), root(list.slice(k))]
      : [...proof(m - k, list.slice(k), false), root(list.slice(0, k))];
  };

  it('of every size have the root, paths and consistency proofs of RFC 6962', () => {
    for (let size = 1; size <= leaves.length; size++) {
      const list = leaves.slice(0, size);
      const expected = hex(root(list));
      expect(hex(treeRoot(list))).toBe(expected);
      for (let m = 0; m < size; m++) {
        const steps = path(m, list);
        expect(hex(rootOfInclusion(list[m]!, m, size, steps)!)).toBe(expected);
        expect(rootOfInclusion(list[m]!, m, size, [...steps, list[0]!])).toBeNull();
        expect(steps.length > 0 && rootOfInclusion(list[m]!, m, size, steps.slice(1)) !== null).toBe(false);
      }
      for (let m = 1; m <= size; m++) {
        const old = root(list.slice(0, m));
        const steps = proof(m, list, true);
        expect(isConsistent(m, old, size, root(list), steps)).toBe(true);
        expect(isConsistent(m, old, size, root(list), [...steps, old])).toBe(false);
        expect(isConsistent(m, leaves[39]!, size, root(list), steps)).toBe(false);
      }
    }
  });

  it('of nothing is the hash of nothing', () => {
    expect(hex(treeRoot([]))).toBe(platformHash(new Uint8Array(0)));
  });
});

describe('JSON of SSD-1', () => {
  const refused: [string, string][] = [
    ['{"a":1,"a":2}', 'duplicate-key'], ['{"a":1,"\\u0061":2}', 'duplicate-key'], ['1.0', 'number'], ['1e0', 'number'], ['-0', 'number'],
    ['9007199254740992', 'number'], ['01', 'trailing'], ['+1', 'syntax'], ['"e\u0301"', 'not-nfc'], ['"\\ud800"', 'surrogate'],
    ['"\\udc00\\ud800"', 'surrogate'], ['"\u0007"', 'syntax'], ['[1,]', 'syntax'], ['{"a":1,}', 'syntax'], ['{} x', 'trailing'],
    ['', 'syntax'], ['tru', 'syntax'], ['NaN', 'syntax'], ["'a'", 'syntax'], ['"\\x"', 'syntax'], ['\u00a01', 'syntax'], ['"a', 'syntax'],
    ['['.repeat(100), 'depth'], ['{"__proto__":1,"__proto__":2}', 'duplicate-key'],
  ];

  it.each(refused)('refuses %s', (text, problem) => {
    expect(parseJson(text)).toMatchObject({ ok: false, problem });
  });

  it('reads the rest whatever its formatting', () => {
    const text = ' {"b" : [ true,false , null,-12, 9007199254740991 ],\r\n\t"a":"\\u00e9\\n\\/\\ud83d\\ude00" } \n';
    expect(parseJson(text)).toEqual({ ok: true, value: { b: [true, false, null, -12, 9007199254740991], a: 'é\n/😀' } });
  });

  it('is UTF-8 without byte order mark', () => {
    expect(parseJsonFile(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ ok: false, problem: 'encoding' });
    expect(parseJsonFile(Uint8Array.of(0x22, 0xc0, 0x80, 0x22))).toMatchObject({ ok: false, problem: 'encoding' });
    expect(parseJsonFile(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31))).toMatchObject({ ok: false, problem: 'byte-order-mark' });
  });

  it('is written as RFC 8785 does, keys by UTF-16 units', () => {
    expect(canonical({ '\ufb33': 1, '😀': 2, a: '\u0000\b\u001f"\\/é', A: [] })).toBe('{"A":[],"a":"\\u0000\\b\\u001f\\"\\\\/é","😀":2,"\ufb33":1}');
  });
});

describe('byte order and base64', () => {
  it('orders by code point where UTF-16 would not', () => {
    expect(compareUtf8('\uffee', '😀')).toBeLessThan(0);
    expect(['一', 'a', '', '😀', '\ue000'].sort(compareUtf8)).toEqual(['', 'a', '一', '\ue000', '😀']);
  });

  it('takes canonical base64 only', () => {
    expect(base64Bytes('AAEC')).toEqual(Uint8Array.of(0, 1, 2));
    expect(base64Bytes('AAE=')).toEqual(Uint8Array.of(0, 1));
    for (const wrong of ['AAF=', 'AB==', 'AAE', 'AA=E', 'AA E', 'AA-_', '====', 'A===', 'AAE=\n']) expect(base64Bytes(wrong)).toBeNull();
  });
});
