import type { Language } from '../../../i18n/language';

export interface TableWords {
  readonly toggle: string;
  readonly region: string;
  readonly hint: string;
  readonly caption: (sheet: string, first: number, last: number, used: number) => string;
  readonly empty: (sheet: string) => string;
  readonly earlier: string;
  readonly later: string;
  readonly toRow: string;
  readonly go: string;
  readonly edit: (place: string) => string;
  readonly weights: Readonly<Record<'error' | 'warning' | 'advice', string>>;
  readonly finding: (weight: string, says: string | undefined) => string;
}

export const tableWords: Readonly<Record<Language, TableWords>> = {
  'zh-CN': {
    toggle: '表格视图', region: '表格视图', hint: '方向键走动，回车或F2修改，回车确认，Esc取消；Ctrl+Z撤销；PageDown下一页，PageUp上一页。',
    caption: (sheet, first, last, used) => `${sheet}：第${first}—${last}行，内容到第${used}行`,
    empty: (sheet) => `${sheet}：还没有内容`,
    earlier: '上一页', later: '下一页', toRow: '到第几行', go: '转到', edit: (place) => `修改${place}`,
    weights: { error: '错误', warning: '提醒', advice: '建议' }, finding: (weight, says) => (says === undefined ? `〔${weight}〕` : `〔${weight}：${says}〕`),
  },
  'en-US': {
    toggle: 'Table view', region: 'Table view', hint: 'Arrows move, Enter or F2 edits, Enter keeps, Esc gives the old value back; Ctrl+Z undoes; PageDown and PageUp turn pages.',
    caption: (sheet, first, last, used) => `${sheet}: rows ${first} to ${last}; content ends at row ${used}`,
    empty: (sheet) => `${sheet}: nothing yet`,
    earlier: 'Previous rows', later: 'Next rows', toRow: 'Row', go: 'Go', edit: (place) => `Edit ${place}`,
    weights: { error: 'error', warning: 'warning', advice: 'advice' }, finding: (weight, says) => (says === undefined ? `[${weight}]` : `[${weight}: ${says}]`),
  },
};
