import type { WorkbookHost } from '../../ports/WorkbookHost';
import { ExcelHost } from './ExcelHost';

/** Waits for Excel. Outside Excel (a browser's address bar) there is no workbook to work with, so the workbench opens instead. */
export async function openExcel(): Promise<{ host: WorkbookHost; wish: string | null }> {
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) {
    location.replace('/');
    return new Promise(() => { /* the page is being left */ });
  }
  return { host: new ExcelHost(), wish: Office.context.displayLanguage };
}
