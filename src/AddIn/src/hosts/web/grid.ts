import { UniverSheetsConditionalFormattingPreset } from '@univerjs/preset-sheets-conditional-formatting';
import conditionalEn from '@univerjs/preset-sheets-conditional-formatting/locales/en-US';
import conditionalZh from '@univerjs/preset-sheets-conditional-formatting/locales/zh-CN';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import coreEn from '@univerjs/preset-sheets-core/locales/en-US';
import coreZh from '@univerjs/preset-sheets-core/locales/zh-CN';
import { UniverSheetsDataValidationPreset } from '@univerjs/preset-sheets-data-validation';
import validationEn from '@univerjs/preset-sheets-data-validation/locales/en-US';
import validationZh from '@univerjs/preset-sheets-data-validation/locales/zh-CN';
import { UniverSheetsTablePreset, UniverSheetsTableUIPlugin } from '@univerjs/preset-sheets-table';
import tableEn from '@univerjs/preset-sheets-table/locales/en-US';
import tableZh from '@univerjs/preset-sheets-table/locales/zh-CN';
import { createUniver, LocaleType, mergeLocales, type FUniver, type IWorkbookData, type Univer } from '@univerjs/presets';
import type { Language } from '../../i18n/language';
import '@univerjs/preset-sheets-core/lib/index.css';
import '@univerjs/preset-sheets-conditional-formatting/lib/index.css';
import '@univerjs/preset-sheets-data-validation/lib/index.css';
import '@univerjs/preset-sheets-table/lib/index.css';

/** A code in a text cell is right as it is, so nothing warns of it there. Univer's own header, toolbar, formula bar and footer fail accessibility checks and stay hidden. */
export function openGrid(container: HTMLElement, language: Language): { univer: Univer; api: FUniver } {
  const { univer, univerAPI } = createUniver({
    locale: language === 'en-US' ? LocaleType.EN_US : LocaleType.ZH_CN,
    locales: {
      [LocaleType.ZH_CN]: mergeLocales(coreZh, conditionalZh, validationZh, tableZh),
      [LocaleType.EN_US]: mergeLocales(coreEn, conditionalEn, validationEn, tableEn),
    },
    presets: [
      UniverSheetsCorePreset({ container, header: false, toolbar: false, formulaBar: false, footer: false, contextMenu: true, disableTextFormatAlert: true, disableTextFormatMark: true }),
      UniverSheetsConditionalFormattingPreset(),
      UniverSheetsDataValidationPreset(),
      // The tag with the table's name would lie over the title row above the table.
      { plugins: UniverSheetsTablePreset().plugins.map((plugin) => (plugin === UniverSheetsTableUIPlugin ? [UniverSheetsTableUIPlugin, { hideAnchor: true }] : plugin)) },
    ],
  });
  return { univer, api: univerAPI };
}

/** 宋体 at Excel's Chinese default size; workbench.css says which face stands for it where a machine has none of that name. */
export const plainStyle = { ff: '宋体', fs: 11 };

export const emptyBook = (name: string, sheet: string): Partial<IWorkbookData> => ({
  name,
  defaultStyle: plainStyle,
  sheetOrder: ['sheet-1'],
  sheets: { 'sheet-1': { id: 'sheet-1', name: sheet, rowCount: 200, columnCount: 26, defaultColumnWidth: 110, defaultRowHeight: 24 } },
});
