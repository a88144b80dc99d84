import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkNames } from '../src/domain/draws/finding';
import { verifyEn } from '../src/i18n/verify.en';
import { verifyZh } from '../src/i18n/verify.zh';

const source = resolve(import.meta.dirname, '../src');
const files = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
const codes = files(source).filter((file) => !file.includes('i18n')).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/'((?:format|checkpoint|inclusion|consistency|order|secret|entropy|contribution|tables|quota|seed|drawn|teams|redraw|proof|missing|zip)\.[a-z0-9-]+)'/g)].map(([, code]) => code!));
const jsonCodes = ['encoding', 'byte-order-mark', 'syntax', 'duplicate-key', 'number', 'not-nfc', 'surrogate', 'depth', 'trailing'].map((problem) => `format.json-${problem}`);

describe.each([verifyZh, verifyEn])('texts in $language', (texts) => {
  it('explain every code the verifier can give, and no other', () => {
    const used = new Set([...codes, ...jsonCodes, 'missing.result', 'missing.reresult'].filter((code) => code !== 'missing.certificate-nested'));
    const explained = [...Object.keys(texts.codes), ...Object.keys(texts.missing)];
    expect(explained.toSorted()).toEqual([...used].sort());
  });

  it('name every check and every step', () => {
    for (const check of checkNames) expect(texts.steps[check]).toBeTruthy();
    const steps = files(join(source, 'domain')).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/step: '([a-z]+)'/g)].map(([, step]) => step!));
    for (const step of steps) expect(texts.steps[step]).toBeTruthy();
  });
});
