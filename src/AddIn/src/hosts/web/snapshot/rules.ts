import { DataValidationErrorStyle, DataValidationOperator, DataValidationRenderMode, type ISheetDataValidationRule } from '@univerjs/presets';
import type { Schemas } from '../../../service/client';
import { rangeOf, referenceOf } from './places';

type Rule = Schemas['SnapshotValidation'];

export const validationPlugin = 'SHEET_DATA_VALIDATION_PLUGIN';

const severities: Readonly<Record<string, DataValidationErrorStyle>> = { stop: DataValidationErrorStyle.STOP, warning: DataValidationErrorStyle.WARNING, information: DataValidationErrorStyle.INFO };

export const ruleTo = (rule: Rule, uid: string): ISheetDataValidationRule => ({
  uid, type: rule.kind, ranges: rule.cells.split(' ').map(rangeOf), allowBlank: rule.allowBlank ?? true,
  ...(rule.choices ? { formula1: rule.choices.join(',') } : rule.first ? { formula1: `=${rule.first}` } : {}), ...(rule.second ? { formula2: `=${rule.second}` } : {}),
  // As Excel shows it: the text with an arrow, and no chip that a low row would cut off.
  ...(rule.kind === 'list' ? { renderMode: DataValidationRenderMode.ARROW } : {}),
  ...(rule.kind === 'list' || rule.kind === 'custom' ? {} : { operator: (rule.operator ?? 'between') as never }),
  ...(rule.severity ? { errorStyle: severities[rule.severity]!, showErrorMessage: true } : { showErrorMessage: false }),
  ...(rule.error ? { error: rule.error } : {}), ...(rule.errorTitle ? { errorTitle: rule.errorTitle } : {}), ...(rule.prompt ? { prompt: rule.prompt } : {}), ...(rule.promptTitle ? { promptTitle: rule.promptTitle } : {}),
});

const kinds = new Set(['list', 'whole', 'decimal', 'date', 'time', 'textLength', 'custom']);
const bare = (formula: string | undefined): string | null => (formula === undefined || formula === '' ? null : formula.replace(/^=/, ''));

/** Null for rules only Univer knows, such as check boxes. */
export function ruleFrom(rule: ISheetDataValidationRule): Rule | null {
  const kind = rule.type === 'listMultiple' ? 'list' : rule.type;
  if (!kinds.has(kind) || rule.ranges.length === 0) return null;
  const typed = kind === 'list' && rule.formula1 !== undefined && !rule.formula1.startsWith('=');
  const choices = typed ? rule.formula1!.split(',').map((text) => text.trim()).filter((text) => text !== '') : null;
  const first = typed ? null : bare(rule.formula1);
  if ((choices?.length ?? 0) === 0 && first === null) return null;
  const severity = rule.showErrorMessage === true ? Object.keys(severities).find((name) => severities[name] === rule.errorStyle) ?? 'stop' : null;
  return {
    cells: rule.ranges.map(referenceOf).join(' '), kind, choices, first, second: bare(rule.formula2), operator: kind === 'list' || kind === 'custom' || rule.operator === undefined || rule.operator === DataValidationOperator.BETWEEN ? null : rule.operator,
    severity, allowBlank: rule.allowBlank ?? true, error: rule.error ?? null, errorTitle: rule.errorTitle ?? null, prompt: rule.prompt ?? null, promptTitle: rule.promptTitle ?? null,
  };
}
