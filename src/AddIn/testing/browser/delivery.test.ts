import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';

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
    expect(await tab.evaluate(() => 'stranger' in window)).toBe(false);
    await tab.context().close();
  });
});

describe('the pane before its first screen', () => {
  it('brings at most 150 KB of packed script and asks the service twice', async () => {
    const { page: tab } = await page();
    const asked: string[] = [];
    tab.on('response', (response) => {
      if (response.url().includes('/api/')) asked.push(new URL(response.url()).pathname);
    });
    const start = performance.now();
    await tab.goto(inject('service'));
    await tab.frameLocator('#pane').getByRole('button', { name: /^王晓岚 · / }).waitFor();
    const usable = performance.now() - start;
    const bytes = await scriptsOf(`${inject('service')}/pane.html?host=web`);
    process.stdout.write(`MEASURED pane: ${bytes} bytes of script over the wire, of 153,600; grid and pane usable after ${Math.round(usable)} ms, of 3,500 on a quiet machine\n`);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(150 * 1024);
    expect(asked.sort()).toEqual(['/api/me', '/api/sign-in/people']);
    await tab.context().close();
  });

  it('says with a code when Office.js cannot be had, and tries again', async () => {
    const { page: tab } = await page();
    await tab.route(office, (route) => route.abort());
    await tab.goto(`${inject('service')}/pane.html`);
    const alert = tab.getByRole('alert');
    expect(await alert.textContent()).toContain('没有取到 Excel 的接口脚本（Office.js）。请检查网络，或请管理员核对服务地址。编号 BOOT-OFFICE');
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
    expect(await tab.getByRole('alert').count()).toBe(0);
    await tab.clock.fastForward(4_000);
    expect(await tab.getByRole('alert').textContent()).toContain('窗格 8 秒内没有打开。');
    await tab.context().close();
  });
});
