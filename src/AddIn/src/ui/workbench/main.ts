import { emptyBook, openGrid } from '../../hosts/web/grid';
import { GridSheet } from '../../hosts/web/GridSheet';
import { offerFormulas } from '../../hosts/web/formulas';
import { serveHost } from '../../hosts/web/serveHost';
import { UniverHost } from '../../hosts/web/UniverHost';
import { languageOf } from '../../i18n/language';
import { showFiles } from './files';
import { inEnglish } from './inEnglish';
import { followRegions } from './regions';
import { showTable } from './table/showTable';
import { showTabs } from './tabs';

const frame = document.querySelector<HTMLIFrameElement>('#pane')!;
const language = languageOf(new URLSearchParams(location.search).get('lang') ?? navigator.language);
if (language === 'en-US') inEnglish();
// A canvas draws with whatever face is there at that moment.
await Promise.all(['Arial', '宋体', '仿宋_GB2312', '黑体', '楷体_GB2312', '方正小标宋简体'].map((face) => document.fonts.load(`11pt "${face}"`, '检A').catch(() => [])));
const { univer, api } = openGrid(document.querySelector<HTMLElement>('#grid')!, language);
api.createWorkbook(emptyBook('工作簿', '工作表1'));
offerFormulas(api);
const part = (id: string): HTMLElement => document.querySelector<HTMLElement>(`#${id}`)!;
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
serveHost(host, frame);
followRegions([part('bar'), part('grid'), part('table'), part('tabs')], frame);
frame.src = `/pane.html?host=web${location.search.replace('?', '&')}`;
