import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';
import { violations } from './workbench';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const office = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';

/** A page that reports each offence against its own policy. */
async function page(): Promise<{ page: Page; offences: string[] }> {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const offences: string[] = [];
  await context.exposeFunction('offended', (what: string) => offences.push(what));
  await context.addInitScript(() => addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => (globalThis as unknown as { offended: (what: string) => void }).offended(`${violatedDirective} ${blockedURI}`)));
  return { page: await context.newPage(), offences };
}

/** Bytes of script a page takes from an empty cache, as they travel. */
async function scriptsOf(address: string): Promise<number> {
  const { page: tab } = await page();
  const sizes: Promise<number>[] = [];
  tab.on('requestfinished', (request) => {
    if (request.resourceType() === 'script' && request.url().includes('/assets/')) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await tab.goto(address, { waitUntil: 'networkidle' });
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await tab.context().close();
  return bytes;
}

describe('what the service hands out', () => {
  it.each(['/', '/pane.html?host=web'])('%s has no inline script and a policy that forbids it', async (path) => {
    const answer = await fetch(`${inject('service')}${path}`);
    const [html, policy] = [await answer.text(), answer.headers.get('content-security-policy') ?? ''];
    expect([...html.matchAll(/<script(?![^>]*\ssrc=)/g)]).toEqual([]);
    expect(html).not.toMatch(/\son[a-z]+=|javascript:/i);
    const scripts = /script-src ([^;]*)/.exec(policy)![1];
    expect(scripts).toBe('\'self\' https://appsforoffice.microsoft.com');
  });

  it('the workbench keeps its policy and asks nothing of another origin', async () => {
    const { page: tab, offences } = await page();
    const others: string[] = [];
    tab.on('request', (request) => {
      if (!request.url().startsWith(inject('service')) && !/^(?:data|blob):/.test(request.url())) others.push(request.url());
    });
    await tab.goto(inject('service'));
    await tab.frameLocator('#pane').getByRole('button', { name: /^王晓岚 · / }).waitFor();
    expect({ others, offences }).toEqual({ others: [], offences: [] });
    await tab.context().close();
  });

  it('an inline script in the page would not run, and would be reported', async () => {
    const { page: tab, offences } = await page();
    await tab.route(`${inject('service')}/pane.html?host=web`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('</body>', '<script>window.stranger = true</script></body>') });
    });
    await tab.goto(`${inject('service')}/pane.html?host=web`);
    await expect.poll(() => offences).toEqual(['script-src-elem inline']);
    await expect.poll(() => tab.evaluate(() => 'stranger' in window)).toBe(false);
    await tab.context().close();
  });
});

describe('the pane before its first screen', () => {
  it('brings at most 128 KB of packed script and asks the service three things', async () => {
    const { page: tab } = await page();
    const asked: string[] = [];
    tab.on('response', (response) => {
      if (response.url().includes('/api/')) asked.push(new URL(response.url()).pathname);
    });
    const start = performance.now();
    await tab.goto(inject('service'));
    await tab.frameLocator('#pane').getByRole('button', { name: /^王晓岚 · / }).waitFor();
    await tab.getByRole('tab', { name: '工作表1' }).waitFor();
    const usable = performance.now() - start;
    const bytes = await scriptsOf(`${inject('service')}/pane.html?host=web`);
    process.stdout.write(`MEASURED pane: ${bytes} bytes of script over the wire, of 128,000; grid and pane usable after ${Math.round(usable)} ms, of 3,500 on a quiet machine\n`);
    expect(bytes).toBeGreaterThan(80_000);
    expect(bytes).toBeLessThanOrEqual(128_000);
    expect(asked.sort()).toEqual(['/api/me', '/api/sign-in', '/api/sign-in/people']);
    await tab.context().close();
  });

  it('comes in a handful of files, packed by the build, each kept for good', async () => {
    const html = await (await fetch(`${inject('service')}/pane.html`)).text();
    const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(2);
    expect(files.length).toBeLessThanOrEqual(6);
    for (const file of files) {
      const sizes: number[] = [];
      for (const packing of ['br', 'gzip', 'identity']) {
        const answer = await fetch(`${inject('service')}${file}`, { headers: { 'Accept-Encoding': packing } });
        expect([answer.status, answer.headers.get('content-encoding'), answer.headers.get('cache-control')]).toEqual([200, packing === 'identity' ? null : packing, 'public, max-age=31536000, immutable']);
        sizes.push(Number(answer.headers.get('content-length')));
      }
      expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
    }
  });

  it('does not wait for the grid: the pane can be used, and a grid that does not come is said with a way to try again', async () => {
    const { page: tab } = await page();
    await tab.route('**/assets/sheet-*.js', (route) => route.abort());
    await tab.goto(inject('service'));
    await tab.frameLocator('#pane').getByRole('button', { name: /^王晓岚 · / }).waitFor();
    const alert = tab.getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('表格没有打开。请确认网络和服务正常后重试。');
    await tab.unrouteAll();
    await alert.getByRole('button', { name: '重试' }).click();
    await tab.getByRole('tab', { name: '工作表1' }).waitFor();
    await tab.context().close();
  });

  it('says with a code when Office.js cannot be had, and tries again', async () => {
    const { page: tab } = await page();
    await tab.route(office, (route) => route.abort());
    await tab.goto(`${inject('service')}/pane.html`);
    const alert = tab.getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('没有取到 Excel 的接口脚本（Office.js）。请检查网络，或请管理员核对服务地址。编号 BOOT-OFFICE');
    const again = tab.waitForRequest(office);
    await alert.getByRole('button', { name: '重试' }).click();
    await again;
    await tab.context().close();
  });

  it('says after 8 seconds that it has not opened, when its script never comes', async () => {
    const { page: tab } = await page();
    await tab.clock.install();
    await tab.route('**/assets/**', () => { /* never answered */ });
    await tab.goto(`${inject('service')}/pane.html?host=web`, { waitUntil: 'commit' });
    await tab.locator('#boot').waitFor({ state: 'attached' });
    await tab.clock.fastForward(4_000);
    await expect.poll(() => tab.getByRole('alert').count()).toBe(0);
    await tab.clock.fastForward(4_000);
    await expect.poll(() => tab.getByRole('alert').textContent()).toContain('窗格 8 秒内没有打开。');
    await tab.context().close();
  });
});

