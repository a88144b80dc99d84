import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hex, utf8 } from '../../src/domain/draws/bytes';
import { leafHash } from '../../src/domain/draws/merkle';
import type { Files } from '../../src/domain/draws/tablecheck';
import { Bureau } from '../draws/bureau';
import { verify } from '../draws/answers';
import { inclusionPath } from '../draws/notary';
import { vector } from '../draws/vectors';
import { zipOf } from '../archives/zipOf';
import { launch } from './chromium';

const address = `file://${resolve(import.meta.dirname, '../../dist/verify.html')}`;
const payload = (files: Files) => Array.from(files, ([name, bytes]) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }));

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Opens the page from disk; every request but the file itself and every message on the console fails the test. */
async function open<T>({ oneProcessor = false, prepare, ...options }: BrowserContextOptions & { readonly oneProcessor?: boolean; readonly prepare?: () => void }, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext(options);
  if (oneProcessor) await context.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 }));
  if (prepare !== undefined) await context.addInitScript(prepare);
  const page = await context.newPage();
  const unwanted: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('blob:')) unwanted.push(`request ${request.url()}`);
  });
  page.on('console', (message) => unwanted.push(`console ${message.text()}`));
  page.on('pageerror', (error) => unwanted.push(`error ${error.message}`));
  await page.goto(address);
  const result = await use(page);
  expect(unwanted).toEqual([]);
  await context.close();
  return result;
}

/** Runs in the page before its own script: the root counts the workers that wait, and each ends as soon as it is asked to read. */
function endReadersWhenAsked(): void {
  let waiting = 0;
  const post = Reflect.get(Worker.prototype, 'postMessage') as (this: Worker, message: object, transfer: Transferable[]) => void;
  globalThis.Worker = class extends Worker {
    constructor(script: string | URL) {
      super(script);
      this.addEventListener('message', () => {
        // Those for the next package come after the answer.
        if (document.documentElement.dataset['readers'] !== 'ended') document.documentElement.dataset['readers'] = `${++waiting}`;
      }, { once: true });
    }

    override postMessage(message: object, transfer: unknown): void {
      if (!('readFor' in message)) return post.call(this, message, transfer as Transferable[]);
      this.terminate();
      document.documentElement.dataset['readers'] = 'ended';
    }
  };
}

async function give(page: Page, files: Files): Promise<string> {
  await page.setInputFiles('#files', payload(files));
  return (await page.locator('#verdict').textContent()) ?? '';
}

