import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Files } from '../../src/domain/draws/tablecheck';

export interface Vector {
  readonly name: string;
  readonly files: Files;
  readonly expected: {
    readonly answer: string;
    readonly check?: string;
    readonly record?: number;
    readonly proofs?: Readonly<Record<string, boolean>>;
    readonly genesis?: string;
    readonly seeds?: Readonly<Record<string, string>>;
  };
}

const root = resolve(import.meta.dirname, '../../../../tests/vectors');

/** Every package of every `tests/vectors/ssd1*` folder with what its index.json expects. */
export function vectors(): Vector[] {
  const sets = readdirSync(root).filter((name) => name.startsWith('ssd1') && existsSync(join(root, name, 'index.json')));
  return sets.flatMap((set) => {
    const index = JSON.parse(readFileSync(join(root, set, 'index.json'), 'utf8')) as Record<string, Vector['expected']>;
    return Object.entries(index).map(([name, expected]) => ({ name: `${set}/${name}`, files: folder(join(root, set, name)), expected }));
  });
}

/** Every vector ever published, as `alg set/name answer`: they stay verified for ever. */
export function published(): string[] {
  return readFileSync(join(root, 'published.txt'), 'utf8').split('\n').filter((line) => line !== '');
}

export function vector(name: string): Vector {
  const found = vectors().find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no vector ${name}`);
  return found;
}

function folder(path: string): Files {
  return new Map(readdirSync(path).map((name) => [name, new Uint8Array(readFileSync(join(path, name)))]));
}
