import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const site = resolve(import.meta.dirname, '../dist/site');
type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; src?: string };

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
    const size = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
    const [first, all] = [reached(false), reached(true)];
    expect(all.length).toBeGreaterThan(first.length);
    expect(all.some((text) => /univerjs|UniverSheet/.test(text))).toBe(false);
    process.stdout.write(`MEASURED pane script: ${size(first)} bytes gzip before the first screen, of 125,000; ${size(all)} with every screen\n`);
    expect(size(first)).toBeLessThanOrEqual(125_000);
  });
});
