import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';
import { Keys } from './keys';
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

const keys = new Keys(() => desk);
const field = (name: string) => desk.pane.getByLabel(new RegExp(`^${name}\\s*\\*?$`));
/** The file that opens beside the workbench, at the address the service gave for it; its first bytes say what it is. */
async function opened(press: () => Promise<void>): Promise<string> {
  const [given, tab] = await Promise.all([desk.page.waitForResponse(/\/api\/file-links$/), desk.page.context().waitForEvent('page', { timeout: 60_000 }), press()]);
  const { path } = await given.json() as { path: string };
  const answer = await desk.page.request.get(new URL(path, inject('service')).href);
  await tab.close();
  return (await answer.body()).subarray(0, 4).toString('latin1');
}

describe('a letter to a partner department, from the sheet’s plan to its file', () => {
  it('takes from plan and bureau what they know, and asks for the rest', async () => {
    await keys.go('公文');
    await keys.tab('起草');
    await keys.choose(desk.pane.getByLabel('文种'), /会商函/);
    const pair = desk.pane.getByLabel(/抽查任务 · 收函部门/);
    await pair.locator('option').nth(1).waitFor({ state: 'attached' });
    await keys.choose(pair, / → /);
    await keys.use(desk.button('起草'));
    await desk.pane.getByRole('heading', { name: '需要填写' }).waitFor();
    await expect.poll(() => desk.pane.getByText(/还有 \d+ 处要补充或改正，才能签发/).count()).toBe(1);
    await keys.use(desk.pane.locator('summary').filter({ hasText: '已从计划和记录取得' }));
    await expect.poll(() => desk.pane.getByText('邯郸市市场监督管理局').first().isVisible()).toBe(true);
    await expect.poll(() => desk.pane.locator('main').textContent()).not.toContain('\\n');
  });

  it('is clear in every width and look while it is filled in', async () => {
    expect(await troubles(desk, 'document')).toEqual([]);
  });

  it('is filled in and saved; what is missing is said until nothing is', async () => {
    const texts: Record<string, string> = { 缘由: '为减少对企业的重复检查，', 抽取时间: `${year + 1}年1月10日上午9时`, 抽取地点: '市商务局三楼会议室', 检查方式: '联合上门检查', 联系人: '市场体系处', 联系电话: '0310-0000000' };
    for (const [name, text] of Object.entries(texts)) await keys.type(field(name), text);
    await keys.type(field('每方人数'), '1');
    await keys.day(field('回复期限'), `${year}-12-31`);
    await keys.use(desk.button('增加一项 分工'));
    await keys.type(field('部门').first(), '邯郸市商务局');
    await keys.type(field('事项').first(), '二手车备案登记情况');
    await keys.type(field('部门').last(), '邯郸市市场监督管理局');
    await keys.type(field('事项').last(), '登记事项和公示信息');
    await keys.use(desk.button('保存'));
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

  it('is compared with the draft before, word by word', async () => {
    await keys.use(desk.pane.locator('summary').filter({ hasText: '与上一稿或另一份公文对照' }));
    await desk.pane.getByText(/^第 3 稿 → 现在：1处不同，\d+段相同。/).waitFor();
    await expect.poll(() => desk.pane.locator('del').allTextContents()).toEqual(['(一次进门)']);
    await keys.choose(desk.pane.getByLabel('对照哪一稿、哪一份'), /^第 1 稿 · 刘畅 · /);
    await desk.pane.getByText(/^第 1 稿 → 现在：\d+处不同/).waitFor();
    expect(await troublesAtAGlance(desk, 'document-compared')).toEqual([]);
  });

  it('shows its pages as pictures before anything is issued', async () => {
    await keys.use(desk.button('看印样'));
    await desk.pane.getByRole('img', { name: /^第1页，共\d+页$/ }).waitFor({ timeout: 60_000 });
    // What was asked for is in view, and its heading has the keyboard.
    await expect.poll(() => desk.pane.locator(':focus').textContent()).toBe('印样');
    await expect.poll(() => desk.pane.getByRole('img', { name: /^第1页/ }).evaluate((page) => page.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await keys.use(desk.button('下一页'));
    const second = desk.pane.getByRole('img', { name: /^第2页，共\d+页$/ });
    await second.waitFor();
    // A page of A4 in 110 dots to the inch.
    await expect.poll(() => second.evaluate((page: HTMLImageElement) => page.naturalWidth)).toBe(910);
    await desk.picture('窗格-公文-印样');
    await keys.use(desk.button('收起印样'));
  });

  it('is previewed as the page it will be', async () => {
    expect(await opened(() => keys.use(desk.button('预览 PDF')))).toBe('%PDF');
  });

  it('is signed and issued by the section head, numbered, and downloaded', async () => {
    await keys.becomes('张国栋');
    await keys.go('公文');
    await keys.use(desk.button(/^查看 .*会商函/).first());
    await keys.use(desk.button('签发'));
    await keys.use(desk.pane.getByRole('group', { name: /^签发后内容不能再改。/ }).getByRole('button', { name: '签发' }));
    await desk.pane.getByText('已签发。').waitFor();
    await keys.use(desk.button('编号印发'));
    await keys.choose(desk.pane.getByLabel('机关代字'), /^邯商务函$/);
    await desk.picture('窗格-公文-印发');
    expect(await troublesAtAGlance(desk, 'document-issue')).toEqual([]);
    await keys.use(desk.pane.getByRole('group', { name: /^印发后取得发文字号/ }).getByRole('button', { name: '编号印发' }));
    await desk.pane.getByText(`已印发：邯商务函〔${year}〕18号`).first().waitFor();
    expect(await opened(() => keys.use(desk.button('下载 Word')))).toBe('PK\u0003\u0004');
    await expect.poll(() => desk.button('签发').count()).toBe(0);
    await expect.poll(() => desk.pane.getByRole('heading', { level: 2, name: /^(需要填写|公文内容)$/ }).allTextContents()).toEqual(['公文内容']);
  });

  it('is recorded as distributed to those it names', async () => {
    await keys.use(desk.pane.locator('summary').filter({ hasText: '分发登记' }));
    await expect.poll(() => desk.pane.getByLabel(/^收文单位/).inputValue()).toBe('执法支队');
    await keys.choose(desk.pane.getByLabel('分发方式'), /^电子邮件$/);
    await keys.type(desk.pane.getByLabel('每个单位的份数'), '0');
    await desk.pane.getByText('份数请填 1 至 10000 的整数。').waitFor();
    await keys.type(desk.pane.getByLabel('每个单位的份数'), '2');
    await keys.use(desk.button('登记分发'));
    await desk.pane.getByText('执法支队 · 电子邮件 · 2份').waitFor();
    // What the act led to is seen without scrolling.
    await expect.poll(() => desk.pane.getByText('已登记 1 个收文单位。').evaluate((message) => message.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    expect(await troublesAtAGlance(desk, 'document-distributed')).toEqual([]);
  });

  it('stands in the register of its prefix and year, and stays there when it is voided', async () => {
    await keys.use(desk.button('作废'));
    await keys.type(desk.pane.getByLabel(/作废/), '任务取消');
    await keys.use(desk.button('作废').last());
    await desk.pane.getByText('已作废：任务取消').first().waitFor();
    const ledger = desk.pane.locator('summary').filter({ hasText: '发文字号登记簿' });
    await keys.use(ledger);
    const register = desk.pane.getByRole('region', { name: '邯商务函' });
    await register.getByText(`邯商务函〔${year}〕：共1个号，作废1个`).waitFor();
    await expect.poll(() => register.getByRole('listitem').allTextContents()).toEqual([expect.stringContaining(`邯商务函〔${year}〕18号 · ${year}`)]);
    await expect.poll(() => register.getByRole('listitem').textContent()).toContain('已作废：任务取消');
    await expect.poll(() => register.evaluate((part) => part.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await desk.picture('窗格-公文-登记簿');
    expect(await troublesAtAGlance(desk, 'document-ledger')).toEqual([]);
    await desk.pane.getByLabel('年份').last().selectOption(String(year - 1));
    await desk.pane.getByText(`${year - 1}年还没有编过号。`).waitFor();
  });
});

describe('the list of documents', () => {
  it('is searched by words of the title or by number, and says so where nothing fits', async () => {
    const search = desk.pane.getByRole('searchbox', { name: '查找公文' });
    await keys.type(search, '没有这样的公文');
    await keys.press('Enter');
    await desk.pane.getByText('没有找到“没有这样的公文”。请换个词，或清空后再查找。').waitFor();
    await keys.type(search, `邯商务函[${year}]18号`);
    await keys.use(desk.button('查找'));
    await desk.pane.getByText('共 1 份，列出 1 份，新的在前。').waitFor();
    await expect.poll(() => desk.button(/^(查看|收起) 会商函/).count()).toBe(1);
  });
});

describe('any text', () => {
  it('is checked as it is typed, each fault with its place, its reason and how to mend it', async () => {
    await keys.tab('文字检查');
    await keys.type(desk.pane.getByLabel('要检查的文字'), `邯郸市商务局关于开展抽查的通知\n邯商务函[${year}]018号\n${year}年02月06日`);
    await keys.use(desk.button('检查这段文字'));
    await desk.pane.getByText(`可改为：邯商务函〔${year}〕18号`).waitFor();
    await expect.poll(() => desk.pane.locator(':focus').textContent()).toMatch(/^错误 \d+ 处，提醒 \d+ 处，建议 \d+ 处$/);
    expect(await troublesAtAGlance(desk, 'text-check')).toEqual([]);
  });

  it('is read from a Word file, or refused with what to do', async () => {
    const chooser = desk.pane.locator('input[type=file]');
    await chooser.setInputFiles(resolve(import.meta.dirname, '../../../../templates/plan-notice/template.docx'));
    await desk.pane.getByText(/^template\.docx：按“邯郸市商务局”\d{4}年检查$/).waitFor();
    await chooser.setInputFiles({ name: '通知.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('no zip') });
    const refusal = desk.pane.getByRole('alert');
    await refusal.waitFor();
    await expect.poll(() => refusal.evaluate((message) => message.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
  });
});

describe('the month', () => {
  it('says what is missing, takes it, and becomes a draft', async () => {
    await keys.becomes('刘畅');
    await keys.go('结果与月报');
    await keys.tab('月报表');
    await desk.pane.getByText(/^还缺：/).waitFor();
    await keys.type(field('公示网站'), '国家企业信用信息公示系统');
    await keys.type(field('联系人'), '刘畅');
    await keys.type(field('联系电话'), '0310-0000000');
    await keys.use(desk.button('保存'));
    await desk.pane.getByText('已保存。').waitFor();
    await desk.picture('窗格-月报');
    expect(await troublesAtAGlance(desk, 'month-ready')).toEqual([]);
    await keys.use(desk.button('一键生成月报表'));
    await expect.poll(() => desk.pane.getByText('已生成草稿').isVisible()).toBe(true);
  });

  it('asked no other origin, and no script failed', () => {
    expect(desk.unwanted).toEqual([]);
  });
});
