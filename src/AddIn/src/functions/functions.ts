import { ticketOf, WrongValue, workdaysFrom } from './formulas';

/** The part in use of Microsoft's custom functions runtime. */
declare const CustomFunctions: {
  associate(id: string, calculate: (...args: never[]) => unknown): void;
  readonly Error: new (code: string, message: string) => Error;
  readonly ErrorCode: { readonly invalidValue: string };
};

/** Excel shows a thrown error of ours as #VALUE! with its sentence. */
const inCell = <A extends readonly unknown[], T>(calculate: (...args: A) => T) => (...args: A): T => {
  try {
    return calculate(...args);
  } catch (fault) {
    throw fault instanceof WrongValue ? new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, fault.message) : fault;
  }
};

CustomFunctions.associate('TICKET', inCell(ticketOf));
CustomFunctions.associate('WORKDAYS', inCell(workdaysFrom));