describe('a file that cannot be had', () => {
  it.each([
    ['/download/old', '这个下载地址无效或已过期（有效期两分钟）。请回到窗格重新点击下载。', 'files.link-expired'],
    ['/nothing-here', '没有这个地址，或其中的对象不存在。请从首页 / 或接口文档 /api 重新进入。', 'http.not-found'],
  ])('%s is refused on a page that can be read', async (path, sentence, code) => {
    const { page: tab, offences } = await page();
    await tab.goto(`${inject('service')}${path}`);
    await expect.poll(() => tab.getByRole('alert').textContent()).toContain(sentence);
    await expect.poll(() => tab.getByRole('alert').textContent()).toContain(`编号 ${code}`);
    await expect.poll(() => tab.getByText('可以关闭这个页面，回到原来的窗口继续。').isVisible()).toBe(true);
    expect([await violations(tab.frames()), offences]).toEqual([[], []]);
    await tab.context().close();
  });
});

describe('a screen whose script does not come', () => {
  it('says that the service is away, and comes when it is asked for again', async () => {
    const { page: tab } = await page();
    await tab.goto(inject('service'));
    const pane = tab.frameLocator('#pane');
    await tab.route('**/assets/PlanScreen-*', (route) => route.abort());
    await pane.getByRole('button', { name: '编制计划' }).click();
    const alert = pane.getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('连接不上服务。表格里的内容都还在。');
    await tab.unroute('**/assets/PlanScreen-*');
    await alert.getByRole('button', { name: '重试' }).click();
    await pane.getByRole('button', { name: '写到新工作表' }).waitFor();
    await expect.poll(() => alert.count()).toBe(0);
    await tab.context().close();
  });

  it('says that the service was updated meanwhile; the new pane opens at the same place, and the sheet stays', async () => {
    const { page: tab } = await page();
    await tab.goto(inject('service'));
    const pane = tab.frameLocator('#pane');
    await pane.getByRole('button', { name: '不登录，先试一试' }).click();
    await pane.getByRole('button', { name: '写到新工作表' }).click();
    await tab.getByRole('tab', { name: '内部双随机抽查' }).waitFor();
    await pane.getByRole('button', { name: '返回' }).click();
    await pane.getByRole('button', { name: /^王晓岚 · / }).click();
    await pane.getByRole('button', { name: '退出登录' }).waitFor();
    // A newer build: other names of scripts, and the old ones gone.
    await tab.route('**/assets/DrawScreen-*', (route) => route.fulfill({ status: 404 }));
    await tab.route('**/pane.html', (route) => route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/assets/pane-newer.js"></script>' }));
    await pane.getByRole('button', { name: '随机抽取' }).click();
    const alert = pane.getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('服务已更新，这一部分要用新的窗格打开。');
    await tab.unrouteAll();
    await alert.getByRole('button', { name: '重新载入窗格' }).click();
    await pane.getByText('还没有抽取。').or(pane.getByRole('button', { name: /^查看和办理 / }).first()).waitFor();
    await expect.poll(() => tab.getByRole('tab').allTextContents()).toEqual(['工作表1', '内部双随机抽查']);
    await tab.context().close();
  });
});
