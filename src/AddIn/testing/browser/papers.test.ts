import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';
import { adoptSamplePlan, Official } from './official';
import { troubles, troublesAtAGlance } from './variants';
import { Workbench } from './workbench';

const bureau = 'handan-swj';
const year = new Date().getFullYear();
let browser: Browser;
let desk: Workbench;
beforeAll(async () => {
  const address = inject('service');
  const [clerk, head, administrator] = await Promise.all(['hd-clerk', 'hd-head', 'hd-admin'].map((person) => Official.signIn(address, person)));
  await adoptSamplePlan(clerk!, head!, bureau, '邯郸市商务局2023年度随机抽查工作计划');
  await administrator!.ask('PUT', `/api/bureaus/${bureau}/document-numbers/prefixes/${encodeURIComponent('邯商务函')}`, { startYear: year, startSequence: 18 });
  browser = await launch();
  desk = await Workbench.open(browser, address);
  await desk.signIn('刘畅');
});
afterAll(async () => {
  await desk.close();
  await browser.close();
});

const field = (name: string) => desk.pane.getByLabel(new RegExp(`^${name}\\s*\\*?$`));
/** The file that opens beside the workbench, at the address the service gave for it; its first bytes say what it is. */
async function opened(press: () => Promise<void>): Promise<string> {
  const [given, tab] = await Promise.all([desk.page.waitForResponse(/\/link$/), desk.page.context().waitForEvent('page', { timeout: 60_000 }), press()]);
  const { path } = await given.json() as { path: string };
  const answer = await desk.page.request.get(new URL(path, inject('service')).href);
  await tab.close();
  return (await answer.body()).subarray(0, 4).toString('latin1');
}

