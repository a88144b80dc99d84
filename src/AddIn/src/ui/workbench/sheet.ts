import { emptyBook, openGrid } from '../../hosts/web/grid';
import { GridSheet } from '../../hosts/web/GridSheet';
import { offerFormulas } from '../../hosts/web/formulas';
import { UniverHost } from '../../hosts/web/UniverHost';
import type { Language } from '../../i18n/language';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import { showFiles } from './files';
import { showTable } from './table/showTable';
import { showTabs } from './tabs';

/** The grid with its tabs, its table and the buttons for files: by far the largest part of the page, so that the pane does not wait for it. */
export function openSheet(part: (id: string) => HTMLElement, language: Language): WorkbookHost {
  const { univer, api } = openGrid(part('grid'), language);
  api.createWorkbook(emptyBook('工作簿', '工作表1'));
  offerFormulas(api);
  const host = new UniverHost(univer, api);
  const table = showTable(part('table-toggle'), part('table'), new GridSheet(univer, api, host), language);
  // Whoever works in the table goes to a cell there.
  host.keyboardTaken = () => {
    if (table.open) table.takeKeyboard();
    return table.open;
  };
  const showSheets = showTabs(part('tabs'), api);
  showFiles(part('files'), api, language, () => {
    showSheets();
    table.refresh();
  });
  return host;
}
