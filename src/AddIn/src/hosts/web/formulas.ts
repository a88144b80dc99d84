import type { FUniver } from '@univerjs/presets';
import { ticketOf, WrongValue, workdaysFrom } from '../../functions/formulas';

// One cell may come as a range of one.
const single = (value: unknown): unknown => (Array.isArray(value) ? single((value as unknown[])[0]) : value);

/** The same functions as in Excel. A cell of the grid has no place for a sentence, so a wrong value shows as it does there. */
const inCell = (calculate: (one: unknown, two: unknown) => string | number) => (...args: unknown[]): string | number => {
  try {
    return calculate(single(args[0]), single(args[1]));
  } catch (fault) {
    if (fault instanceof WrongValue) return '#VALUE!';
    throw fault;
  }
};

export function offerFormulas(api: FUniver): void {
  const formula = api.getFormula();
  formula.registerFunction('SPOTCHECK.TICKET', inCell(ticketOf), 'SHA-256');
  formula.registerFunction('SPOTCHECK.WORKDAYS', inCell(workdaysFrom), '工作日');
}
