import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';
import { troublesAtAGlance } from './variants';
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

const counts = async (): Promise<number[]> => {
  const text = await desk.pane.getByText(/错误 \d+ 处，提醒 \d+ 处，建议 \d+ 处/).first().textContent();
  return [...text!.matchAll(/(\d+) 处/g)].map(([, count]) => Number(count));
};
const forecast = (name: string) => desk.pane.getByRole('listitem').filter({ hasText: name });
/** The pane has checked again and says something else than before. */
const recounted = (before: readonly number[]) => expect.poll(counts).not.toEqual(before);

describe('the plan, from the sample to the adopted version', () => {
  it('begins as a sheet of its own, with findings by rule', async () => {
    await desk.signIn('王晓岚');
    await desk.go('编制计划');
    await desk.button('写到新工作表').click();
    await desk.pane.getByRole('heading', { name: '指标预测' }).waitFor();
    await expect.poll(counts).toEqual([0, 12, 17]);
    await expect.poll(() => desk.page.getByRole('tab').allTextContents()).toEqual(['工作表1', '内部双随机抽查']);
    await expect.poll(() => desk.pane.locator('summary').filter({ hasText: '本机关名称有误' }).textContent()).toContain('（6）');
    await desk.picture('工作台-计划检查');
  });

  it('is mended by typing into the cell a finding leads to, and the forecast follows', async () => {
    const before = await counts();
    await desk.pane.locator('summary').filter({ hasText: '企业抽查比例低于要求' }).click();
    const share = forecast('企业').filter({ hasText: '要求不低于3%' });
    await expect.poll(() => share.textContent()).toMatch(/不确定.*= 1\.06%—/);
    await desk.button(/^转到 .*F16/).click();
    await desk.typeAfterJump('5%');
    await recounted(before);
    await expect.poll(() => desk.pane.locator('summary').filter({ hasText: '企业抽查比例低于要求' }).count()).toBe(0);
    await expect.poll(() => share.textContent()).toMatch(/达标.*= 5\.03%—/);
  });

  it('is mended one by one and all at once; one undo takes all back', async () => {
    const before = await counts();
    const names = desk.pane.locator('details').filter({ has: desk.pane.locator('summary', { hasText: '本机关名称有误' }) });
    await names.locator('summary').click();
    await names.getByRole('button', { name: /^改为“/ }).first().click();
    await recounted(before);
    const one = await counts();
    await names.getByRole('button', { name: '全部改正（5处）' }).click();
    // Five cells change; the sheet may be checked in between.
    await expect.poll(() => names.count()).toBe(0);
    const all = await counts();
    await desk.page.locator('#grid canvas[data-u-comp=render-canvas]').last().focus();
    await desk.page.keyboard.press('Control+z');
    await expect.poll(counts).toEqual(one);
    await desk.page.keyboard.press('Control+y');
    await expect.poll(counts).toEqual(all);
  });

  it('loses nothing while the service is away, and says so', async () => {
    await desk.page.route('**/api/**', (route) => route.abort());
    const before = await desk.page.getByRole('tab').allTextContents();
    await desk.button('保存为草稿').click();
    const alert = desk.pane.getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('连接不上服务。表格里的内容都还在。');
    await alert.getByRole('button', { name: '重试' }).scrollIntoViewIfNeeded();
    await desk.picture('工作台-服务连不上');
    expect(await troublesAtAGlance(desk, 'plan-away')).toEqual([]);
    await expect.poll(() => desk.page.getByRole('tab').allTextContents()).toEqual(before);
    await desk.page.unroute('**/api/**');
    await alert.getByRole('button', { name: '重试' }).click();
    await desk.pane.getByText('已保存。').waitFor();
    await expect.poll(() => alert.count()).toBe(0);
    await expect.poll(() => desk.pane.getByText('已保存为第1版（草稿）').count()).toBe(1);
  });

  it('shows what differs when somebody else has saved meanwhile', async () => {
    const other = await Workbench.open(browser, inject('service'));
    await other.signIn('王晓岚');
    await other.go('编制计划');
    await other.pane.getByRole('tab', { name: '计划与审核' }).click();
    await other.button('查看').click();
    await other.button('写到新工作表').click();
    await expect.poll(() => other.page.getByRole('tab').count()).toBe(2);
    await other.pane.getByRole('tab', { name: '当前表格' }).click();
    await other.pane.locator('summary').filter({ hasText: '全部抽查，没有随机' }).click();
    await other.button(/^转到 .*F4/).click();
    await other.typeAfterJump('30%');
    await other.pane.locator('summary').filter({ hasText: /全部抽查，没有随机（1）/ }).waitFor();
    await other.button('保存修改').click();
    await other.pane.getByText('已保存。').waitFor();
    await other.close();

    await desk.button('保存修改').click();
    await desk.pane.getByText('有人先保存了').waitFor();
    const list = desk.pane.getByRole('listitem').filter({ hasText: '对方的：30%' });
    await expect.poll(() => list.textContent()).toContain('我的：100%');
    // What to do about it is seen without scrolling.
    await expect.poll(() => desk.button('用我的覆盖').evaluate((choice) => choice.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await desk.picture('工作台-有人先保存');
    expect(await troublesAtAGlance(desk, 'plan-conflict')).toEqual([]);
    await desk.button('用我的覆盖').click();
    await desk.pane.getByText('已保存。').waitFor();
  });

  it('is submitted by the clerk, adopted by the section head, and then locked by the service', async () => {
    await desk.button('提交审核').click();
    await desk.pane.getByText('已提交，等待股室负责人审核。').waitFor();
    await expect.poll(() => desk.pane.getByText('这一版已由服务锁定').count()).toBe(1);
    await desk.becomes('李卫平');
    await desk.go('编制计划');
    await desk.button('查看').click();
    await desk.button('审核通过').click();
    await desk.picture('工作台-审核');
    expect(await troublesAtAGlance(desk, 'plan-approval')).toEqual([]);
    await desk.pane.getByRole('group', { name: /^通过后这一版不能再改/ }).getByRole('button', { name: '审核通过' }).click();
    await desk.pane.getByText('已审核通过。').waitFor();
    await expect.poll(() => desk.pane.getByText(/2023年 · 第1版 · 已通过/).count()).toBe(1);
    await desk.becomes('王晓岚');
    await desk.go('编制计划');
    await desk.pane.getByText('已保存为第1版（已通过）').waitFor();
    await expect.poll(() => desk.button('保存修改').count()).toBe(0);
  });

  it('changes as a new version that says what changed and why', async () => {
    await desk.button('变更计划').click();
    await desk.pane.getByLabel('为什么要变更').fill('加油站抽查提前');
    await desk.button('建立新版本').click();
    await desk.pane.getByText('已保存为第2版（草稿）').waitFor();
    const before = await counts();
    await desk.pane.locator('summary').filter({ hasText: '名称写着别的年度' }).click();
    await desk.button(/^改为“2023年加油站/).click();
    await recounted(before);
    await desk.button('保存修改').click();
    await desk.pane.getByText('已保存。').waitFor();
    await desk.pane.getByRole('tab', { name: '计划与审核' }).click();
    await desk.button('查看').click();
    const changes = desk.pane.locator('details').filter({ hasText: '与第1版相比（1）' });
    await expect.poll(() => changes.textContent()).toContain('−：2022年加油站计量双随机监督检查＋：2023年加油站计量双随机监督检查');
    await expect.poll(() => desk.pane.getByText('变更理由：加油站抽查提前').count()).toBe(1);
    await desk.picture('工作台-变更');
    expect(await troublesAtAGlance(desk, 'plan-changes')).toEqual([]);
  });

  it('shows which tasks would meet the same firms, and how many visits are saved', async () => {
    await desk.pane.getByRole('tab', { name: '当前表格' }).click();
    await desk.button('查找对象重叠的任务').click();
    const shared = desk.pane.getByRole('region', { name: '可以合并上门的任务' });
    await shared.getByText(/有 \d+ 个相同的检查对象。.*全年可少上门 \d+ 次（\d+ 次减为 \d+ 次）/).first().waitFor();
    await expect.poll(() => shared.getByRole('button', { name: /^转到 / }).count()).toBeGreaterThan(1);
  });

  it('takes a task from the item list, under the last one and with the next number', async () => {
    await desk.pane.getByRole('tab', { name: '抽查事项' }).click();
    await desk.pane.getByRole('checkbox', { name: /登记事项检查/ }).first().check();
    await desk.button('加到当前计划表（1项）').click();
    await desk.pane.getByText('第20行起加上 1 项任务', { exact: false }).waitFor();
    expect((await desk.cells())[19]?.slice(0, 6)).toEqual(['16', '企业登记事项检查双随机抽查', '不定向', '登记事项检查', '全县企业', '5%']);
  });

  it('is the beginning of another year’s, on a sheet of its own', async () => {
    await desk.pane.getByRole('tab', { name: '当前表格' }).click();
    await desk.pane.locator('summary').filter({ hasText: '新建计划表' }).click();
    const chosen = desk.pane.getByRole('combobox').filter({ has: desk.pane.locator('option', { hasText: /^2023年 / }) });
    await chosen.selectOption({ label: (await chosen.locator('option', { hasText: /^2023年 / }).first().textContent())! });
    await desk.button('写到新工作表').click();
    await expect.poll(async () => (await desk.cells()).slice(0, 2).flat().join('')).toMatch(/20(?!23)\d\d/);
    const rows = await desk.cells();
    expect(rows.filter((row) => row.some((cell) => cell.includes('双随机'))).length).toBeGreaterThanOrEqual(15);
    expect(rows.flat().filter((cell) => cell.includes('2023年加油站'))).toEqual([]);
  });

  it('is understood under a header of its own once somebody has said what it means', async () => {
    const rows = await desk.cells();
    const row = rows.findIndex((cells) => cells.includes('抽查事项'));
    await desk.typeInto(`${'ABCDEFGH'[rows[row]!.indexOf('抽查事项')]}${row + 1}`, '查些什么');
    await desk.pane.getByRole('tab', { name: '表头' }).click();
    await desk.pane.getByLabel('“查些什么”是哪一列').selectOption({ label: '抽查事项' });
    await desk.button('记住').click();
    await desk.pane.getByText('每个表头都认识。').waitFor();
    await expect.poll(() => desk.pane.getByText('“查些什么” → 抽查事项').count()).toBe(1);
  });

  it('asked no other origin, and no script failed', () => {
    expect(desk.unwanted).toEqual([]);
  });
});
