import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';
import { Workbench } from './workbench';

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

const press = (key: string): Promise<void> => desk.page.keyboard.press(key);
const pane = () => desk.page.frames().find((frame) => frame.url().includes('/pane.html'))!;
/** What has the keyboard in the pane, and whether one sees it. */
const focused = (): Promise<{ name: string; seen: boolean }> => pane().evaluate(() => {
  const element = document.activeElement as HTMLElement;
  const looks = [element, element.parentElement!].flatMap((one) => [getComputedStyle(one), getComputedStyle(one, '::after'), getComputedStyle(one, '::before')]);
  const seen = looks.some((look) => (look.outlineStyle !== 'none' && Number.parseFloat(look.outlineWidth) > 0) || look.boxShadow !== 'none' || (look.borderBottomStyle !== 'none' && Number.parseFloat(look.borderBottomWidth) >= 2));
  return { name: (element.getAttribute('aria-label') ?? (element instanceof HTMLSelectElement ? element.labels[0]?.textContent : element.textContent) ?? '').trim().slice(0, 40) || element.tagName, seen };
});
/** Tab after Tab until the wanted control has the keyboard; every stop on the way must be visible. */
async function tabTo(wanted: RegExp, most = 60): Promise<void> {
  const way: string[] = [];
  for (let step = 0; step < most; step++) {
    await press('Tab');
    let stop = { name: '', seen: false };
    // The ring may come a moment after the focus.
    await expect.poll(async () => (stop = await focused()).seen, { message: `the focus is seen after ${way.join(' → ')}` }).toBe(true);
    way.push(stop.name);
    if (wanted.test(stop.name)) return;
  }
  throw new Error(`no way to ${wanted}: ${way.join(' → ')}`);
}

describe('with the keyboard alone', () => {
  it('a plan is begun, a finding is mended in its cell and the way leads back to the pane', async () => {
    await desk.button('不登录，先试一试').waitFor();
    // The grid has the keyboard to begin with; its tabs come next, then the pane.
    await gridHasKeyboard();
    await press('F6');
    await press('F6');
    await expect.poll(async () => (await focused()).name).toBe('不登录，先试一试');
    await press('Enter');
    await desk.button('写到新工作表').waitFor();
    await tabTo(/^写到新工作表/);
    await press('Enter');
    await desk.pane.getByRole('heading', { name: '指标预测' }).waitFor();
    await desk.page.waitForFunction(() => document.activeElement?.tagName !== 'IFRAME');
    await press('F6');
    await press('F6');
    await tabTo(/^提醒 · 全部抽查，没有随机/);
    await press('Enter');
    await tabTo(/^转到 .*F4/);
    await press('Enter');
    await desk.typeAfterJump('20%');
    await desk.pane.locator('summary').filter({ hasText: '全部抽查，没有随机（1）' }).waitFor();
  });

  it('tabs of the sheets are chosen with the arrows, and F6 leaves the grid in both directions', async () => {
    await desk.page.locator('#grid canvas[data-u-comp=render-canvas]').last().focus();
    await press('F6');
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.textContent)).toBe('内部双随机抽查');
    await press('ArrowLeft');
    await expect.poll(() => desk.page.getByRole('tab', { selected: true }).textContent()).toBe('工作表1');
    await press('Shift+F6');
    await press('Shift+F6');
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.textContent)).toBe('打开 .xlsx');
    await press('Tab');
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.textContent)).toBe('下载 .xlsx');
  });

  it('somebody signs in, and the keyboard stays in the pane though the button has gone', async () => {
    await desk.page.reload();
    await desk.button(/^刘畅 · /).waitFor();
    await gridHasKeyboard();
    await intoPane();
    await tabTo(/^刘畅 · /);
    await press('Enter');
    await desk.button('退出登录').waitFor();
    await expect.poll(inside).toBe(true);
  });
});

describe('a grid that comes late', () => {
  it('does not take the keyboard from somebody who is at work in the pane', async () => {
    let arrive = (): void => { /* not asked for yet */ };
    const due = new Promise<void>((done) => { arrive = done; });
    await desk.page.route('**/assets/sheet-*.js', async (route) => {
      await due;
      await route.continue();
    });
    await desk.page.reload();
    await desk.button('编制计划').focus();
    await desk.page.evaluate(() => document.querySelector('#grid')!.addEventListener('focusin', () => document.body.classList.add('asked')));
    arrive();
    await desk.page.getByRole('tab', { name: '工作表1' }).waitFor();
    // The grid asks for the keyboard a moment after it is drawn.
    await desk.page.waitForFunction(() => document.body.classList.contains('asked'));
    await expect.poll(async () => (await focused()).name).toBe('编制计划');
    expect(await inside()).toBe(true);
    await desk.page.unrouteAll();
  });
});

const gridHasKeyboard = () => desk.page.waitForFunction(() => document.querySelector('#grid')!.contains(document.activeElement));

/** From the grid round to the pane. */
async function intoPane(): Promise<void> {
  await desk.page.locator('#grid canvas[data-u-comp=render-canvas]').last().focus();
  await press('F6');
  await press('F6');
}

/** What had the keyboard may be gone or wait; something of the pane has it then. */
const inside = (): Promise<boolean> => pane().evaluate(() => document.hasFocus() && document.activeElement !== document.body);
