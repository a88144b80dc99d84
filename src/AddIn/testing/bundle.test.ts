import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const site = resolve(import.meta.dirname, '../dist/site');
type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; src?: string };

describe('what the pane loads', () => {
  it('is at most 150 KB of gzipped script with every screen, and has no grid in it', () => {
    const file = resolve(site, '.vite/manifest.json');
    expect(existsSync(file)).toBe(true);
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Chunk>;
    const reached = new Set<string>();
    const reach = (key: string): void => {
      const chunk = manifest[key];
      if (chunk === undefined || reached.has(key)) return;
      reached.add(key);
      for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) reach(next);
    };
    reach('pane/pane.html');
    const texts = [...reached].map((key) => readFileSync(resolve(site, manifest[key]!.file), 'utf8'));
    expect(texts.some((text) => /univerjs|UniverSheet/.test(text))).toBe(false);
    const bytes = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
    process.stdout.write(`MEASURED pane script: ${bytes} bytes gzip of 150,000\n`);
    expect(bytes).toBeLessThanOrEqual(150_000);
  });
});