async function violations(page: Page): Promise<string[]> {
  // Through the debugger, since the page's own policy rightly forbids foreign scripts.
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return found.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`);
}

const proofFor = (files: Files, opening: number, wanted: (drawn: boolean) => boolean): { file: Uint8Array; id: string } => {
  const rows = new TextDecoder().decode(files.get(`register-${opening}-T1.txt`)).split('\n').filter((row) => row !== '');
  const { opens, certificate } = verify(files);
  const drawn = new Set(opens[0]!.tasks[0]!.drawn!.map(({ object }) => object));
  const index = rows.findIndex((row) => wanted(drawn.has(row.split('|')[0]!)));
  const { task, cutoffs } = opens[0]!.tasks[0]!;
  const leaves = rows.map((row) => leafHash(utf8(row)));
  const id = rows[index]!.split('|')[0]!;
  const body = {
    alg: 'ssd-1.sha256', kind: 'PROOF', certificate, open: opening, task: 'T1', row: rows[index], index, size: rows.length,
    path: inclusionPath(leaves, index).map(hex), drawn: drawn.has(id), cutoff: cutoffs[task.strata.findIndex((one) => one.id === rows[index]!.split('|')[1])],
  };
  return { file: utf8(JSON.stringify(body)), id };
};

describe('verify.html opened from disk', () => {
  it('has its hash beside it, for certificates', () => {
    const page = readFileSync(new URL(address));
    expect(readFileSync(new URL('verify.sha256', address), 'utf8')).toBe(`${createHash('sha256').update(page).digest('hex')}  verify.html\n`);
  });

  it('calls a genuine package genuine, shows its list and recomputes a ticket that sha256sum confirms', () => open({}, async (page) => {
    const { files, expected } = vector('ssd1/02-ceremony');
    expect(await give(page, files)).toBe('属实');
    expect(await page.locator('.checks .passed').count()).toBe(14);
    await page.locator('#published').fill(` ${expected.genesis!.toUpperCase()} `);
    expect(await page.locator('.outcome.same').textContent()).toBe('一致');
    await page.locator('#published').fill('0'.repeat(64));
    expect(await page.locator('.outcome.other').textContent()).toContain('不能采信');
    const row = page.locator('.drawn tbody tr').nth(5);
    const object = (await row.locator('td').nth(2).textContent())!;
    await row.getByRole('button').click();
    await page.locator('.isdrawn').waitFor();
    const [key, command, own] = await page.locator('.recomputed').first().locator('dd').allTextContents();
    expect(command).toBe(`K='${key}' ID='${object}'; printf '%s%s' "$K" "$ID" | sha256sum`);
    expect(own).toBe(createHash('sha256').update(key! + object).digest('hex'));
    expect(await page.locator('.isdrawn').textContent()).toContain('抽中');
  }));

  it('takes the same package as a .zip', () => open({}, async (page) => {
    const zip = zipOf(vector('ssd1/06-recusal').files);
    expect(await give(page, new Map([['证据包.zip', zip]]))).toBe('属实');
  }));

  it('calls an altered package altered and says which check, where, what was due and what was found', () => open({}, async (page) => {
    const files = new Map(vector('ssd1/06-recusal').files);
    files.set('certificate.json', utf8(new TextDecoder().decode(files.get('certificate.json')).replace('2023年第9次', '2023年第8次')));
    expect(await give(page, files)).toBe('不属实');
    const finding = await page.locator('.finding').textContent();
    expect(finding).toContain('3 在册');
    expect(finding).toContain('第 1 条记录（开抽单 OPEN）');
    expect(finding).toContain('inclusion.root');
    expect(await page.locator('.checks .failed').count()).toBe(1);
    expect(await page.locator('.drawn').count()).toBe(0);
  }));

  it('calls a package without its register incomplete and still shows what could be verified', () => open({}, async (page) => {
    const files = new Map(vector('ssd1/06-recusal').files);
    files.delete('register-1-2023-041.txt');
    expect(await give(page, files)).toBe('不完整');
    expect(await page.locator('.missing').textContent()).toContain('register-1-2023-041.txt');
    expect(await page.locator('.checks .passed').count()).toBeGreaterThan(10);
  }));

  it('answers for an enterprise: drawn, not drawn, a false proof, a proof alone', () => open({}, async (page) => {
    const bureau = new Bureau();
    bureau.finish(bureau.open([{}]));
    const files = bureau.package([1]);
    const heading = page.locator('#proof-0');
    for (const drawn of [true, false]) {
      const { file, id } = proofFor(files, 1, (is) => is === drawn);
      await give(page, new Map([...files, ['proof.json', file]]));
      expect(await heading.textContent()).toBe(drawn ? `属实：${id} 被抽中` : `属实：${id} 没有被抽中`);
      await page.getByRole('button', { name: '核验另一个包' }).click();
    }
    const { file } = proofFor(files, 1, (is) => is);
    await give(page, new Map([...files, ['proof.json', utf8(new TextDecoder().decode(file).replace('"drawn":true', '"drawn":false'))]]));
    expect(await heading.textContent()).toBe('证明不属实');
    await page.getByRole('button', { name: '核验另一个包' }).click();
    await give(page, new Map([['proof.json', file]]));
    expect(await heading.textContent()).toBe('证明还不能核验');
  }));

  it('speaks English too and keeps the answer when the language changes', () => open({}, async (page) => {
    await give(page, vector('ssd1/01-basic').files);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('#verdict').textContent()).toBe('Genuine');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    // Nothing of the page's own stays Chinese; names in the package and the other language's button do.
    expect(await page.locator('main').textContent()).not.toMatch(/[：，、（）。]/);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('language');
  }));

  it('refuses what is no package with a sentence, not with silence', () => open({}, async (page) => {
    const cases: [Files, string][] = [
      [new Map([['certificate.json', utf8('{"a":1,"a":2}')]]), '同一个键出现两次'],
      [new Map([['x.zip', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)]]), '不是完好的 .zip'],
      [new Map([['report.pdf', utf8('%PDF-1.7')]]), '没有 certificate.json'],
      [new Map([['a.zip', zipOf(new Map([['pkg/certificate.json', utf8('{}')]]))]]), '在下一层'],
    ];
    for (const [files, sentence] of cases) {
      await give(page, files);
      expect(await page.locator('.verdict').textContent()).toContain(sentence);
      await page.getByRole('button', { name: '核验另一个包' }).click();
    }
  }));

  const looks: [string, BrowserContextOptions][] = [
    ['light, wide', { viewport: { width: 1200, height: 800 } }], ['dark, 450 px', { viewport: { width: 450, height: 800 }, colorScheme: 'dark' }],
    ['light, 320 px', { viewport: { width: 320, height: 640 } }], ['forced colours, 350 px', { viewport: { width: 350, height: 640 }, forcedColors: 'active' }],
  ];

  it.each(looks)('has no accessibility violation and no sideways scrolling: %s', (_, options) => open(options, async (page) => {
    expect(await violations(page)).toEqual([]);
    const altered = new Map(vector('ssd1/01-basic').files);
    altered.set('roster-1-2023-012.txt', utf8('A|B|\n'));
    const missing = new Map(vector('ssd1/01-basic').files);
    missing.delete('roster-1-2023-012.txt');
    const genuine = vector('ssd1/06-recusal').files;
    for (const files of 'viewport' in options && options.viewport!.width > 1000 ? [vector('ssd1/02-ceremony').files, genuine, altered, missing] : [genuine, altered]) {
      await give(page, files);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      await page.getByRole('button', { name: '核验另一个包' }).click();
    }
  }));

  it('works by keyboard alone', () => open({}, async (page) => {
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(payload(vector('ssd1/01-basic').files));
    await page.locator('#verdict').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('verdict');
    await page.locator('form.recompute input').focus();
    await page.keyboard.type('91130400MA00000000');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.recomputed').textContent()).toBe('名录里没有这个代码。');
  }));

  it('verifies on its own thread where workers are forbidden', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      (globalThis as { Worker: unknown }).Worker = function forbidden() {
        throw new Error('forbidden');
      };
    });
    await page.goto(address);
    expect(await give(page, vector('ssd1/04-modes').files)).toBe('属实');
    await context.close();
  });

  it('verifies a million rows with progress and with every processor, or with one, and stops when told to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'million-'));
    try {
      const bureau = new Bureau();
      const areas = ['城关所', '灵山所', '燕赵所'];
      const register = Array.from({ length: 1_000_000 }, (_, i) => `91130634MA${String(i).padStart(8, '0')}|${i % 10 === 0 ? '高风险' : '低风险'}|${areas[i % 3]}`);
      const roster = Array.from({ length: 60 }, (_, i) => `QY${String(i).padStart(3, '0')}|${areas[i % 3]}|`);
      bureau.finish(bureau.open([{ register, roster, ratios: { 低风险: [1, 2000], 高风险: [1, 1000] } }]));
      const files = bureau.package([1]);
      const paths = Array.from(files, ([name, bytes]) => {
        writeFileSync(join(folder, name), bytes);
        return join(folder, name);
      });
      await open({}, async (page) => {
        const seconds: number[] = [];
        for (let round = 0; round < 3; round++) {
          // One verifies and the others read, as many as there are processors up to four; they wait before a package comes.
          await expect.poll(() => page.workers().length).toBe(availableParallelism() < 2 ? 1 : Math.min(availableParallelism(), 4) + 1);
          // As long as anybody needs to choose files; meanwhile they warm up.
          await page.waitForTimeout(1000);
          await page.setInputFiles('#files', paths);
          expect(await page.locator('#verdict').textContent()).toBe('属实');
          seconds.push(Number(/用时 ([0-9.]+) 秒/.exec((await page.locator('.verdict').textContent())!)![1]));
          await page.getByRole('button', { name: '核验另一个包' }).click();
        }
        process.stdout.write(`MEASURED verify.html 1,000,000 rows: ${seconds.map((value) => `${value} s`).join(', ')}\n`);
        await page.setInputFiles('#files', paths);
        await page.getByRole('button', { name: '停止' }).click();
        expect(await page.locator('[role=alert]').textContent()).toBe('已停止，没有得出结论。');
      });
      await open({ prepare: endReadersWhenAsked }, async (page) => {
        await expect.poll(() => page.locator('html').getAttribute('data-readers')).toBe(availableParallelism() < 2 ? '1' : `${Math.min(availableParallelism(), 4) + 1}`);
        await page.setInputFiles('#files', paths);
        // Nobody waits for readers who ended: the one who verifies reads alone.
        expect(await page.locator('#verdict').textContent()).toBe('属实');
        expect(await page.locator('html').getAttribute('data-readers')).toBe(availableParallelism() < 2 ? '1' : 'ended');
      });
      await open({ oneProcessor: true }, async (page) => {
        await expect.poll(() => page.workers().length).toBe(1);
        await page.setInputFiles('#files', paths);
        expect(await page.locator('#verdict').textContent()).toBe('属实');
        // The page holds no register and reads it again for whoever recomputes a ticket, as long as the file is there.
        rmSync(paths.find((path) => path.includes('register'))!);
        await page.locator('.drawn tbody button').first().click();
        await page.locator('.recomputed .notice').waitFor();
        expect(await page.locator('.recomputed').textContent()).toContain('读不了“register-1-T1.txt”');
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the file itself', () => {
  const html = readFileSync(address.slice('file://'.length), 'utf8');

  it('allows no connection and loads nothing', () => {
    expect(html).toMatch(/default-src 'none'; script-src 'sha256-[^']+' 'wasm-unsafe-eval'; style-src 'sha256-[^']+'; worker-src blob:/);
    expect(html).not.toMatch(/<(?:link|img|iframe|script src)|@import|url\(|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });
});
