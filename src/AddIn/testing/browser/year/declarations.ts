import { describe, expect, it } from 'vitest';
import { Official } from '../official';
import { Device, type Year } from './people';

interface Draw { readonly id: string; readonly state: string }
interface Notice { readonly inspector: string; readonly link: string; readonly address: string; readonly objects: number }

/** Recusals the drawn inspectors declare themselves, on a telephone and without an account. */
export function declarations(at: () => Year): void {
  const path = (more = '') => `/api/bureaus/${at().bureau}/draws${more}`;

  describe('a recusal an inspector declares by the link of his notice', () => {
    let head: Official;
    let draw: Draw;
    let notice: Notice;
    let phone: Device;

    it('begins with his own objects, the law and nothing else', async () => {
      head = await Official.signIn(at().address, 'hd-head');
      draw = (await head.ask<readonly Draw[]>('GET', path())).find(({ state }) => state === 'Drawn')!;
      const { notices } = await head.post<{ readonly notices: readonly Notice[] }>(path(`/${draw.id}/recusal-links`), { expiresAt: new Date(Date.now() + 3 * 86_400_000).toISOString() });
      notice = notices.find(({ objects }) => objects > 1)!;
      phone = await Device.open(at().browser);
      await phone.page.goto(notice.address);
      await phone.page.getByRole('heading', { name: `您要检查的企业（${notice.objects} 家）` }).waitFor();
      await expect.poll(() => phone.page.getByRole('checkbox').count()).toBe(notice.objects);
      await expect.poll(() => phone.page.getByText(/《公务员法》第七十六条/).count()).toBe(1);
      expect(phone.page.url()).not.toContain(notice.address.split('#')[1]);
      expect(await phone.troubles()).toEqual([]);
    });

    it('asks for a ground, and for words where the ground is another one', async () => {
      await phone.page.getByRole('checkbox').first().check();
      await phone.button('声明回避……').click();
      await phone.page.getByRole('alert').filter({ hasText: '请选择一项回避事由。' }).waitFor();
      await phone.page.getByRole('radio', { name: /^其他可能影响公正执行公务的情形/ }).first().check();
      await phone.button('声明回避……').click();
      await phone.page.getByRole('alert').filter({ hasText: '选“其他”的，请写明情况。' }).waitFor();
      await phone.page.getByLabel(/^说明（/).first().fill('曾在该企业所属集团任职');
      await phone.button('声明回避……').click();
      await phone.page.getByText(`其余 ${notice.objects - 1} 家，视为声明无需回避。`).waitFor();
      expect(await phone.troubles()).toEqual([]);
      await phone.button('确认，声明回避').click();
      await phone.page.getByText('声明已收到，等待股室处理。', { exact: false }).waitFor();
      await phone.page.getByText('已声明回避，等待股室处理').waitFor();
      const { desk } = at();
      await desk.go('随机抽取');
      await desk.button(/^查看和办理 /).first().click();
      await desk.pane.getByText('有 1 项检查人员的回避声明等待市场秩序处处理。').waitFor();
      expect(await phone.troubles()).toEqual([]);
    });

    it('is decided by the section head, and the inspector reads why', async () => {
      const { address, bureau, browser } = at();
      const section = await Device.signIn(browser, address, 'hd-head');
      await section.page.goto(`${address}/ceremony?bureau=${bureau}&draw=${draw.id}`);
      await section.page.getByText('1 项声明等待处理。').waitFor();
      expect(await section.troubles()).toEqual([]);
      await section.page.getByRole('checkbox', { name: new RegExp(`^选择 ${notice.inspector} 对 `) }).check();
      await section.button('不予受理……').click();
      await section.page.getByLabel('理由（声明人会看到）').fill('任职已满三年，不影响公正执行公务');
      expect(await section.troubles()).toEqual([]);
      await section.button('不予受理').click();
      await section.page.getByText('已处理 1 项').waitFor();
      await section.close();
      await phone.page.reload();
      await phone.page.getByText('理由：任职已满三年，不影响公正执行公务').waitFor();
      expect(await phone.troubles()).toEqual([]);
    });

    it('ends with the link: withdrawn, it opens nothing and says whom to ask', async () => {
      await head.post(path(`/${draw.id}/recusal-links/${notice.link}/withdrawal`), { reason: '告知单发错了人' });
      await phone.page.reload();
      await phone.page.getByRole('heading', { name: '不能声明' }).waitFor();
      await expect.poll(() => phone.page.getByRole('alert').textContent()).toMatch(/市场秩序处|股室/);
      await expect.poll(() => phone.page.getByRole('checkbox').count()).toBe(0);
      expect(await phone.troubles()).toEqual([]);
      await phone.close();
    });
  });
}
