import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

/** The service's own pages: written in Chinese, with an English table beside those whose html names one (data-english). */
const service = resolve(import.meta.dirname, '../../../DocService');
const folders = ['Http', 'Draws', 'Documents', 'Consultations'].map((area) => join(service, area, 'Pages'));
const files = new Map(folders.flatMap((folder) => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)));
const chinese = /[\p{Script=Han}，。；：、（）？！]/u;
type Node = Readonly<Record<string, unknown>> & { readonly type: string };
interface Template { readonly quasis: readonly { readonly value: { readonly cooked: string } }[]; readonly expressions: readonly Node[] }

const key = ({ quasis }: Template): string => quasis.map(({ value }, n) => `${n === 0 ? '' : `{${n - 1}}`}${value.cooked}`).join('');
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** What a script says through zh`…`, and the Chinese it says without; data is not said: what an input begins with, what texts are compared with. */
function wordsOf(script: string): { readonly said: string[]; readonly unsaid: string[] } {
  const said: string[] = [];
  const unsaid: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isNode(value)) return;
    if (value.type === 'TaggedTemplateExpression' && (value['tag'] as Node)['name'] === 'zh') {
      const template = value['quasi'] as Template;
      said.push(key(template));
      return visit(template.expressions);
    }
    if (value.type === 'CallExpression' && ['startsWith', 'test', 'replace'].includes(String(((value['callee'] as Node)['property'] as Node | undefined)?.['name']))) return visit((value['callee'] as Node)['object']);
    if (value.type === 'Property' && (value['key'] as Node)['name'] === 'value') return undefined;
    if (value.type === 'Literal' && typeof value['value'] === 'string' && chinese.test(value['value'])) unsaid.push(value['value']);
    if (value.type === 'TemplateLiteral' && (value as unknown as Template).quasis.some((part) => chinese.test(part.value.cooked))) unsaid.push(key(value as unknown as Template));
    Object.values(value).forEach(visit);
  };
  visit(parseAst(script));
  return { said, unsaid };
}

function tableOf(name: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isNode(value)) return;
    if (value.type === 'Property') entries.set(String((value['key'] as Node)['value']), String((value['value'] as Node)['value']));
    Object.values(value).forEach(visit);
  };
  visit(parseAst(files.get(`${name}.en.js`) ?? ''));
  return entries;
}

function scriptsOf(html: string): readonly string[] {
  const found = new Set<string>();
  const follow = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/(?:src=|from )"\/pages\/([^"]+\.js)"/gu)) {
      if (found.has(name)) continue;
      found.add(name);
      follow(files.get(name) ?? '');
    }
  };
  follow(html);
  return [...found];
}

const textsOf = (html: string): string[] => [...html.replaceAll(/<style>[^]*?<\/style>/gu, '').matchAll(/>([^<]+)</gu)].map(([, text = '']) => text.trim()).filter((text) => chinese.test(text));
const pages = [...files].flatMap(([name, html]) => {
  const named = /data-english="([^"]*)"/u.exec(html)?.[1];
  return named === undefined ? [] : [{ name, html, tables: ['words', ...named.split(' ').filter((one) => one !== '')] }];
});

describe('a page of the service that is there in English', () => {
  it('is every page people read on a screen without a letter or slip in their hands', () => {
    expect(pages.map(({ name }) => name).toSorted()).toEqual(['api.html', 'ceremony.html', 'document.html', 'log.html', 'start.html', 'witness.html']);
  });

  it.each(pages)('$name says nothing in Chinese alone', ({ html, tables }) => {
    const english = new Map(tables.flatMap((name) => [...tableOf(name)]));
    const scripts = scriptsOf(html).filter((name) => !name.endsWith('.en.js') && name !== 'words.js').map((name) => wordsOf(files.get(name) ?? ''));
    const wanted = [...textsOf(html), ...scripts.flatMap(({ said }) => said)];
    expect(wanted.filter((text) => !english.has(text))).toEqual([]);
    // A day on the screen is written as on the paper; English readers get 2023-03-06 from page-tools.js.
    expect(scripts.flatMap(({ unsaid }) => unsaid).filter((text) => !/^\{\d\}年\{\d\}月/u.test(text))).toEqual([]);
  });

  it('has English without Chinese, with the values of the Chinese sentence', () => {
    const values = (text: string): string => [...text.matchAll(/\{\d\}/gu)].map(String).toSorted().join('');
    const tables = [...new Set(pages.flatMap((page) => page.tables))].flatMap((name) => [...tableOf(name)]);
    expect(tables.length).toBeGreaterThan(300);
    expect(tables.filter(([from, to]) => values(from) !== values(to))).toEqual([]);
    expect(tables.filter(([, to]) => chinese.test(to.replaceAll(/泽市监〔2023〕5号|进一次门/gu, ''))).map(([, to]) => to)).toEqual([]);
  });

  it('has no sentence nobody says any more', () => {
    const idle = [...new Set(pages.flatMap((page) => page.tables))].flatMap((table) => {
      const users = pages.filter((page) => page.tables.includes(table));
      const said = new Set(users.flatMap(({ html }) => [...textsOf(html), ...scriptsOf(html).flatMap((name) => wordsOf(files.get(name) ?? '').said)]));
      return [...tableOf(table).keys()].filter((text) => !said.has(text)).map((text) => `${table}: ${text}`);
    });
    expect(idle).toEqual([]);
  });
});
