import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';
import { adoptSamplePlan, Official } from './official';
import { troubles } from './variants';
import { Workbench } from './workbench';

const bureau = 'handan-swj';
let browser: Browser;
let desk: Workbench;
beforeAll(async () => {
  const address = inject('service');
  const [clerk, head, administrator] = await Promise.all(['hd-clerk', 'hd-head', 'hd-admin'].map((person) => Official.signIn(address, person)));
  await adoptSamplePlan(clerk!, head!, bureau, '邯郸市商务局2023年度随机抽查工作计划');
  await administrator!.ask('PUT', `/api/bureaus/${bureau}/document-numbers/prefixes/${encodeURIComponent('邯商务函')}`, { startYear: 2026, startSequence: 18 });
  browser = await launch();
  desk = await Workbench.open(browser, address);
  await desk.signIn('刘畅');
});
afterAll(async () => {
  await desk.close();
  await browser.close();
});

const field = (name: string) => desk.pane.getByLabel(new RegExp(`^${name}\\s*\\*?$`));
describe('a letter to a partner department', () => {
  it('takes from plan and bureau what they know, and asks for the rest', async () => {
    await desk.go('公文');
    await desk.pane.getByRole('tab', { name: '起草' }).click();
    await desk.pane.getByLabel('文种').selectOption('consultation-letter');
    const pair = desk.pane.getByLabel(/抽查任务 · 收函部门/);
    await pair.locator('option').nth(1).waitFor({ state: 'attached' });
    await pair.selectOption({ index: 1 });
    await desk.button('起草').click();
    await desk.pane.getByRole('heading', { name: '需要填写' }).waitFor();
    expect(await desk.pane.getByText(/还有 \d+ 处要补充或改正，才能签发/).count()).toBe(1);
    await desk.pane.locator('summary').filter({ hasText: '已从计划和记录取得' }).click();
    expect(await desk.pane.getByText('邯郸市市场监督管理局').first().isVisible()).toBe(true);
    expect(await desk.pane.locator('main').textContent()).not.toContain('\\n');
  });

  it('is clear in every width and look while it is filled in', async () => {
    expect(await troubles(desk, 'document')).toEqual([]);
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
    await desk.button('一键生成月报表').click();
    await desk.pane.getByText('已生成草稿').waitFor();
    expect(await desk.pane.getByText('已生成草稿').isVisible()).toBe(true);
  });

  it('asked no other origin, and no script failed', () => {
    expect(desk.unwanted).toEqual([]);
  });
});
