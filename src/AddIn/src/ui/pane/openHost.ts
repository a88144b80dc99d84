import { openExcel } from '../../hosts/excel/openExcel';
import { FramedHost } from '../../hosts/web/FramedHost';
import type { WorkbookHost } from '../../ports/WorkbookHost';

/** The grid of the page around us, or Excel. The wish is the language of the host. */
export async function openHost(): Promise<{ host: WorkbookHost; wish: string | null }> {
  if (new URLSearchParams(location.search).get('host') === 'web' && window.parent !== window) return { host: await FramedHost.connect(), wish: null };
  if (await window.spotcheckOffice !== true) return new Promise(() => { /* boot.js has said why there is no Excel */ });
  return openExcel();
}
