import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { troubles, troublesAtAGlance } from '../variants';
import type { Year } from './people';

const register = resolve(import.meta.dirname, '../../../../../samples/邯郸市商务局-检查对象名录库.xlsx');
const headers = '统一社会信用代码,企业名称,主体类型,行业,监管标签,信用风险等级,管辖单位,所属区域,住所,成立日期,登记机关,登记状态';
const faulty = [
  headers,
  '91130400MA0326592W,邯郸市丛台区瑞丰二手车交易有限公司,企业,二手车零售,二手车销售企业,B,丛台分局,丛台区,邯郸市丛台区,2015-09-29,邯郸市行政审批服务管理局,存续',
  '91130400MA0326592W,邯郸市瑞丰汽车有限公司,企业,二手车零售,二手车销售企业,B,丛台分局,丛台区,邯郸市丛台区,2015-09-29,邯郸市行政审批服务管理局,存续',
  '91130400MA0399281K,"=HYPERLINK(""http://example.com"")",企业,拍卖业,拍卖企业,B,丛台分局,丛台区,邯郸市丛台区,2015-09-29,邯郸市行政审批服务管理局,存续',
].join('\n');

/** The register of firms: a file that cannot be taken, and the sheet in front, changed by typing. */
export function registers(at: () => Year): void {
  const desk = () => at().desk;
  const keys = () => at().keys;
  const said = (text: string | RegExp) => desk().pane.getByText(text).first();
  const problem = (text: string) => desk().pane.getByRole('listitem').filter({ hasText: text });

  describe('a register, from a file or a sheet into the service', () => {
    it('says of a faulty file where, what was found and what to do, and takes nothing of it', async () => {
      await at().keys.becomes('刘畅');
      await desk().go('两库名录');
      await desk().pane.locator('input[type=file]').setInputFiles({ name: '名录.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${faulty}`) });
      await said('有错误，整个文件都不能写入。').waitFor();
      await expect.poll(() => desk().button('写入名录').count()).toBe(0);
      expect(await troubles(desk(), 'register-faults')).toEqual([]);
      await desk().picture('窗格-名录-错误');
      await expect.poll(() => desk().pane.locator('details').filter({ hasText: '错误 1 处' }).getByRole('listitem').allTextContents()).toEqual([
        '第3行“统一社会信用代码”：与第 2 行的统一社会信用代码相同，但其他内容不同。请只保留正确的一行。现在是“91130400MA0326592W”',
        '第4行“企业名称”：内容以“=”开头，像是公式，已改为全角“＝”以防被执行，请核对。现在是“=HYPERLINK("http://example.com")”',
      ]);
    });

    it('is read from the sheet in front; a faulty cell is one click away', async () => {
      await desk().page.locator('#files input[type=file]').setInputFiles(register);
      await desk().page.getByRole('tab', { name: '工作表1' }).waitFor({ state: 'hidden' });
      await desk().typeInto('F2', 'D');
      await desk().typeInto('A3', '1');
      await keys().use(desk().button('用当前工作表'));
      await said('有错误，整个文件都不能写入。').waitFor();
      await keys().use(desk().button('转到 A3'));
      await desk().typeAfterJump('91130400MA0399281K');
      await keys().use(desk().button('用当前工作表'));
      await said(/新增 0，变更 1，/).waitFor();
      await expect.poll(() => problem('信用风险等级：').textContent()).toMatch(/B → D$/);
      expect(await troublesAtAGlance(desk(), 'register')).toEqual([]);
    });

    it('is written when it has been confirmed', async () => {
      await keys().use(desk().button('写入名录'));
      await keys().use(desk().pane.getByRole('group', { name: /将新增 0、变更 1 行。/ }).getByRole('button', { name: '写入名录' }));
      await expect.poll(() => said(/^已写入第\d+版。$/).count()).toBe(1);
    });
  });
}
