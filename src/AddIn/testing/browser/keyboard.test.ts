import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';
import { adoptSamplePlan, Official } from './official';
import { Workbench } from './workbench';

let browser: Browser;
let desk: Workbench;
beforeAll(async () => {
  const address = inject('service');
  const [clerk, head] = await Promise.all(['hd-clerk', 'hd-head'].map((person) => Official.signIn(address, person)));
  await adoptSamplePlan(clerk!, head!, 'handan-swj', '邯郸市商务局2023年度随机抽查工作计划');
  browser = await launch();
  desk = await Workbench.open(browser, address);
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
async function tabTo(wanted: RegExp, most = 60, key = 'Tab'): Promise<void> {
  const way: string[] = [];
  for (let step = 0; step < most; step++) {
    await press(key);
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

  it('somebody signs in and out, and the keyboard never leaves the pane', async () => {
    await desk.page.reload();
    await desk.button(/^刘畅 · /).waitFor();
    await intoPane();
    await tabTo(/^刘畅 · /);
    await press('Enter');
    await desk.button('退出登录').waitFor();
    await expect.poll(inside).toBe(true);
  });

  it('a document is begun, filled in and saved', async () => {
    await open('公文');
    await tabTo(/^公文/);
    await press('ArrowRight');
    await press('Enter');
    await desk.pane.getByLabel('文种').waitFor();
    await tabTo(/文种|计划通知/);
    // Letters choose in a list, as they do in every form of a browser.
    await desk.page.keyboard.type('专项');
    await expect.poll(() => desk.pane.getByLabel('文种').evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.textContent)).toMatch(/^专项/);
    await expect.poll(() => desk.button('起草').isEnabled()).toBe(true);
    await tabTo(/^起草$/);
    await press('Enter');
    await desk.pane.getByRole('heading', { name: '需要填写' }).waitFor();
    await expect.poll(inside).toBe(true);
    const field = desk.pane.getByRole('textbox').first();
    await tabUntil(() => field.evaluate((box) => box === document.activeElement));
    await desk.page.keyboard.insertText('键盘填写');
    await tabTo(/^保存$/);
    await press('Space');
    await desk.pane.getByText('已保存。').waitFor();
    await expect.poll(inside).toBe(true);
  });

  it('a question that binds is asked, and Escape gives the keyboard back to its button', async () => {
    await desk.becomes('张国栋');
    await intoPane();
    await open('公文');
    await tabTo(/^查看 .*专项/);
    await press('Enter');
    await desk.button('退回修改').or(desk.button('签发')).first().waitFor();
    await expect.poll(inside).toBe(true);
  });

  it('a register is read from the sheet in front', async () => {
    await open('两库名录');
    await tabTo(/^用当前工作表/);
    await press('Enter');
    await desk.pane.getByRole('alert').or(desk.pane.getByText(/写入名录|不能写入/)).first().waitFor();
    await expect.poll(inside).toBe(true);
  });

  it('the month is filled in and its form made', async () => {
    await desk.becomes('刘畅');
    await intoPane();
    await open('结果与月报');
    await tabTo(/^检查结果/);
    await press('ArrowRight');
    await press('Enter');
    const website = desk.pane.getByLabel(/^公示网站/);
    await website.waitFor();
    await tabUntil(() => website.evaluate((box) => box === document.activeElement));
    await press('Control+a');
    await desk.page.keyboard.insertText('国家企业信用信息公示系统');
    await tabTo(/^保存$/);
    await press('Enter');
    await desk.pane.getByText('已保存。').waitFor();
    await expect.poll(inside).toBe(true);
    await tabTo(/^一键生成月报表/);
    await press('Space');
    await desk.pane.getByText('已生成草稿').waitFor();
    await expect.poll(inside).toBe(true);
  });
});

/** From the grid round to the pane. */
async function intoPane(): Promise<void> {
  await desk.page.locator('#grid canvas[data-u-comp=render-canvas]').last().focus();
  await press('F6');
  await press('F6');
}

/** From wherever the keyboard is in the pane to a screen of the first one. */
async function open(screen: string): Promise<void> {
  const back = desk.button('返回');
  if (await back.isVisible()) {
    await tabTo(/返回/, 80, 'Shift+Tab');
    await press('Enter');
    await desk.button(screen).waitFor();
  }
  await expect.poll(inside).toBe(true);
  await tabTo(new RegExp(`^${screen}$`));
  await press('Enter');
  await desk.pane.getByRole('heading', { level: 1, name: screen }).waitFor();
  await expect.poll(inside).toBe(true);
}

/** What had the keyboard may be gone or wait; something of the pane has it then. */
const inside = (): Promise<boolean> => pane().evaluate(() => document.hasFocus() && document.activeElement !== document.body);

async function tabUntil(there: () => Promise<boolean>): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if (await there()) return;
    await press('Tab');
  }
  throw new Error('not reached with Tab');
}
