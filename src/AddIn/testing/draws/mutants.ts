import { describe, expect, it } from 'vitest';
import { hex, textOf, utf8 } from '../../src/domain/draws/bytes';
import { canonical } from '../../src/domain/draws/jcs';
import { parseJsonFile } from '../../src/domain/draws/json';
import { complete } from '../../src/domain/draws/lanes';
import { verifySignature, type PublicKey } from '../../src/domain/draws/p256';
import { verifyPackage } from '../../src/domain/draws/verify';
import { bestKernel } from '../../src/domain/draws/wasmkernel';
import { answer } from './answers';
import { vectors, type Vector } from './vectors';

const kernel = bestKernel();
const known = new Map<string, boolean>();

/** The same answer as verifySignature, kept for the thousands of mutants that leave the notes alone. */
function rememberedSignature(key: PublicKey, message: Uint8Array, der: Uint8Array): boolean {
  const question = `${key.x} ${hex(message)} ${hex(der)}`;
  let verified = known.get(question);
  if (verified === undefined) known.set(question, (verified = verifySignature(key, message, der)));
  return verified;
}

/** Another character for a character: the next digit or letter, else the neighbouring code point. */
function other(character: string): string {
  if (/[0-9]/.test(character)) return String((Number(character) + 1) % 10);
  if (/[a-z]/.test(character)) return character === 'z' ? 'a' : String.fromCodePoint(character.codePointAt(0)! + 1);
  return String.fromCodePoint(character.codePointAt(0)! ^ 1);
}

/** Every text that differs from a file in one character: each replaced, and every `rare`-th deleted and doubled. */
function* mutants(bytes: Uint8Array, step: number, rare: number): Generator<Uint8Array> {
  let at = 0;
  let count = 0;
  for (const character of textOf(bytes)!) {
    const own = utf8(character);
    const replaced = (middle: Uint8Array): Uint8Array => {
      const mutant = new Uint8Array(bytes.length - own.length + middle.length);
      mutant.set(bytes.subarray(0, at));
      mutant.set(middle, at);
      mutant.set(bytes.subarray(at + own.length), at + middle.length);
      return mutant;
    };
    if (count % step === 0) yield replaced(utf8(other(character)));
    if (count % rare === 0) {
      yield replaced(new Uint8Array(0));
      yield replaced(utf8(character + character));
    }
    at += own.length;
    count++;
  }
}

/** The only mutants that may pass: certificate.json with the same parsed value, differing in formatting alone (§1). */
function exempt(file: string, own: Uint8Array, mutant: Uint8Array): boolean {
  if (file !== 'certificate.json') return false;
  const before = parseJsonFile(own);
  const after = parseJsonFile(mutant);
  return before.ok && after.ok && canonical(before.value) === canonical(after.value);
}

/** Every character with MUTATIONS=all, which takes a quarter of an hour; else all of the smallest vector and prime steps through the others, not those of the C# tests. */
function stepOf(name: string): number {
  if (process.env['MUTATIONS'] === 'all' || name === 'ssd1/01-basic') return 1;
  return name.startsWith('ssd1/') ? 7 : 29;
}

function survivors({ files, name }: Vector): { tried: number; passed: string[] } {
  const step = stepOf(name);
  const passed: string[] = [];
  let tried = 0;
  for (const [file, bytes] of files) {
    if (/^(?:proof|absence|wrong)-/.test(file)) continue; // no file of the package
    for (const mutant of mutants(bytes, step, 17 * Math.min(step, 3))) {
      tried++;
      const { answer: given } = complete(verifyPackage(new Map([...files, [file, mutant]]), { kernel, verifySignature: rememberedSignature }));
      if (given === 'genuine' && !exempt(file, bytes, mutant)) passed.push(`${file} ${tried}`);
    }
  }
  return { tried, passed };
}

/** Two test files share the vectors, so that both processors work. */
export function everyMutationIsFound(half: 0 | 1): void {
  const genuine = vectors().filter(({ files, expected }) => expected.answer === 'genuine' && answer(files) === 'genuine');
  describe('a change of one character is found', () => {
    it.each(genuine.filter((_, i) => i % 2 === half))('anywhere in $name', (vector) => {
      const { tried, passed } = survivors(vector);
      expect(passed).toEqual([]);
      expect(tried).toBeGreaterThan(200);
    }, 600_000);
  });
}
