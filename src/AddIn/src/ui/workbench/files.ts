import type { FUniver } from '@univerjs/presets';
import { fromUniver } from '../../hosts/web/snapshot/fromUniver';
import { toUniver } from '../../hosts/web/snapshot/toUniver';
import type { Language } from '../../i18n/language';
import { faultText } from '../../i18n/faultText';
import { answered, connectService } from '../../service/client';

const texts = {
  'zh-CN': { open: '打开 .xlsx', save: '下载 .xlsx', opening: '正在打开……', saving: '正在生成……', signIn: '请先在右侧窗格登录，再打开或下载文件。', replace: '打开文件会替换当前表格里没有下载的内容。要继续吗？', opened: (name: string) => `已打开“${name}”。`, saved: '已下载。' },
  'en-US': { open: 'Open .xlsx', save: 'Download .xlsx', opening: 'Opening …', saving: 'Being made …', signIn: 'Sign in in the pane first.', replace: 'Opening a file replaces what has not been downloaded. Go on?', opened: (name: string) => `“${name}” is open.`, saved: 'Downloaded.' },
};

/** Two buttons: a file of this computer into the grid, and the grid as a file. The service converts; it keeps nothing. */
export function showFiles(bar: HTMLElement, api: FUniver, language: Language, opened: () => void): void {
  const words = texts[language];
  const service = connectService(language);
  const said = document.createElement('span');
  said.role = 'status';
  const chooser = Object.assign(document.createElement('input'), { type: 'file', accept: '.xlsx', hidden: true, ariaLabel: words.open });
  let changed = false;
  api.addEvent(api.Event.CommandExecuted, ({ id }) => {
    changed ||= id.startsWith('sheet.mutation.set-range-values');
  });

  const work = async (doing: string, act: () => Promise<string>): Promise<void> => {
    said.textContent = doing;
    try {
      said.textContent = await act();
    } catch (fault) {
      const { cause, next, code } = faultText(fault, language, 'web');
      said.textContent = code === 'auth.not-signed-in' ? words.signIn : `${cause}${next}`;
    }
  };
  const open = async (file: File): Promise<string> => {
    const { workbook, problems } = await answered(service.POST('/api/workbooks/read', { params: { query: { fileName: file.name } }, body: file as never, bodySerializer: (body: unknown) => body as Blob }));
    const next = toUniver(workbook);
    // First the old one goes: Univer registers the parts of a workbook once.
    const before = api.getActiveWorkbook()?.getId();
    if (before !== undefined) api.disposeUnit(before);
    api.createWorkbook(next);
    opened();
    changed = false;
    return [words.opened(file.name), ...problems.map(({ message }) => message)].join(' ');
  };
  const save = async (): Promise<string> => {
    const book = api.getActiveWorkbook()!.save();
    const file: Blob = await answered(service.POST('/api/workbooks/write', { body: fromUniver(book), parseAs: 'blob' })) as never;
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: fromUniver(book).name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    changed = false;
    return words.saved;
  };

  const button = (label: string, act: () => void): HTMLButtonElement => {
    const made = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
    made.addEventListener('click', act);
    return made;
  };
  chooser.addEventListener('change', () => {
    const file = chooser.files?.[0];
    chooser.value = '';
    if (file !== undefined) void work(words.opening, () => open(file));
  });
  bar.replaceChildren(
    button(words.open, () => {
      // eslint-disable-next-line no-alert
      if (!changed || window.confirm(words.replace)) chooser.click();
    }),
    button(words.save, () => void work(words.saving, save)),
    chooser, said,
  );
}
