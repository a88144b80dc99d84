import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from './chromium';
import { startService, type RunningService } from './runningService';
import { audience, clientId, SmallIssuer } from './smallIssuer';
import { violations } from './workbench';

let [issuer, service, browser] = [null! as SmallIssuer, null! as RunningService, null! as Browser];
let [context, page, pane] = [null! as BrowserContext, null! as Page, null! as FrameLocator];

beforeAll(async () => {
  issuer = await SmallIssuer.start(['chief-1', 'stranger']);
  service = await startService({ Auth__Authority: issuer.authority, Auth__Audience: audience, Auth__ClientId: clientId, Auth__FirstAdministrator: 'chief-1' });
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await service?.stop();
  await issuer?.stop();
});

beforeEach(async () => {
  issuer.away = false;
  context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(20_000);
  page = await context.newPage();
  pane = page.frameLocator('#pane');
});

afterEach(() => context.close());

const begin = () => pane.getByRole('button', { name: '从统一认证入口登录' });
const atTheIssuer = async (click: () => Promise<void>): Promise<Page> => (await Promise.all([context.waitForEvent('page'), click()]))[0];
const signedIn = () => pane.getByText('系统管理员 · 系统管理');

describe('signing in at an issuer, beside the grid', () => {
  it('happens in a window of the issuer, leaves no token in the page, and holds after a reload until somebody signs out', async () => {
    await page.goto(service.address);
    await begin().waitFor();
    await expect.poll(() => pane.getByText('样例人员').count()).toBe(0);
    const opened = await atTheIssuer(() => begin().click());
    await pane.getByText('请在新打开的窗口里登录').waitFor();
    expect(await violations([page.frames()[1]!])).toEqual([]);
    await opened.getByRole('link', { name: 'chief-1' }).click();
    await signedIn().waitFor();
    expect(issuer.exchanges).toEqual([true]);
    await expect.poll(() => page.frames()[1]!.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie.length])).toEqual([0, 0, 0]);

    await page.reload();
    await signedIn().waitFor();
    await pane.getByRole('button', { name: '退出登录' }).click();
    await begin().waitFor();
    await expect.poll(async () => (await context.request.get(`${service.address}/api/me`)).status()).toBe(401);
  });

  it('tells somebody whom the service does not know what to do, and lets another account try', async () => {
    await page.goto(service.address);
    await (await atTheIssuer(() => begin().click())).getByRole('link', { name: 'stranger' }).click();
    await pane.getByText('请联系管理员登记您的单位和岗位').waitFor();
    await expect.poll(async () => (await context.request.get(`${service.address}/api/me`)).status()).toBe(401);
    await (await atTheIssuer(() => begin().click())).getByRole('link', { name: 'chief-1' }).click();
    await signedIn().waitFor();
  });

  it('says when the issuer refuses, and when it is away; giving up gives the button back', async () => {
    await page.goto(service.address);
    await (await atTheIssuer(() => begin().click())).getByRole('link', { name: 'refuse' }).click();
    await pane.getByText('统一认证系统没有让您登录。').waitFor();
    await expect.poll(() => pane.getByText('sign-in.issuerRefused · access_denied').count()).toBe(1);

    await atTheIssuer(() => begin().click());
    await pane.getByRole('button', { name: '取消' }).click();
    await pane.getByText('登录没有完成。').waitFor();

    issuer.away = true;
    await page.reload();
    await begin().click();
    await pane.getByText('连接不上统一认证系统。').waitFor();
  });

  it('believes no answer to a sign-in that nobody began', async () => {
    await page.goto(service.address);
    const opened = await atTheIssuer(() => begin().click());
    const forger = await context.newPage();
    await forger.goto(`${service.address}/sign-in.html?code=stolen&state=invented%3Bwindow`);
    await opened.getByRole('link', { name: 'chief-1' }).click();
    await signedIn().waitFor();
    expect(issuer.exchanges.at(-1)).toBe(true);
  });
});

describe('the sign-in page on its own', () => {
  const link = '/api/people?x=1';

  it('leads from a link through the issuer to what the link was for', async () => {
    await page.goto(service.address + link);
    await page.getByRole('link', { name: 'chief-1' }).click();
    await page.waitForURL(service.address + link);
    await expect.poll(() => page.textContent('body')).toContain('administrator');
    // Once signed in, the page leads back without the issuer.
    await page.goto(`${service.address}/sign-in.html?return=${encodeURIComponent(link)}`);
    await page.waitForURL(service.address + link);
  });

  it('leads to no other site, neither back nor on', async () => {
    await page.goto(`${service.address}/sign-in.html?return=${encodeURIComponent('https://evil.example/')}`);
    await page.getByRole('link', { name: 'chief-1' }).click();
    await page.waitForURL(`${service.address}/start`);
    for (const elsewhere of ['https://evil.example/authorize', `${issuer.authority}/elsewhere`, 'javascript:alert(1)']) {
      await page.goto('about:blank');
      await page.goto(`${service.address}/sign-in.html#${encodeURIComponent(elsewhere)}`);
      await page.getByText('这个登录地址不对').waitFor();
      expect(new URL(page.url()).origin).toBe(service.address);
    }
  });

  it('leads from a dialog of Office to the issuer, and tells the pane the address it came back to', async () => {
    // Office.js itself is not in this repository; what is asked of it here is one call.
    await context.route('https://appsforoffice.microsoft.com/**', (route) => route.fulfill({ contentType: 'text/javascript', body: 'window.Office={onReady:()=>Promise.resolve({}),context:{ui:{messageParent:(said)=>{window.told=said}}}}' }));
    await page.goto(`${service.address}/sign-in.html#${encodeURIComponent(`${issuer.authority}/authorize?redirect_uri=${service.address}/sign-in.html&state=1%3Boffice`)}`);
    await page.getByRole('link', { name: 'chief-1' }).click();
    await page.getByText('已经登录，可以关闭这个窗口。').waitFor();
    const told = new URL(await (await page.waitForFunction(() => (window as unknown as { told?: string }).told)).jsonValue() as string);
    expect([told.origin, told.pathname, told.searchParams.get('state')]).toEqual([service.address, '/sign-in.html', '1;office']);
  });

  it('lets somebody unknown choose another account', async () => {
    await page.goto(service.address + link);
    await page.getByRole('link', { name: 'stranger' }).click();
    await page.getByText('请联系管理员登记您的单位和岗位').waitFor();
    expect(await violations([page.mainFrame()])).toEqual([]);
    await page.getByRole('button', { name: '换一个账号登录' }).click();
    await page.getByText('login', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'chief-1' }).click();
    await page.waitForURL(service.address + link);
  });
});
