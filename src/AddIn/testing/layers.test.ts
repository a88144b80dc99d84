import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const imports = (name: string): string[] => [...readFileSync(join(source, name), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from!);

describe('the layers of the add-in', () => {
  it('the domain knows only itself: no screen, no file, no network, no clock, no dice', () => {
    for (const name of files.filter((file) => file.startsWith('domain/'))) {
      for (const from of imports(name)) expect(`${name} ${from}`).toMatch(/ \.\.?\/(?!.*\/(?:ui|usecases|i18n|hosts|service|auth)\/)/);
      expect(`${name} ${readFileSync(join(source, name), 'utf8').replaceAll('typeof document', '')}`)
        .not.toMatch(/\b(?:document|window|fetch|XMLHttpRequest|crypto|Math\.random|Date\.now|setTimeout|localStorage|process)\b[.(]/);
    }
  });

  it('use cases know the domain and nothing of screens', () => {
    for (const name of files.filter((file) => file.startsWith('usecases/'))) {
      for (const from of imports(name)) expect(from).toMatch(/^\.\.?\/(?:domain\/|[a-z])/i);
    }
  });

  it('no file is longer than 400 lines', () => {
    for (const name of files) expect(`${name} ${readFileSync(join(source, name), 'utf8').split('\n').length > 400}`).toBe(`${name} false`);
  });
});
