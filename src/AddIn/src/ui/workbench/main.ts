import { emptyBook, openGrid } from '../../hosts/web/grid';
import { offerFormulas } from '../../hosts/web/formulas';
import { serveHost } from '../../hosts/web/serveHost';
import { UniverHost } from '../../hosts/web/UniverHost';
import { languageOf } from '../../i18n/language';
import { showFiles } from './files';
import { followRegions } from './regions';
import { showTabs } from './tabs';

const frame = document.querySelector<HTMLIFrameElement>('#pane')!;
const language = languageOf(new URLSearchParams(location.search).get('lang') ?? navigator.language);
// A canvas draws with whatever face is there at that moment.
await Promise.all(['Arial', '宋体', '仿宋_GB2312', '黑体', '楷体_GB2312', '方正小标宋简体'].map((face) => document.fonts.load(`11pt "${face}"`, '检A').catch(() => [])));
const { univer, api } = openGrid(document.querySelector<HTMLElement>('#grid')!, language);
api.createWorkbook(emptyBook('工作簿', '工作表1'));
offerFormulas(api);
const showSheets = showTabs(document.querySelector<HTMLElement>('#tabs')!, api);
showFiles(document.querySelector<HTMLElement>('#files')!, api, language, showSheets);
serveHost(new UniverHost(univer, api), frame);
followRegions([document.querySelector<HTMLElement>('#files')!, document.querySelector<HTMLElement>('#grid')!, document.querySelector<HTMLElement>('#tabs')!], frame);
frame.src = `/pane.html?host=web${location.search.replace('?', '&')}`;
