import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/domain/draws/bytes';
import { Contradiction } from '../../src/domain/draws/finding';
import type { Progress, Steps } from '../../src/domain/draws/lanes';
import { complete } from '../../src/domain/draws/lanes';
import type { Profile } from '../../src/domain/draws/records';
import { readRegister, type Register } from '../../src/domain/draws/register';
import { RegisterPart } from '../../src/domain/draws/registerpart';
import { SharedRegister, type PartReader } from '../../src/domain/draws/sharedregister';
import { verifyPackage } from '../../src/domain/draws/verify';
import { bestKernel } from '../../src/domain/draws/wasmkernel';
import { Bureau } from './bureau';

const kernel = bestKernel();
const key = 'c0'.repeat(32);

/** Reads as a worker does, one kernel each, and remembers how many rows it took. */
class Reader implements PartReader {
  readonly took: number[] = [];
  private readonly own = bestKernel();
  private readonly parts = new Map<number, RegisterPart>();

  readonly read = async (number: number, rows: Uint8Array, profile: Profile) => {
    try {
      const part = complete(RegisterPart.read(this.own, rows, profile, {}));
      this.parts.set(number, part);
      this.took.push(part.facts.count);
      return part.facts;
    } catch (error) {
      if (!(error instanceof Contradiction)) throw error;
      return null;
    }
  };

  readonly candidates = async (number: number, under: string, limits: ReadonlyMap<string, number>) => complete(this.parts.get(number)!.candidates(under, limits));
}

async function settled<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const next: IteratorResult<Progress, T> = steps.next();
    if (next.done === true) return next.value;
    await next.value.until;
  }
}

const shared = async (rows: readonly string[], profile: Profile, readers = [new Reader(), new Reader(), new Reader()], end = '\n'): Promise<Register | null> => {
  const reading = SharedRegister.begin(kernel, readers, 0, utf8(rows.join('\n') + end), profile);
  expect(reading).not.toBeNull();
  return settled(reading!.read(kernel, profile));
};

const count = 30_000;
const rowOf = (i: number, salt: string): string => `91130634MA${String(i).padStart(8, '0')}|${i % 10 === 0 ? '高风险' : '低风险'}|${['城关所', '灵山所', ''][i % 3]}${salt}`;
const saltOf = (i: number): string => `|${(i * 7919).toString(16).padStart(32, '0')}`;
const rowsFor = { public: Array.from({ length: count }, (_, i) => rowOf(i, '')), salted: Array.from({ length: count }, (_, i) => rowOf(i, saltOf(i))) };

describe('a register that several read', () => {
  it.each(['public', 'salted'] as const)('has the root, strata and candidates of one who reads all of it: %s', async (profile) => {
    const readers = [new Reader(), new Reader(), new Reader()];
    const together = (await shared(rowsFor[profile], profile, readers))!;
    const alone = complete(readRegister(kernel, utf8(`${rowsFor[profile].join('\n')}\n`), profile, {}));
    expect(readers.map(({ took }) => took[0]! > 8000)).toEqual([true, true, true]);
    expect({ count: together.count, root: together.root, strata: [...together.strata] }).toEqual({ count, root: alone.root, strata: [...alone.strata] });
    const limits = new Map([['高风险', 2 ** 29], ['低风险', 2 ** 28]]);
    const found = await settled(together.candidates(key, limits));
    expect(found).toEqual(complete(alone.candidates(key, limits)));
    expect(found.rows.length).toBeGreaterThan(1000);
  });

  it('is left to one who says where the fault is: in a part, at a seam, at the end', async () => {
    const at = (i: number, row: string): string[] => rowsFor.public.with(i, row);
    const seam = Math.ceil(count / 3 / 1024) * 1024;
    const noRow = at(12_000, 'A');
    const falling = at(29_000, rowOf(5, ''));
    const fallingAtSeam = at(seam, rowOf(5, ''));
    const twiceAtSeam = at(seam, `${rowOf(seam - 1, '')}乙`);
    for (const rows of [noRow, falling, fallingAtSeam, twiceAtSeam]) expect(await shared(rows, 'public')).toBeNull();
    expect(await shared(rowsFor.public, 'public', undefined, '')).toBeNull();
  });

  it('is read by one where it is small or nobody else is there', () => {
    expect(SharedRegister.begin(kernel, [new Reader(), new Reader()], 0, utf8(`${rowOf(1, '')}\n`), 'public')).toBeNull();
    expect(SharedRegister.begin(kernel, [new Reader()], 0, utf8(`${rowsFor.public.join('\n')}\n`), 'public')).toBeNull();
  });

  it('gives a package the very same answer, genuine or altered', async () => {
    const bureau = new Bureau();
    bureau.finish(bureau.open([{ register: [...rowsFor.public], ratios: { 低风险: [1, 2000], 高风险: [1, 1000] } }]));
    const files = bureau.package([1]);
    // An operator who breaks a row and its hash as well: the reader of that part only says that something is wrong.
    const name = 'register-1-T1.txt';
    const broken = new Uint8Array(files.get(name)!);
    broken.fill(0x7c, 1_000_000, 1_000_040);
    const sha256 = createHash('sha256').update(broken).digest('hex');
    const altered = new Map(bureau.package([1], { alter: ({ tables }) => (tables[0].sha256 = sha256) })).set(name, broken);
    for (const [one, expected] of [[files, null], [altered, 'tables.row']] as const) {
      const readers = [new Reader(), new Reader()];
      const together = await settled(verifyPackage(one, { kernel, readers }));
      expect(together).toEqual(complete(verifyPackage(one, { kernel })));
      expect(together.finding?.code ?? null).toBe(expected);
      expect(readers.some(({ took }) => took.length > 0)).toBe(true);
    }
  });
});
