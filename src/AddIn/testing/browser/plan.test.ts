import axe from 'axe-core';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from './chromium';
import { startService, type RunningService } from './service';

let browser: Browser;
let service: RunningService;
beforeAll(async () => {
  [browser, service] = await Promise.all([launch(), startService()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** The workbench in the browser. Every script error and every request to another origin fails the test. */
async function workbench(use: (page: Page, pane: FrameLocator) => Promise<void>, width = 1366): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height: 768 }, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const unwanted: string[] = [];
  page.on('pageerror', (error) => unwanted.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(service.address) && !/^(?:data|blob):/.test(request.url())) unwanted.push(request.url());
  });
  await page.goto(`${service.address}/`);
  await use(page, page.frameLocator('#pane'));
  expect(unwanted).toEqual([]);
  await context.close();
}

const become = async (pane: FrameLocator, name: string): Promise<void> => {
  await pane.getByRole('button', { name: new RegExp(name) }).click();
  await pane.getByText(`${name} ·`).waitFor();
};

const button = (pane: FrameLocator, name: string | RegExp) => pane.getByRole('button', { name }).first();

async function violations(page: Page): Promise<string[]> {
  const frame = page.frames().find((one) => one.url().includes('pane.html'))!;
  await frame.evaluate(axe.source);
  const { violations: found } = await frame.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude: [['[data-tabster-dummy]']] } as never));
  return found.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`);
}

describe('the plan on the real grid', () => {
  it('begins from the sample, is mended with one click, saved, submitted, adopted by the head, and then locked', () => workbench(async (page, pane) => {
    await become(pane, '王晓岚');
    await button(pane, '编制计划').click();
    await button(pane, '写到新工作表').click();
    await pane.getByText('15项任务').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await pane.getByText('0 / 15 = 0%').count()).toBeGreaterThan(0);

    await pane.getByText(/^建议 · 半角标点/).click();
    await button(pane, /^全部改正/).click();
    await pane.getByText(/^建议 · 半角标点/).waitFor({ state: 'detached' });

    await button(pane, '提交审核').click();
    await pane.getByText('已提交，等待股室负责人审核。').waitFor();
    await pane.getByText('这一版已由服务锁定', { exact: false }).waitFor();

    await button(pane, '返回').click();
    await button(pane, '退出登录').click();
    await become(pane, '李卫平');
    await button(pane, '编制计划').click();
    await button(pane, '查看').click();
    await button(pane, '审核通过').click();
    await pane.getByText('通过后这一版不能再改', { exact: false }).waitFor();
    await button(pane, '审核通过').click();
    await pane.getByText('已审核通过。').waitFor();
    expect(await violations(page)).toEqual([]);
  }));

  it('checks what is typed into a cell, without being asked', () => workbench(async (page, pane) => {
    await become(pane, '王晓岚');
    await button(pane, '编制计划').click();
    await button(pane, '写到新工作表').click();
    await pane.getByText('错误 0 处', { exact: false }).waitFor();
    const grid = (await page.locator('#grid canvas').first().boundingBox())!;
    await page.mouse.click(grid.x + 740, grid.y + 90);
    await page.keyboard.type('130%');
    await page.keyboard.press('Enter');
    await pane.getByText('错误 1 处', { exact: false }).waitFor();
    expect(await pane.getByText('现在是“130%”', { exact: false }).count()).toBe(1);
  }));

  it('says what is wrong when the service is away, keeps the sheet, and goes on after it is back', () => workbench(async (page, pane) => {
    await become(pane, '王晓岚');
    await button(pane, '编制计划').click();
    await button(pane, '写到新工作表').click();
    await pane.getByText('15项任务').waitFor();
    await page.route('**/api/**', (route) => route.abort());
    await button(pane, '检查当前工作表').click();
    await pane.getByText('表格里的内容都还在', { exact: false }).waitFor();
    await page.unroute('**/api/**');
    await button(pane, '重试').click();
    await pane.getByText('表格里的内容都还在', { exact: false }).waitFor({ state: 'detached' });
    expect(await pane.getByText('15项任务').count()).toBe(1);
  }));
});

describe('the service', () => {
  it('hands out pages with the origin of Office.js, hashed files for ever, and a policy without inline script', async () => {
    const answer = await fetch(`${service.address}/pane.html`);
    const html = await answer.text();
    expect(html).toContain('data-office="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self' [^;']*;/);
    const asset = /\/assets\/[^"]+\.js/.exec(html)![0];
    expect((await fetch(service.address + asset)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    for (const gone of ['/assets/..%2Fpane%2Fpane.html', '/assets/none.js']) expect((await fetch(service.address + gone)).status).toBe(404);
  });
});
