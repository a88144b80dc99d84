import { describe, expect, it } from 'vitest';
import { troubles, troublesAtAGlance } from '../variants';
import type { Year } from './people';

const dice = '1234561234561234561234561';
const again = '6543216543216543216543216';

/** A draw in the pane: clerk and section head at the desk, the witness at his own device. */
export function draw(at: () => Year): void {
  const desk = () => at().desk;
  const keys = () => at().keys;
  const said = (text: string | RegExp) => desk().pane.getByText(text).first();
  const sure = (action: string) => desk().pane.locator('.fui-MessageBar').getByRole('button', { name: action, exact: true });
  const decide = async (action: string): Promise<void> => {
    await keys().use(desk().button(action));
    await keys().use(sure(action));
  };
  const openDraw = async (person: string): Promise<void> => {
    await at().keys.becomes(person);
    await keys().go('随机抽取');
    await keys().use(desk().button(/^查看和办理 /).first());
    await desk().pane.getByRole('list', { name: '进度' }).waitFor();
  };
  const cosign = async (): Promise<void> => {
    const { witness, address } = at();
    await witness.page.goto(`${address}/witness`);
    await witness.button('核对无误，联署').click();
    await witness.page.getByText(/^已联署 \d+ 条记录的检查点/).waitFor();
  };
  const entry = (name: string) => desk().pane.getByLabel(name);

  describe('a draw in the pane, from the adopted tasks to the receipt', () => {
    it('freezes the registers for the tasks that were chosen, and shows how even it will be', async () => {
      await at().keys.becomes('刘畅');
      await keys().go('随机抽取');
      await keys().tab('准备抽取');
      await keys().tick(desk().pane.getByRole('checkbox', { name: /^2023-001 / }));
      await expect.poll(() => desk().pane.getByLabel(/^名称/).inputValue()).toBe('2023年度随机抽查');
      expect(await troublesAtAGlance(desk(), 'draw-prepare')).toEqual([]);
      await keys().use(desk().button('封存名录，准备抽取'));
      // A thousand assignments are tried for it.
      await said(/^操纵指数 \d/).waitFor({ timeout: 60_000 });
      await expect.poll(() => said('等待市场秩序处负责人批准。').count()).toBe(1);
      await expect.poll(() => desk().button('批准这次抽取').count()).toBe(0);
      expect(await troublesAtAGlance(desk(), 'draw-fairness')).toEqual([]);
    });

    it('is approved and opened by the section head, and waits for the witness', async () => {
      await openDraw('张国栋');
      await decide('批准这次抽取');
      // Where a pair stands out it is named, and the head says that he has looked into it.
      const anyway = sure('已核实原因，仍然批准');
      await anyway.or(said(/^已批准，等待/)).waitFor();
      if (await anyway.isVisible()) await keys().use(anyway);
      await decide('开抽');
      await said(/需要 1 位，现有 0 位。联署之前不要掷骰子。/).waitFor();
      await keys().use(desk().pane.locator('summary').filter({ hasText: '给见证人和大屏幕' }));
      await desk().pane.getByRole('img', { name: /见证页面/ }).waitFor();
      expect(await troublesAtAGlance(desk(), 'draw-open')).toEqual([]);
    });

    it('goes on by itself when the witness has cosigned on his own device', async () => {
      await cosign();
      await said(/^等待 .*高清远 掷骰并录入。$/).waitFor();
      await expect.poll(() => entry('第一遍').count()).toBe(0);
    });

    it('takes the dice twice, and refuses a second entry that differs', async () => {
      await openDraw('高清远');
      await keys().to(entry('第一遍'));
      await desk().page.keyboard.type(dice);
      await keys().to(entry('第二遍（不能粘贴）'));
      await desk().page.keyboard.type(`12${dice.slice(0, 23)}`);
      await said(/^两遍不一致：第 3、/).waitFor();
      await expect.poll(() => desk().button('两遍一致，提交').isDisabled()).toBe(true);
      expect(await troubles(desk(), 'draw-dice')).toEqual([]);
      await desk().picture('窗格-抽取-掷骰');
      await keys().to(entry('第二遍（不能粘贴）'));
      await keys().press('Control+a');
      await desk().page.keyboard.type(dice);
      await keys().use(desk().button('两遍一致，提交'));
      await decide('揭示结果');
      await said('抽取完成。').waitFor();
    });

    it('stands in a sheet as a table with ticket and rank, and the workbook keeps its receipt', async () => {
      await openDraw('刘畅');
      await keys().use(desk().button(/^结果写到新工作表/).first());
      await said(/^“抽取结果 2023-001”的 5 行与抽取结果一致。$/).waitFor();
      const texts = await desk().cells();
      expect(texts[1]!.slice(0, 7)).toEqual(['序号', '统一社会信用代码', '名称', '分层', '名次', '检查人员', '抽签值']);
      expect(texts.slice(2, 7).map(([number, code, , , rank, , ticket]) => `${number} ${code!.length} ${rank} ${ticket!.length}`)).toEqual([1, 2, 3, 4, 5].map((rank) => `${rank} 18 ${rank} 64`));
    });

    it('is verified in the pane by the program that trusts nobody', async () => {
      await keys().use(desk().button('自行核验'));
      await said(/^属实：证据包逐项核对无误/).waitFor();
      expect(await troubles(desk(), 'draw-result')).toEqual([]);
    });

    it('says which row no longer matches, and is quiet again after undo', async () => {
      await desk().typeInto('C3', '别的企业');
      await said('“抽取结果 2023-001”有 1 行与抽取结果不一致：第 3 行。').waitFor();
      await desk().picture('窗格-抽取-改动');
      await desk().page.keyboard.press('Control+z');
      const quiet = said('“抽取结果 2023-001”的 5 行与抽取结果一致。');
      await expect.poll(() => quiet.count()).toBe(1);
    });
  });

  describe('a recusal after the draw', () => {
    it('is recorded by the section head, who begins the re-draw', async () => {
      await openDraw('张国栋');
      await keys().use(desk().pane.locator('summary').filter({ hasText: '登记回避' }));
      for (const list of [desk().pane.getByRole('combobox', { name: '企业（名称或代码）' }), desk().pane.getByLabel('回避的检查人员')]) {
        await keys().to(list);
        await keys().press('ArrowDown');
      }
      await keys().type(desk().pane.getByLabel(/^事由/), '与企业负责人有近亲属关系');
      expect(await troublesAtAGlance(desk(), 'draw-recusal')).toEqual([]);
      await decide('登记回避');
      await decide('重新抽取检查人员');
      await said(/需要 1 位，现有 0 位/).waitFor();
    });

    it('is replaced by another throw, typed on the witness’s own device, and nobody else changes', async () => {
      await cosign();
      const { page } = at().witness;
      await page.getByLabel('第一遍', { exact: true }).pressSequentially(again);
      await page.getByLabel('第二遍', { exact: true }).pressSequentially(again);
      await at().witness.button('两遍一致，提交').click();
      await decide('揭示结果');
      await expect.poll(() => desk().pane.getByText(/ 换为 /).count()).toBe(1);
      expect(await troublesAtAGlance(desk(), 'draw-replaced')).toEqual([]);
    });

    it('makes the sheet that was written before a thing of the past, until the result is written again', async () => {
      await said(/^“抽取结果 .*”写出以后抽取结果有变动（回避或重新抽取）：第 \d+ 行已不是现在的结果。/).waitFor();
      await openDraw('刘畅');
      await keys().use(desk().button(/^结果写到新工作表/).first());
      await said('“抽取结果 2023-001（2）”的 5 行与抽取结果一致。').waitFor();
      const old = said(/^“抽取结果 2023-001”写出以后抽取结果有变动/);
      await expect.poll(() => old.count()).toBe(1);
    });
  });
}
