import { describe, expect, it } from 'vitest';
import { troubles, troublesAtAGlance } from '../variants';
import type { Year } from './people';

const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The results of a drawn task: typed and pasted, judged row by row, saved with their last days, published. */
export function results(at: () => Year): void {
  const desk = () => at().desk;
  const keys = () => at().keys;
  const said = (text: string | RegExp) => desk().pane.getByText(text).first();
  // The run itself is an item of a list, too.
  const findings = () => desk().pane.getByRole('listitem').getByRole('listitem').filter({ has: desk().pane.getByRole('button', { name: /^转到 / }) });

  describe('results of the checks, in a sheet', () => {
    it('are typed and pasted, and each fault is said with its cell', async () => {
      await at().keys.becomes('刘畅');
      await keys().go('结果与月报');
      await keys().use(desk().button(/^开始检查：2023-001/));
      await keys().use(desk().button('写到新工作表填写'));
      await desk().page.getByRole('tab', { name: '2023-001 检查结果', selected: true }).waitFor();
      const fine = [today(), '未发现问题', '', '无需后续处置', '', '实地检查'];
      await desk().pasteAt('D4', [fine, fine, [today(), '发现问题已责令改正', '', '无需后续处置', '', '实地检查'], fine]);
      await desk().typeInto('D5', '2020-01-01');
      await desk().typeInto('E3', '没有问题');
      await keys().use(desk().button('核对当前工作表'));
      await said(/^有 \d+ 处不能保存，改正前不会写入任何一行：/).waitFor();
      await keys().use(desk().button('在表格中标出'));
      await desk().button('取消标出').waitFor();
      const texts = (await findings().allTextContents()).join('\n');
      for (const sentence of [/检查日期2020-01-01应在抽取日/, /检查结果“没有问题”不在2019版结果类别中/, /结果为“发现问题已责令改正”时必须选择后续处置“责令改正/, /结果为“发现问题已责令改正”时必须写明发现的问题。/]) expect(texts).toMatch(sentence);
      expect(await troubles(desk(), 'results-faults')).toEqual([]);
      await desk().picture('窗格-结果-核对');
    });

    it('are saved when they are right, and the sheet says until when each is to be published', async () => {
      for (const [cell, text] of Object.entries({ D5: today(), D3: today(), E3: '未发现问题', G3: '无需后续处置', I3: '实地检查', F6: '未在醒目位置明示价格', G6: '责令改正', H6: '邯商责改〔2026〕1号' })) await desk().typeInto(cell, text);
      await keys().use(desk().button('保存结果'));
      await said('已保存 5 行。公示期限已写到表格。').waitFor();
      const rows = (await desk().cells()).slice(2, 7);
      for (const row of rows) expect(`${row[9]} ${row[10]}`).toMatch(/\d+年\d+月\d+日.* 待审核/);
      expect(await troubles(desk(), 'results')).toEqual([]);
      await desk().picture('窗格-结果-期限');
    });

    it('are published by the section head', async () => {
      await at().keys.becomes('张国栋');
      await keys().go('结果与月报');
      await keys().use(desk().button('办理 2023-001'));
      await keys().use(desk().button('公示 5 户的结果'));
      await said('已公示。').waitFor();
      expect(await troublesAtAGlance(desk(), 'results-published')).toEqual([]);
    });
  });
}
