import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';
import { adoptSamplePlan, Official } from './official';
import { troubles } from './variants';
import { violations, Workbench } from './workbench';
import { beyond } from './zoom';

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

const tab = async (name: string): Promise<void> => desk.pane.getByRole('tab', { name }).click();
const arrived = (): Promise<void> => desk.pane.getByRole('progressbar').waitFor({ state: 'hidden' });

/** Each screen as it is left when everything has arrived; what a journey leads to is looked at in the journey's own test. */
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
    await tab('计划与审核');
    await arrived();
  }],
  ['items', async () => {
    await tab('抽查事项');
    await desk.button('按清单的上限核对当前计划表').click();
    await arrived();
  }],
  ['headers', async () => {
    await tab('表头');
    await arrived();
  }],
  ['draw', async () => {
    await desk.go('随机抽取');
    await arrived();
  }],
  ['documents', async () => {
    await desk.go('公文');
    await arrived();
  }],
  ['draft a document', async () => {
    await tab('起草');
    await desk.pane.getByLabel('文种').waitFor();
  }],
  ['letters', async () => {
    await tab('会商函');
    await arrived();
  }],
  ['results', async () => {
    await desk.go('结果与月报');
    await desk.pane.getByText('从抽取结果开始检查').waitFor();
  }],
  ['month', async () => {
    await tab('月报表');
    await desk.button('一键生成月报表').waitFor();
  }],
  ['registers', async () => {
    await desk.go('两库名录');
    await arrived();
  }],
  ['what changed since the last visit', async () => {
    await desk.becomes('张国栋');
    await desk.pane.getByRole('heading', { name: '上次以来的变化' }).waitFor();
    await desk.picture('窗格-上次以来的变化');
  }],
  ['a screen for others', async () => {
    await desk.becomes('高清远');
    await desk.go('公文');
    await desk.pane.getByText('经办人、股室负责人').waitFor();
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
  it('at 200 % zoom of a small screen has grid and pane beside each other, and the table in the grid’s place', async () => {
    const zoomed = await Workbench.open(browser, inject('service'), { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 });
    await zoomed.button('不登录，先试一试').click();
    await zoomed.button('写到新工作表').click();
    await zoomed.pane.getByRole('heading', { name: '指标预测' }).waitFor();
    const [pane, grid] = [await zoomed.page.locator('#pane').boundingBox(), await zoomed.page.locator('#grid').boundingBox()];
    expect([pane!.width >= 320, pane!.height > 300, grid!.width > 300, grid!.height > 250]).toEqual([true, true, true, true]);
    await keep(zoomed, 'workbench-zoom-200');
    await zoomed.page.getByRole('button', { name: '表格视图' }).click();
    await zoomed.page.locator('#table td[data-place="A1"]').waitFor();
    expect(await violations(zoomed.page.frames())).toEqual([]);
    expect(await beyond(zoomed.page)).toEqual([]);
    await keep(zoomed, 'table-zoom-200');
    // A cell that has the keyboard is not behind the names of rows and columns.
    for (const key of ['Control+Home', ...Array.from({ length: 12 }, () => 'ArrowDown'), 'End', ...Array.from({ length: 8 }, () => 'ArrowUp'), ...Array.from({ length: 4 }, () => 'ArrowLeft')]) {
      await zoomed.page.keyboard.press(key);
      await expect.poll(() => zoomed.page.evaluate(behind)).toBe(null);
    }
    await zoomed.close();
  });

  it('on a page of 320 × 256 has grid, table and pane one after the other, each with room', async () => {
    const small = await Workbench.open(browser, inject('service'), { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
    await small.button('不登录，先试一试').waitFor();
    const heights = await small.page.evaluate(() => ['#grid', '#pane'].map((part) => document.querySelector(part)!.getBoundingClientRect().height));
    expect(heights.map((height) => height > 140)).toEqual([true, true]);
    expect([...await violations(small.page.frames()), ...await beyond(small.page)]).toEqual([]);
    await keep(small, 'workbench-zoom-400');
    await small.close();
  });

  it('in English breaks no rule either', async () => {
    const english = await Workbench.open(browser, `${inject('service')}/?lang=en`, { locale: 'en-US' });
    await english.pane.getByRole('button', { name: 'Try it without signing in' }).click();
    await english.pane.getByText('New plan', { exact: false }).first().waitFor();
    expect(await violations(english.page.frames())).toEqual([]);
    await english.close();
  });
});

async function keep({ page }: Workbench, name: string): Promise<void> {
  if (process.env['SCREENS'] !== undefined) await page.screenshot({ path: `${process.env['SCREENS']}/${name}.png` });
}

/** The cell with the keyboard, where what is to be seen at its corner is something else. */
function behind(): string | null {
  const cell = document.activeElement as HTMLElement;
  const { left, top } = cell.getBoundingClientRect();
  const there = document.elementFromPoint(left + 3, top + 3);
  return there !== null && (cell.contains(there)) ? null : `${cell.dataset['place']} behind ${there?.textContent}`;
}
