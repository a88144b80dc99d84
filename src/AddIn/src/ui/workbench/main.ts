import { serveHost } from '../../hosts/web/serveHost';
import { languageOf } from '../../i18n/language';
import { HostFault } from '../../ports/HostFault';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import { inEnglish } from './inEnglish';
import { followRegions } from './regions';

const texts = {
  'zh-CN': { opening: '表格正在打开……', failed: '表格没有打开。请确认网络和服务正常后重试。', again: '重试' },
  'en-US': { opening: 'The sheet is opening …', failed: 'The sheet has not opened. Check the network and the service, then retry.', again: 'Retry' },
};
const part = (id: string): HTMLElement => document.querySelector<HTMLElement>(`#${id}`)!;
const frame = document.querySelector<HTMLIFrameElement>('#pane')!;
const language = languageOf(new URLSearchParams(location.search).get('lang') ?? navigator.language);
if (language === 'en-US') inEnglish();

async function openSheet(): Promise<WorkbookHost> {
  const said = part('said');
  said.textContent = texts[language].opening;
  try {
    // A canvas draws with whatever face is there at that moment.
    const [sheet] = await Promise.all([
      import('./sheet'),
      ...['Arial', '宋体', '仿宋_GB2312', '黑体', '楷体_GB2312', '方正小标宋简体'].map((face) => document.fonts.load(`11pt "${face}"`, '检A').catch(() => [])),
    ]);
    said.remove();
    keepKeyboardInPane();
    return sheet.openSheet(part, language);
  } catch (fault) {
    sayFailed();
    throw new HostFault('GridGone', String(fault));
  }
}

/** Univer asks for the keyboard twice once it is drawn; not from somebody who is at work in the pane already. */
function keepKeyboardInPane(): void {
  const done = new AbortController();
  const { signal } = done;
  const inside = frame.contentWindow!;
  let inPane = document.activeElement === frame;
  // Chromium forgets which control it was once the keyboard has left a frame.
  let last: Element | null = inside.document.activeElement;
  let asks = 2;
  inside.addEventListener('focusin', ({ target }) => { last = target as Element; }, { signal });
  addEventListener('blur', () => { inPane = document.activeElement === frame; }, { signal });
  addEventListener('pointerdown', () => done.abort(), { signal, capture: true });
  part('grid').addEventListener('focusin', ({ target }) => {
    // The way of F6.
    if (target instanceof HTMLCanvasElement) {
      inPane = false;
      return;
    }
    if (inPane) {
      inside.focus();
      (last as HTMLElement | null)?.focus();
    }
    if (--asks === 0) done.abort();
  }, { signal });
}

function sayFailed(): void {
  const { failed, again } = texts[language];
  const retry = Object.assign(document.createElement('button'), { type: 'button', textContent: again });
  retry.addEventListener('click', () => location.reload());
  const said = Object.assign(document.createElement('p'), { id: 'said', role: 'alert', textContent: failed });
  said.append(' ', retry);
  part('grid').replaceChildren(said);
}

serveHost(openSheet(), frame);
followRegions([part('bar'), part('grid'), part('table'), part('tabs')], frame);
frame.src = `/pane.html?host=web${location.search.replace('?', '&')}`;