describe('a letter to a partner department, from the sheet’s plan to its file', () => {
  it('takes from plan and bureau what they know, and asks for the rest', async () => {
    await desk.go('公文');
    await desk.pane.getByRole('tab', { name: '起草' }).click();
    await desk.pane.getByLabel('文种').selectOption('consultation-letter');
    const pair = desk.pane.getByLabel(/抽查任务 · 收函部门/);
    await pair.locator('option').nth(1).waitFor({ state: 'attached' });
    await pair.selectOption({ index: 1 });
    await desk.button('起草').click();
    await desk.pane.getByRole('heading', { name: '需要填写' }).waitFor();
    await expect.poll(() => desk.pane.getByText(/还有 \d+ 处要补充或改正，才能签发/).count()).toBe(1);
    await desk.pane.locator('summary').filter({ hasText: '已从计划和记录取得' }).click();
    await expect.poll(() => desk.pane.getByText('邯郸市市场监督管理局').first().isVisible()).toBe(true);
    await expect.poll(() => desk.pane.locator('main').textContent()).not.toContain('\\n');
  });

  it('is clear in every width and look while it is filled in', async () => {
    expect(await troubles(desk, 'document')).toEqual([]);
  });

  it('is filled in and saved; what is missing is said until nothing is', async () => {
    const texts: Record<string, string> = { 缘由: '为减少对企业的重复检查，', 抽取时间: `${year + 1}年1月10日上午9时`, 抽取地点: '市商务局三楼会议室', 检查方式: '联合上门检查', 联系人: '市场体系处', 联系电话: '0310-0000000' };
    for (const [name, text] of Object.entries(texts)) await field(name).fill(text);
    await field('每方人数').fill('1');
    await field('回复期限').fill(`${year}-12-31`);
    await desk.button('增加一项 分工').click();
    await field('部门').first().fill('邯郸市商务局');
    await field('事项').first().fill('二手车备案登记情况');
    await field('部门').last().fill('邯郸市市场监督管理局');
    await field('事项').last().fill('登记事项和公示信息');
    await desk.button('保存').click();
    await desk.pane.getByText('已保存。').waitFor();
    await expect.poll(() => desk.pane.getByRole('note').allTextContents()).toEqual([]);
    await expect.poll(() => desk.pane.getByText('内容齐全，可以送签。').count()).toBe(1);
    await desk.picture('窗格-公文-填写');
  });

  it('is read by the lint as it is printed; what it says stands above the decision', async () => {
    const reason = await field('缘由').inputValue();
    await field('缘由').fill('为减少对企业的重复检查(一次进门)，');
    await desk.button('保存').click();
    await desk.pane.getByText('可改为：为减少对企业的重复检查（一次进门），').waitFor();
    await field('缘由').fill(reason);
    await desk.button('保存').click();
    await expect.poll(() => desk.pane.getByText(/^可改为：.*（一次进门）/).count()).toBe(0);
  });

  it('shows its pages as pictures before anything is issued', async () => {
    await desk.button('看印样').click();
    await desk.pane.getByRole('img', { name: /^第1页，共\d+页$/ }).waitFor({ timeout: 60_000 });
    await desk.button('下一页').click();
    const second = desk.pane.getByRole('img', { name: /^第2页，共\d+页$/ });
    await second.waitFor();
    // A page of A4 in 110 dots to the inch.
    await expect.poll(() => second.evaluate((page: HTMLImageElement) => page.naturalWidth)).toBe(910);
    await desk.picture('窗格-公文-印样');
    await desk.button('收起印样').click();
  });

  it('is previewed as the page it will be', async () => {
    expect(await opened(() => desk.button('预览 PDF').click())).toBe('%PDF');
  });

  it('is signed and issued by the section head, numbered, and downloaded', async () => {
    await desk.becomes('张国栋');
    await desk.go('公文');
    await desk.button(/^查看 .*会商函/).first().click();
    await desk.button('签发').click();
    await desk.pane.getByText('签发后内容不能再改。').getByRole('button', { name: '签发' }).click();
    await desk.pane.getByText('已签发。').waitFor();
    await desk.button('编号印发').click();
    await desk.pane.getByLabel('机关代字').selectOption('邯商务函');
    await desk.picture('窗格-公文-印发');
    expect(await troublesAtAGlance(desk, 'document-issue')).toEqual([]);
    await desk.pane.getByText('印发后取得发文字号').getByRole('button', { name: '编号印发' }).click();
    await desk.pane.getByText(`已印发：邯商务函〔${year}〕18号`).first().waitFor();
    expect(await opened(() => desk.button('下载 Word').click())).toBe('PK\u0003\u0004');
    await expect.poll(() => desk.button('签发').count()).toBe(0);
  });

  it('stands in the register of its prefix and year, and stays there when it is voided', async () => {
    await desk.button('作废').click();
    await desk.pane.getByLabel(/作废/).fill('任务取消');
    await desk.button('作废').last().click();
    await desk.pane.getByText('已作废：任务取消').first().waitFor();
    await desk.pane.locator('summary').filter({ hasText: '发文字号登记簿' }).click();
    const register = desk.pane.getByRole('region', { name: '邯商务函' });
    await register.getByText(`邯商务函〔${year}〕：共1个号，作废1个`).waitFor();
    await expect.poll(() => register.getByRole('listitem').allTextContents()).toEqual([expect.stringContaining(`邯商务函〔${year}〕18号 · ${year}`)]);
    await expect.poll(() => register.getByRole('listitem').textContent()).toContain('已作废：任务取消');
    await desk.picture('窗格-公文-登记簿');
    expect(await troublesAtAGlance(desk, 'document-ledger')).toEqual([]);
    await desk.pane.getByLabel('年份').last().selectOption(String(year - 1));
    await desk.pane.getByText(`${year - 1}年还没有编过号。`).waitFor();
  });
});

describe('the month', () => {
  it('says what is missing, takes it, and becomes a draft', async () => {
    await desk.becomes('刘畅');
    await desk.go('结果与月报');
    await desk.pane.getByRole('tab', { name: '月报表' }).click();
    await desk.pane.getByText(/^还缺：/).waitFor();
    await field('公示网站').fill('国家企业信用信息公示系统');
    await field('联系人').fill('刘畅');
    await field('联系电话').fill('0310-0000000');
    await desk.button('保存').click();
    await desk.pane.getByText('已保存。').waitFor();
    await desk.picture('窗格-月报');
    expect(await troublesAtAGlance(desk, 'month-ready')).toEqual([]);
    await desk.button('一键生成月报表').click();
    await expect.poll(() => desk.pane.getByText('已生成草稿').isVisible()).toBe(true);
  });

  it('asked no other origin, and no script failed', () => {
    expect(desk.unwanted).toEqual([]);
  });
});
