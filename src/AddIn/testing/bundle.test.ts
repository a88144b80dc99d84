import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const site = resolve(import.meta.dirname, '../dist/site');
type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; src?: string };

const size = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + gzipSync(text).length, 0);

/** Scripts that an entry or a lazy part needs beyond what is there already; the keys of Vite's manifest. */
function scriptsOf(entry: string, without: readonly string[] = []): string[] {
  const manifest = JSON.parse(readFileSync(resolve(site, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const keys = new Set<string>();
  const reach = (key: string): void => {
    if (manifest[key] === undefined || keys.has(key)) return;
    keys.add(key);
    for (const next of manifest[key].imports ?? []) reach(next);
  };
  reach(entry);
  expect(keys.size).toBeGreaterThan(0);
  return [...keys].map((key) => manifest[key]!.file).filter((file) => !without.includes(file));
}

const read = (files: readonly string[]): string[] => files.map((file) => readFileSync(resolve(site, file), 'utf8'));

describe('what a way of signing in loads beyond the pane', () => {
  it.each(['nestedSignIn', 'issuerSignIn'])('%s: at most 75 KB of gzipped script', (way) => {
    const bytes = size(read(scriptsOf(`../auth/${way}.ts`, scriptsOf('pane/pane.html'))));
    process.stdout.write(`MEASURED ${way}: ${bytes} bytes gzip, of 75,000\n`);
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThanOrEqual(75_000);
  });
});

describe('the workbench', () => {
  it('brings the grid in at most 1,900 KB of gzipped script, and no patterns of languages that no plan is written in', () => {
    const bytes = size(read([...scriptsOf('workbench/sheet.ts'), ...scriptsOf('workbench/workbench.html', scriptsOf('workbench/sheet.ts'))]));
    process.stdout.write(`MEASURED workbench script: ${bytes} bytes gzip, of 1,900,000\n`);
    expect(bytes).toBeLessThanOrEqual(1_900_000);
    expect(readdirSync(resolve(site, 'assets')).filter((name) => /^(?:af|de-1996|fr|hu|ru)-/.test(name))).toEqual([]);
  });
});

describe('what the pane loads', () => {
  it('before its first screen is at most 125 KB of gzipped script, and no screen brings the grid along', () => {
    const file = resolve(site, '.vite/manifest.json');
    expect(existsSync(file)).toBe(true);
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Chunk>;
    const reached = (lazy: boolean): string[] => {
      const keys = new Set<string>();
      const reach = (key: string): void => {
        const chunk = manifest[key];
        if (chunk === undefined || keys.has(key)) return;
        keys.add(key);
        for (const next of [...(chunk.imports ?? []), ...(lazy ? chunk.dynamicImports ?? [] : [])]) reach(next);
      };
      reach('pane/pane.html');
      return [...keys].map((key) => readFileSync(resolve(site, manifest[key]!.file), 'utf8'));
    };
    const [first, all] = [reached(false), reached(true)];
    expect(all.length).toBeGreaterThan(first.length);
    expect(all.some((text) => /univerjs|UniverSheet/.test(text))).toBe(false);
    process.stdout.write(`MEASURED pane script: ${size(first)} bytes gzip before the first screen, of 125,000; ${size(all)} with every screen\n`);
    expect(size(first)).toBeLessThanOrEqual(125_000);
  });
});
