import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readZip } from '../../../src/domain/archives/zip';
import { Official } from '../official';
import { troublesAtAGlance } from '../variants';
import type { Year } from './people';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const thisYear = new Date().getFullYear();

/** Many documents at once, without a mouse: drafted, looked through, stopped and taken up again, issued, taken home as one file. */
export function batch(at: () => Year): void {
  const desk = () => at().desk;
  const keys = () => at().keys;
  const one = (title: string) => desk().pane.getByRole('listitem').filter({ hasText: title });
  const field = (name: string) => desk().pane.getByLabel(new RegExp(`^${name}\\s*\\*?$`));
  const counts = async (title: string): Promise<Record<string, number>> => {
    const text = await one(title).textContent();
    return Object.fromEntries([...text!.matchAll(/(可以签发|有问题|已印发|还没有起草) (\d+)/g)].map(([, what, count]) => [what!, Number(count)]));
  };
  const open = async (person: string): Promise<void> => {
    await keys().becomes(person);
    await keys().go('公文');
    await keys().tab('批量');
  };

  describe('a batch of documents, one for every firm that was drawn', () => {
    it('is drafted at once, and names each document that lacks something', async () => {
      await open('刘畅');
      await desk().pane.getByLabel('检查（已抽取的任务）').locator('option', { hasText: '2023-001' }).waitFor({ state: 'attached' });
      await desk().pane.getByText('选了 5 / 5 份').waitFor();
      await keys().type(desk().pane.getByLabel('批次名称'), '先起草再补');
      await keys().use(desk().button('起草 5 份'));
      await one('先起草再补').getByText('都还不能签发', { exact: true }).waitFor();
      await one('先起草再补').getByText(/^这一批没有一份可以签发。请逐份打开补正；/).waitFor();
      await expect.poll(() => counts('先起草再补')).toEqual({ 可以签发: 0, 有问题: 5, 已印发: 0 });
      const problems = one('先起草再补').getByRole('listitem');
      await expect.poll(() => problems.allTextContents()).toEqual([1, 2, 3, 4, 5].map((row) => expect.stringMatching(new RegExp(`^第${row}份 邯郸.*：.+。`)) as string));
      expect(await troublesAtAGlance(desk(), 'batch-faulty')).toEqual([]);
      await keys().use(problems.nth(2).getByRole('button', { name: /^打开这份公文 / }));
      await desk().pane.getByRole('heading', { name: '需要填写' }).waitFor();
      await expect.poll(() => desk().pane.locator(':focus').getAttribute('aria-label')).toMatch(/^收起 检查通知书 [0-9A-Z]{18}$/);
    });

    it('is stopped in the middle, says what was made and what was not, and goes on from there', async () => {
      const { address, bureau } = at();
      const clerk = await Official.signIn(address, 'hd-clerk');
      const [run] = await clerk.ask<readonly { readonly id: string }[]>('GET', `/api/bureaus/${bureau}/check-runs`);
      const { objects } = await clerk.ask<{ readonly objects: readonly { readonly objectId: string; readonly name: string }[] }>('GET', `/api/bureaus/${bureau}/check-runs/${run!.id}`);
      const rows = Array.from({ length: 1_500 }, (_, row) => objects[row % objects.length]!).map(({ objectId, name }) => ({ name, subject: { run: run!.id, object: objectId } }));
      await clerk.post(`/api/bureaus/${bureau}/document-batches`, { kind: 'inspection-notice', title: '一千五百份', rows });
      await open('刘畅');
      await one('一千五百份').getByRole('progressbar', { name: '正在起草' }).waitFor();
      await keys().use(one('一千五百份').getByRole('button', { name: '取消这一批' }));
      await keys().use(one('一千五百份').getByRole('group', { name: /^停止还没有做的部分/ }).getByRole('button', { name: '取消这一批' }));
      await one('一千五百份').getByText(/^停在这里：还有 \d+ 份没有起草。/).waitFor();
      const stopped = await counts('一千五百份');
      expect(stopped['有问题']! + stopped['还没有起草']!).toBe(1_500);
      expect(await troublesAtAGlance(desk(), 'batch-stopped')).toEqual([]);
      await desk().picture('窗格-公文-批量-停止');
      await keys().use(one('一千五百份').getByRole('button', { name: '继续这一批' }));
      expect(await troublesAtAGlance(desk(), 'batch-progress')).toEqual([]);
      await expect.poll(async () => (await counts('一千五百份'))['有问题'], { timeout: 90_000 }).toBe(1_500);
      await one('一千五百份').getByText('都还不能签发', { exact: true }).waitFor();
    });

    it('has what is common filled in once, and is signed, numbered and issued by the section head', async () => {
      const { address, bureau } = at();
      const administrator = await Official.signIn(address, 'hd-admin');
      await administrator.ask('PUT', `/api/bureaus/${bureau}/document-numbers/prefixes/${encodeURIComponent('邯商检通')}`, { startYear: thisYear, startSequence: 1 });
      await keys().type(desk().pane.getByLabel('批次名称'), '检查通知书第一批');
      await keys().use(desk().pane.locator('summary').filter({ hasText: '每份都一样的内容' }));
      const texts: Record<string, string> = { 依据: '《成品油流通管理办法》第三十条', 检查方式: '现场检查', 检查时间: `${thisYear}年12月7日至12月11日`, 协助人员数: '0', 频次上限: '9', 监督电话: '0310-0000000', 联系电话: '0310-0000000' };
      for (const [name, text] of Object.entries(texts)) await keys().type(field(name).first(), text);
      await keys().use(desk().button('起草 5 份'));
      await expect.poll(() => counts('检查通知书第一批')).toEqual({ 可以签发: 5, 有问题: 0, 已印发: 0 });
      await open('张国栋');
      await keys().use(one('检查通知书第一批').getByRole('button', { name: '签发并印发这一批' }));
      await keys().choose(one('检查通知书第一批').getByLabel('机关代字'), /^邯商检通$/);
      expect(await troublesAtAGlance(desk(), 'batch-issue')).toEqual([]);
      await keys().use(one('检查通知书第一批').getByRole('button', { name: '编号印发' }));
      await expect.poll(() => counts('检查通知书第一批')).toEqual({ 可以签发: 0, 有问题: 0, 已印发: 5 });
      expect(await troublesAtAGlance(desk(), 'batch-issued')).toEqual([]);
      await desk().picture('窗格-公文-批量');
    });

    it('comes home as one file: every document under its number, and a list with the hash of each', async () => {
      // A window that opens for nothing but a file may be gone before it is one.
      const arrived = new Promise<Download>((done) => {
        desk().page.once('download', done);
        desk().page.context().once('page', (tab) => tab.once('download', done));
      });
      await keys().use(one('检查通知书第一批').getByRole('button', { name: '下载全部（.zip）' }));
      const file = await arrived;
      expect(file.suggestedFilename()).toBe('检查通知书第一批.zip');
      const zip = readZip(readFileSync(await file.path()));
      const files = zip.ok ? [...zip.files].sort(([left], [right]) => left.localeCompare(right)) : [];
      expect(files.map(([name]) => name)).toEqual([...[1, 2, 3, 4, 5].map((row) => expect.stringMatching(new RegExp(`^000${row} 邯商检通〔${thisYear}〕${row}号 邯郸.*\\.docx$`)) as string), '清单.csv']);
      const list = Buffer.from(files.at(-1)![1]).toString();
      for (const [name, bytes] of files.slice(0, 5)) expect(list).toContain(`"${name}",${sha256(bytes)},`);
    });

    it('is compared, any document with any other, word by word', async () => {
      const others = desk().pane.getByLabel('对照哪一稿、哪一份');
      await keys().tab('公文');
      await keys().use(desk().button(/^查看 检查通知书 /).first());
      await keys().use(desk().pane.locator('summary').filter({ hasText: '与上一稿或另一份公文对照' }));
      await keys().choose(others, new RegExp(`^检查通知书 · .*邯商检通〔${thisYear}〕1号$`));
      await desk().pane.getByText(new RegExp(`^邯商检通〔${thisYear}〕1号 → 邯商检通〔${thisYear}〕\\d号：\\d+处不同，\\d+段相同。`)).waitFor();
      await expect.poll(() => desk().pane.locator('ins').allTextContents()).not.toEqual([]);
      expect(await troublesAtAGlance(desk(), 'documents-compared')).toEqual([]);
    });
  });
}
