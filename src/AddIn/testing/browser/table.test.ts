import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';
import { liveGrid } from './liveGrid';
import { violations, Workbench } from './workbench';

let browser: Browser;
let desk: Workbench;
beforeAll(async () => {
  browser = await launch();
  desk = await Workbench.open(browser, inject('service'));
  await desk.button('不登录，先试一试').click();
  await desk.button('写到新工作表').click();
  await desk.pane.getByRole('heading', { name: '指标预测' }).waitFor();
});
afterAll(async () => {
  await desk.close();
  await browser.close();
});

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await desk.page.keyboard.press(key);
};
const table = () => desk.page.getByRole('grid');
const caption = (): Promise<string | null> => table().locator('caption').textContent();
const cell = (place: string) => desk.page.locator(`#table td[data-place="${place}"]`);
/** Where the keyboard stands. */
const at = (): Promise<string | null> => desk.page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['place'] ?? document.activeElement?.textContent ?? null);
const selected = (): Promise<string[]> => desk.page.locator('#table td[aria-selected="true"]').evaluateAll((cells) => cells.map((one) => (one as HTMLElement).dataset['place']!));

describe('the table beside the grid, with the keyboard alone', () => {
  it('opens by its button and shows the sheet under its name, with names of rows and columns', async () => {
    // From the grid round to the buttons of the page.
    await press('Shift+F6', 'Tab', 'Tab');
    await expect.poll(at).toBe('表格视图');
    await press('Enter');
    await expect.poll(at).toBe('A1');
    await expect.poll(caption).toBe('内部双随机抽查：第1—29行，内容到第19行');
    await expect.poll(() => desk.page.getByRole('columnheader', { name: 'F', exact: true }).getAttribute('scope')).toBe('col');
    await expect.poll(() => desk.page.getByRole('rowheader', { name: '16', exact: true }).getAttribute('scope')).toBe('row');
    await expect.poll(() => cell('F3').textContent()).toBe('5%');
  });

  it('edits a cell as the grid does, gives the old value back on Escape, and undoes', async () => {
    await press('Control+Home', 'ArrowDown', 'ArrowDown', ...Array.from({ length: 5 }, () => 'ArrowRight'), 'F2');
    await expect.poll(() => desk.page.evaluate(() => [document.activeElement?.tagName, document.activeElement?.getAttribute('aria-label'), (document.activeElement as HTMLInputElement).value])).toEqual(['TEXTAREA', '修改F3', '5%']);
    await desk.page.keyboard.type('77%');
    await press('Escape');
    await expect.poll(async () => [await at(), await cell('F3').textContent()]).toEqual(['F3', '5%']);
    await press('Enter');
    await desk.page.keyboard.type('8%');
    await press('Enter');
    await expect.poll(async () => [await at(), await cell('F3').textContent()]).toEqual(['F4', '8%']);
    await press('Control+z');
    await expect.poll(() => cell('F3').textContent()).toBe('5%');
    await press('Control+y');
    await expect.poll(() => cell('F3').textContent()).toBe('8%');
  });

  it('has ratios and counts as numbers, so that the sheet can calculate with them', async () => {
    await cell('K3').click();
    await press('Enter');
    await desk.page.keyboard.type('=IF(AND(ISNUMBER(F4),ISNUMBER(A4)),"数","文")');
    await press('Enter');
    await expect.poll(() => cell('K3').textContent()).toBe('数');
    await press('Control+z');
    await expect.poll(() => cell('K3').textContent()).toBe('');
    await cell('K3').click();
    await press('Enter');
    await desk.page.keyboard.type('=ISNUMBER(F4)');
    await press('Enter');
    await expect.poll(() => cell('K3').textContent()).toBe('TRUE');
    await press('Control+z');
    await expect.poll(() => cell('K3').textContent()).toBe('');
    await cell('B3').click();
  });

  it('keeps step with the grid in both directions', async () => {
    await press('Home', 'ArrowRight', 'ArrowDown');
    await expect.poll(selected).toEqual(['B4']);
    // What is typed in the grid goes into the cell that was chosen in the table.
    await press('Shift+F6');
    await desk.page.keyboard.type('只改名字');
    await press('Enter');
    await expect.poll(() => cell('B4').textContent()).toBe('只改名字');
    await expect.poll(selected).toEqual(['B5']);
    await press('F6', 'Control+z');
    await expect.poll(() => cell('B4').textContent()).toBe('对小作坊双随机抽检');
  });

  it('says in words which cells have findings, and is where a finding leads', async () => {
    await desk.button('在表格中标出').press('Enter');
    await expect.poll(() => cell('F4').textContent()).toMatch(/^100%〔提醒：抽查比例是100%，全部对象都要检查，/);
    await desk.picture('工作台-表格视图');
    await desk.pane.locator('summary').filter({ hasText: '企业抽查比例低于要求' }).press('Enter');
    await desk.button(/^转到 .*F16/).press('Enter');
    await expect.poll(at).toBe('F16');
    await press('Enter');
    await desk.page.keyboard.type('5%');
    await press('Enter');
    await expect.poll(() => desk.pane.locator('summary').filter({ hasText: '企业抽查比例低于要求' }).count()).toBe(0);
    await expect.poll(() => cell('F16').textContent()).toBe('5%');
  });

  it('follows the sheet in front, and breaks no rule of accessibility in light, dark and forced colours', async () => {
    for (const look of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
      await desk.page.emulateMedia(look);
      expect(await violations([desk.page.mainFrame()])).toEqual([]);
      if (process.env['SCREENS'] !== undefined) await desk.page.screenshot({ path: `${process.env['SCREENS']}/table-${Object.values(look)[0]}.png` });
    }
    await desk.page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    await cell('A1').focus();
    await press('F6', 'ArrowLeft');
    await expect.poll(caption).toBe('工作表1：还没有内容');
    await press('ArrowRight');
    await expect.poll(caption).toMatch(/^内部双随机抽查：/);
  });

  it('follows a file that is opened, as do the tabs', async () => {
    const said: string[] = [];
    desk.page.on('console', (message) => said.push(message.text()));
    await desk.button('返回').click();
    await desk.signIn('王晓岚');
    const download = desk.page.waitForEvent('download');
    await desk.page.getByRole('button', { name: '下载 .xlsx' }).click();
    const buffer = readFileSync(await (await download).path());
    await desk.page.locator('input[type="file"]').setInputFiles({ name: '县计划.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer });
    await desk.page.getByText('已打开“县计划.xlsx”。').waitFor();
    await expect.poll(() => desk.page.getByRole('tab').allTextContents()).toEqual(['工作表1', '内部双随机抽查']);
    await desk.page.getByRole('tab', { name: '内部双随机抽查' }).click();
    await expect.poll(caption).toBe('内部双随机抽查：第1—29行，内容到第19行');
    // As it was: the title over ten columns, the ratio that was typed still a number.
    await expect.poll(async () => [await cell('A1').getAttribute('colspan'), await cell('F3').textContent()]).toEqual(['10', '8%']);
    expect(said.filter((line) => line.includes('already exists'))).toEqual([]);
  });

  it('stays as it was left when the page is opened again', async () => {
    await desk.page.reload();
    await expect.poll(caption).toBe('工作表1：还没有内容');
    await expect.poll(() => desk.page.getByRole('button', { name: '表格视图' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('shows fifty of 5,000 rows at a time, says which, and finds any other', async () => {
    await desk.button('退出登录').waitFor();
    const grid = await liveGrid(desk.page);
    const rows = Array.from({ length: 4_999 }, (_, row) => Array.from({ length: 4 }, (__, column) => `第${row + 2}行${column + 1}`));
    await grid.addSheet({ sheet: '五千行', contents: [Array.from({ length: 4 }, (_, column) => `列${column + 1}`), ...rows] });
    await expect.poll(caption).toBe('五千行：第1—50行，内容到第5000行');
    await expect.poll(() => table().locator('tbody tr').count()).toBe(50);
    await expect.poll(() => table().getAttribute('aria-rowcount')).toBe('5001');
    await cell('A1').focus();
    await press('Control+End');
    await expect.poll(async () => [await at(), await caption()]).toEqual(['D5000', '五千行：第4951—5000行，内容到第5000行']);
    await press('PageUp', 'Home');
    await expect.poll(async () => [await at(), await caption()]).toEqual(['A4950', '五千行：第4901—4950行，内容到第5000行']);
    await desk.page.getByRole('spinbutton', { name: '到第几行' }).fill('2512');
    await press('Enter');
    await expect.poll(at).toBe('A2512');
    await expect.poll(() => cell('A2512').textContent()).toBe('第2512行1');
    await press('F2');
    await desk.page.keyboard.type('改了');
    await press('Enter');
    await expect.poll(async () => (await grid.read('五千行')).texts[2_511]![0]).toBe('改了');
  });

  it('asked no other origin, and no script failed', () => {
    expect(desk.unwanted).toEqual([]);
  });
});
