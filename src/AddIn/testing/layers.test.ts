import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));
const imports = (name: string): string[] => [...readFileSync(join(source, name), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from!);

/** Without comments and texts. */
const code = (name: string): string => readFileSync(join(source, name), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`/g, '').replaceAll(/'[^'\n]*'/g, "''");

describe('the layers of the add-in', () => {
  it('the domain knows only itself: no screen, no file, no network, no clock, no dice', () => {
    for (const name of files.filter((file) => file.startsWith('domain/'))) {
      for (const from of imports(name)) expect(`${name} ${from}`).toMatch(/ \.\.?\/(?!.*\/(?:ui|usecases|i18n|hosts|auth)\/)/);
      expect(`${name} ${readFileSync(join(source, name), 'utf8').replaceAll('typeof document', '')}`)
        .not.toMatch(/\b(?:document|window|fetch|XMLHttpRequest|crypto|Math\.random|Date\.now|setTimeout|localStorage|process)\b[.(]/);
    }
  });

  it('use cases know the domain, the ports and the service, nothing of screens and hosts', () => {
    for (const name of files.filter((file) => file.startsWith('usecases/'))) {
      for (const from of imports(name)) expect(`${name} ${from}`).not.toMatch(/\/(?:ui|hosts|i18n)\/| (?:react|@|office)/);
    }
  });

  it('only hosts/excel and the ribbon touch Office.js and only hosts/web and the workbench the grid', () => {
    for (const name of files.filter((file) => !/^(?:hosts\/excel|commands)\//.test(file))) expect(`${name} ${/\b(?:Excel|Office)\.(?!js)[A-Za-z]/.test(code(name))}`).toBe(`${name} false`);
    for (const name of files.filter((file) => !/^(?:hosts\/web|ui\/workbench)\//.test(file))) expect(`${name} ${imports(name).some((from) => from.startsWith('@univerjs'))}`).toBe(`${name} false`);
  });

  it('a message of the pane says by `Message` or `Bar` how a screen reader hears it', () => {
    for (const name of files.filter((file) => file !== 'ui/pane/parts/Message.tsx')) expect(`${name} ${/<MessageBar\b(?!Title)/.test(readFileSync(join(source, name), 'utf8'))}`).toBe(`${name} false`);
  });

  it('no file is longer than 400 lines', () => {
    for (const name of files) expect(`${name} ${readFileSync(join(source, name), 'utf8').split('\n').length > 400}`).toBe(`${name} false`);
  });
});
