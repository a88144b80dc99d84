import { beforeAll, describe, expect, it } from 'vitest';
import { mailsTo, type Mail } from '../mails';
import { Official } from '../official';
import { troublesAtAGlance } from '../variants';
import { Device, type Year } from './people';

const task = '2023-003';
const prefix = '邯商协函';
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long', day: 'numeric' });
const partner = (name: string, mailbox: string, days = 20) => ({ name: `邯郸市${name}`, address: `${mailbox}@partners.example`, replyBy: day(days) });
const market = partner('市场监督管理局', 'scjg');
const police = partner('公安局', 'gaj');
const taxes = partner('税务局', 'swj');
// A letter may go out after its own last day; only so is one overdue on the day of this test.
const late = partner('应急管理局', 'yjglj', -20);
const culture = partner('文化广电和旅游局', 'wglj');
const partners = [market, police, taxes, culture, late];

/** Letters about a joint task: out by e-mail, answered on the partners' own devices, and what the clerk makes of the answers. */
export function consultation(at: () => Year): void {
  const desk = () => at().desk;
  const keys = () => at().keys;
  const said = (text: string | RegExp) => desk().pane.getByText(text).first();
  const entry = (name: string) => desk().pane.getByRole('listitem').filter({ has: desk().pane.getByText(new RegExp(`^${name}( · |$)`)) });
  const mails = (address: string): Mail[] => mailsTo(at().mails, address);
  const openBoard = async (person: string): Promise<void> => {
    await keys().becomes(person);
    await keys().go('公文');
    await keys().tab('会商函');
    await desk().pane.getByRole('heading', { name: '会商进展' }).waitFor();
  };
  const answer = async (link: string, opinion: string): Promise<Device> => {
    const phone = await Device.open(at().browser);
    await phone.page.goto(link);
    await phone.page.getByRole('radio', { name: new RegExp(`^${opinion}`) }).check();
    return phone;
  };
  const contact = async ({ page }: Device): Promise<void> => {
    await page.getByLabel('姓名').last().fill('周敏');
    await page.getByLabel('联系电话').last().fill('0310-7654321');
  };
  const confirm = async (phone: Device): Promise<void> => {
    await phone.button('下一步：核对').click();
    await phone.page.getByRole('heading', { name: '请核对' }).waitFor();
    expect(await phone.troubles()).toEqual([]);
    await phone.button('确认提交').click();
    await phone.page.getByRole('heading', { name: '回复已收到' }).waitFor();
    expect(await phone.troubles()).toEqual([]);
  };

  describe('a joint task is settled with its partners by letter', () => {
    beforeAll(async () => {
      const { address, bureau } = at();
      const [clerk, head, administrator] = await Promise.all(['hd-clerk', 'hd-head', 'hd-admin'].map((person) => Official.signIn(address, person)));
      const base = `/api/bureaus/${bureau}`;
      await administrator!.ask('PUT', `${base}/document-numbers/prefixes/${encodeURIComponent(prefix)}`, { startYear: new Date().getFullYear(), startSequence: 1 });
      const { plan } = (await clerk!.ask<readonly { readonly plan: string; readonly adoptedVersion: number | null }[]>('GET', `${base}/plans`)).find(({ adoptedVersion }) => adoptedVersion !== null)!;
      for (const { name, replyBy } of partners) {
        const fields = {
          缘由: '为减少对企业的重复检查，', 分工: [{ 部门: name, 事项: '登记事项和公示信息' }], 名录截止日期: '2023年1月31日', 抽取时间: '2023年7月5日上午9时', 抽取地点: '市商务局三楼会议室', 见证单位: '局机关纪委',
          每方人数: 1, 检查方式: '联合上门检查', 准备材料: ['营业执照'], 会议安排: '', 回复期限: replyBy, 联系人: '市场体系处', 联系电话: '0310-0000000', 代章: false,
        };
        const { id } = await clerk!.post<{ readonly id: string }>(`${base}/documents`, { kind: 'consultation-letter', subject: { plan, task, partner: name }, fields });
        const { revision } = await head!.post<{ readonly revision: number }>(`${base}/documents/${id}/sign`, { revision: 1 });
        await head!.post(`${base}/documents/${id}/issue`, { revision, prefix });
      }
    });

    it('goes out to each partner from the pane, with a link of its own', async () => {
      await openBoard('张国栋');
      await keys().use(desk().pane.locator('summary').filter({ hasText: '修改答复通知邮箱' }));
      await keys().type(desk().pane.getByLabel('收到答复时通知的邮箱'), 'swj@bureau.example');
      await keys().use(desk().button('保存邮箱'));
      await said(/^收到答复时通知：swj@bureau\.example/).waitFor();
      await openBoard('刘畅');
      for (const { name, address } of partners) {
        const form = desk().pane.locator('form').filter({ has: desk().pane.getByLabel(`${name}的邮箱`) });
        await keys().type(form.getByLabel(`${name}的邮箱`), address);
        await keys().use(form.getByRole('button', { name: '发出' }));
        await expect.poll(() => form.count()).toBe(0);
      }
      for (const { name, address } of partners) {
        await entry(name).getByText(name === late.name ? '逾期未回复' : '待回复').waitFor();
        await expect.poll(() => mails(address).length).toBe(1);
      }
      expect(new Set(partners.map(({ address }) => mails(address)[0]!.link)).size).toBe(partners.length);
      expect(await troublesAtAGlance(desk(), 'board')).toEqual([]);
      await desk().picture('窗格-会商-发出');
    });

    it('is answered with changes field by field, inspectors and the sealed reply, on a telephone', async () => {
      const { link } = mails(market.address)[0]!;
      const phone = await answer(link, '修改后同意');
      expect(phone.page.url()).not.toContain(link.split('#')[1]);
      await phone.page.getByRole('checkbox', { name: '修改抽查时间' }).check();
      await phone.button('下一步：核对').click();
      await phone.page.getByRole('alert').getByRole('heading', { name: /^还有\d+处需要填写或改正$/ }).waitFor();
      expect(await phone.troubles()).toEqual([]);
      await phone.page.getByLabel('拟改为').fill('2023 年 8 月-9 月');
      await expect.poll(() => phone.page.getByLabel('拟改为').getAttribute('aria-invalid')).toBe(null);
      await phone.page.getByLabel('修改理由').fill('七月有专项整治，人员不足');
      await phone.button('再加一人').click();
      const inspector = { 姓名: '检查员甲', 执法证号: '冀D0100012345', 所在科室: '信用监管科', 联系电话: '0310-1234567' };
      for (const [label, text] of Object.entries(inspector)) await phone.page.getByLabel(label).first().fill(text);
      await contact(phone);
      await phone.page.locator('input[type=file]').setInputFiles({ name: '盖章回执.png', mimeType: 'image/png', buffer: await phone.page.screenshot() });
      await phone.page.getByText(/^盖章回执\.png（/).waitFor();
      expect(await phone.troubles()).toEqual([]);
      await confirm(phone);
      await phone.close();
      const again = await Device.open(at().browser);
      await again.page.goto(link);
      await again.page.getByText('链接已失效；要更正，请凭回执编号联系邯郸市商务局重新开放。', { exact: false }).waitFor();
      await expect.poll(() => again.page.getByRole('textbox').count()).toBe(0);
      await again.close();
      await expect.poll(() => mails('swj@bureau.example').map(({ text }) => text)).toEqual([expect.stringContaining('提出修改1处')]);
    });

    it('is declined with a reason, or agreed to with another change', async () => {
      const refusing = await answer(mails(taxes.address)[0]!.link, '不参加');
      await refusing.page.getByLabel('理由', { exact: true }).fill('该行业不属于本局监管范围');
      await contact(refusing);
      await confirm(refusing);
      await refusing.close();
      const other = await answer(mails(police.address)[0]!.link, '修改后同意');
      await other.page.getByRole('checkbox', { name: '修改抽查时间' }).check();
      await other.page.getByLabel('拟改为').fill('2023 年 10 月');
      await other.page.getByLabel('修改理由').fill('与治安检查一并进行');
      await contact(other);
      await confirm(other);
      await other.close();
      await expect.poll(() => mails('swj@bureau.example').length).toBe(3);
    });

    it('is agreed to by one that names its inspector and wants no change', async () => {
      const phone = await answer(mails(culture.address)[0]!.link, '同意');
      await phone.button('下一步：核对').click();
      await phone.page.getByRole('alert').getByRole('heading', { name: /^还有\d+处需要填写或改正$/ }).waitFor();
      const inspector = { 姓名: '检查员乙', 执法证号: '冀D0100067890', 所在科室: '文化市场科', 联系电话: '0310-7654300' };
      for (const [label, text] of Object.entries(inspector)) await phone.page.getByLabel(label).first().fill(text);
      await contact(phone);
      await confirm(phone);
      await phone.close();
      await expect.poll(() => mails('swj@bureau.example').length).toBe(4);
    });

    it('shows each answer in the pane, and beside its task in the plan’s sheet', async () => {
      await keys().becomes('刘畅');
      await keys().go('编制计划');
      await keys().tab('计划与审核');
      await keys().use(desk().button('查看').first());
      await keys().use(desk().button('写到新工作表'));
      await desk().page.getByRole('tab', { name: '附件2', selected: true }).waitFor();
      await openBoard('刘畅');
      await entry(market.name).getByText('抽查时间：2023 年 7 月-9 月 → 2023 年 8 月-9 月（七月有专项整治，人员不足；待定）').waitFor();
      await entry(market.name).getByText(/派出检查人员 1 名：检查员甲/).waitFor();
      await entry(taxes.name).getByText('不参加：该行业不属于本局监管范围').waitFor();
      await entry(culture.name).getByText('同意', { exact: true }).waitFor();
      await entry(culture.name).getByText(/派出检查人员 1 名：检查员乙/).waitFor();
      // Nothing to merge where nothing is to change.
      await expect.poll(() => entry(culture.name).getByRole('button', { name: /^(并入计划|不采纳)/ }).count()).toBe(0);
      await keys().use(entry(market.name).locator('summary').filter({ hasText: '往来记录' }));
      await entry(market.name).getByRole('button', { name: '盖章回执.png' }).waitFor();
      expect(await troublesAtAGlance(desk(), 'board-answered')).toEqual([]);
      await desk().picture('窗格-会商-答复', entry(market.name).getByRole('button', { name: '并入计划（1项）' }));
      await keys().use(desk().button('把答复写到当前计划表'));
      await said(/写入 3 项任务的会商意见。/).waitFor();
      const cells = (await desk().cells()).flat();
      expect(cells.find((text) => text.startsWith(`${market.name}：`) || text.includes(`；${market.name}：`))).toContain(`${market.name}：修改后同意，抽查时间改为“2023 年 8 月-9 月”`);
      expect(cells.filter((text) => text.includes(`${culture.name}：同意`))).toHaveLength(1);
    });

    it('becomes a new version with one click; what changed meanwhile is shown with its author, and chosen', async () => {
      await keys().use(entry(market.name).getByRole('button', { name: '并入计划（1项）' }));
      await entry(market.name).getByText(/^已并入第2版：抽查时间。/).waitFor();
      await keys().use(entry(police.name).getByRole('button', { name: '并入计划（1项）' }));
      const conflict = entry(police.name).getByRole('alert');
      await conflict.getByText(/（最近由刘畅于.*修改），还没有并入。/).waitFor();
      await conflict.getByText('发函时“2023 年 7 月-9 月”，现在“2023 年 8 月-9 月”，对方建议“2023 年 10 月”').waitFor();
      expect(await troublesAtAGlance(desk(), 'board-conflict')).toEqual([]);
      await desk().picture('窗格-会商-冲突', conflict);
      await keys().to(conflict.getByRole('button').first());
      await keys().press('Escape');
      await expect.poll(() => conflict.count()).toBe(0);
      await keys().use(entry(police.name).getByRole('button', { name: '不采纳 抽查时间' }));
      await keys().type(entry(police.name).getByLabel('不采纳“抽查时间”的理由', { exact: false }), '已按市场监管部门意见安排');
      await keys().use(entry(police.name).getByRole('button', { name: '不采纳', exact: true }));
      await entry(police.name).getByText(/不采纳：已按市场监管部门意见安排/).waitFor();
    });

    it('is followed up where no answer came: listed as overdue, reminded once a day, and given a new link', async () => {
      await entry(late.name).getByText(/逾期 1\d 个工作日/).waitFor();
      await keys().use(entry(late.name).getByRole('button', { name: '催办' }));
      const asked = entry(late.name).getByRole('group', { name: /^现在给邯郸市应急管理局发一封催办邮件/ });
      await keys().use(asked.getByRole('button', { name: '催办' }));
      await entry(late.name).getByText('催办邮件已放入发件箱。').waitFor();
      await expect.poll(() => mails(late.address).map(({ subject }) => subject)).toEqual([expect.stringMatching(/^(?!【)/), expect.stringMatching(/^【催办】/)]);
      const [first, reminder] = mails(late.address);
      expect(reminder!.link).toBe(first!.link);
      await keys().use(entry(late.name).getByRole('button', { name: '催办' }));
      await keys().use(asked.getByRole('button', { name: '催办' }));
      await entry(late.name).getByRole('alert').getByText(/已经催办过，同一个工作日不再催办。/).waitFor();
      expect(await troublesAtAGlance(desk(), 'board-reminded')).toEqual([]);
      await keys().use(asked.getByRole('button', { name: '取消' }));

      await keys().use(entry(late.name).getByRole('button', { name: '重发答复链接' }));
      await keys().type(entry(late.name).getByLabel('为什么重发', { exact: false }), '原邮件没有收到');
      await keys().use(entry(late.name).getByRole('button', { name: '重发答复链接' }));
      await entry(late.name).getByText(/^新链接已放入发件箱/).waitFor();
      await expect.poll(() => mails(late.address).length).toBe(3);
      const device = await Device.open(at().browser);
      await device.page.goto(first!.link);
      await device.page.getByRole('heading', { name: '不能回复' }).waitFor();
      expect(await device.troubles()).toEqual([]);
      await device.page.goto('about:blank');
      await device.page.goto(mails(late.address)[2]!.link);
      await device.page.getByRole('radio').first().waitFor();
      await device.close();
    });
  });
}
