import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';
import { sideways, troubles } from './variants';
import { violations, Workbench } from './workbench';

let browser: Browser;
let desk: Workbench;
beforeAll(async () => {
  browser = await launch();
  desk = await Workbench.open(browser, inject('service'));
});
afterAll(async () => {
  await desk.close();
  await browser.close();
});

/** Each screen as it is left when everything has arrived. */
const screens: readonly (readonly [name: string, show: () => Promise<void>])[] = [
  ['home before sign-in', () => desk.button(/^王晓岚 · /).waitFor()],
  ['plan before sign-in', async () => {
    await desk.button('不登录，先试一试').click();
    await desk.button('写到新工作表').click();
    await desk.pane.getByRole('heading', { name: '指标预测' }).waitFor();
    await desk.picture('工作台-先试一试');
  }],
  ['home', async () => {
    await desk.button('返回').click();
    await desk.signIn('王晓岚');
  }],
  ['plan with findings', async () => {
    await desk.go('编制计划');
    await desk.pane.getByRole('heading', { name: '保存与提交' }).waitFor();
    await desk.pane.locator('details > summary').first().waitFor();
    for (const group of await desk.pane.locator('details > summary').all()) await group.click();
  }],
  ['plans', async () => {
    await desk.pane.getByRole('tab', { name: '计划与审核' }).click();
    await desk.pane.getByRole('progressbar').waitFor({ state: 'hidden' });
  }],
  ['draw', async () => {
    await desk.go('随机抽取');
    await desk.pane.getByRole('progressbar').waitFor({ state: 'hidden' });
  }],
  ['documents', async () => {
    await desk.go('公文');
    await desk.pane.getByRole('progressbar').waitFor({ state: 'hidden' });
  }],
  ['draft a document', async () => {
    await desk.pane.getByRole('tab', { name: '起草' }).click();
    await desk.pane.getByLabel('文种').waitFor();
  }],
  ['letters', async () => {
    await desk.pane.getByRole('tab', { name: '会商函' }).click();
    await desk.pane.getByRole('progressbar').waitFor({ state: 'hidden' });
  }],
  ['results', async () => {
    await desk.go('结果与月报');
    await desk.pane.getByText('从抽取结果开始检查').waitFor();
  }],
  ['month', async () => {
    await desk.pane.getByRole('tab', { name: '月报表' }).click();
    await desk.button('一键生成月报表').waitFor();
  }],
];

describe('each screen, in 320, 350 and 450 px, light, dark and forced colours', () => {
  it.each(screens)('%s: breaks no rule of accessibility, and nothing stands out sideways', async (name, show) => {
    await show();
    expect(await troubles(desk, name.replaceAll(' ', '-'))).toEqual([]);
  });

  it('asked no other origin, and no script failed', () => {
    expect(desk.unwanted).toEqual([]);
  });
});

describe('the workbench', () => {
  it('at 200 % zoom of a small screen keeps grid and pane usable', async () => {
    const zoomed = await Workbench.open(browser, inject('service'), { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 });
    await zoomed.button(/^王晓岚 · /).waitFor();
    expect(await violations(zoomed.page.frames())).toEqual([]);
    expect(await sideways(zoomed.page)).toEqual([]);
    await expect.poll(() => zoomed.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    const pane = await zoomed.page.locator('#pane').boundingBox();
    expect(pane!.height).toBeGreaterThan(150);
    if (process.env['SCREENS'] !== undefined) await zoomed.page.screenshot({ path: `${process.env['SCREENS']}/zoom-200.png` });
    await zoomed.close();
  });

  it('in English breaks no rule either', async () => {
    const english = await Workbench.open(browser, `${inject('service')}/?lang=en`, { locale: 'en-US' });
    await english.pane.getByRole('button', { name: 'Try it without signing in' }).click();
    await english.pane.getByText('New plan', { exact: false }).first().waitFor();
    expect(await violations(english.page.frames())).toEqual([]);
    await english.close();
  });
});
