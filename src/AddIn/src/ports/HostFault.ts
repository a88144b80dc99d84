/** Every way in which a workbook may refuse: the codes of Office.js, and two of our own. */
export const hostFaultCodes = [
  'AccessDenied', 'GeneralException', 'InvalidArgument', 'InvalidOperationInCellEditMode', 'InactiveWorkbook', 'ItemNotFound', 'ItemAlreadyExists',
  'FilteredRangeConflict', 'MergedRangeConflict', 'NonBlankCellOffSheet', 'OperationCellsExceedLimit', 'RangeExceedsLimit',
  'RequestPayloadSizeLimitExceeded', 'ResponsePayloadSizeLimitExceeded', 'RequestAborted', 'UndoNotSupported', 'UnsupportedSheet', 'HostRestartNeeded',
  'Unauthenticated',
  /** The browser's grid does not answer: its page was closed or reloaded. */
  'GridGone',
  /** This Excel lacks what was asked for. */
  'NotSupported',
] as const;

export type HostFaultCode = (typeof hostFaultCodes)[number];

export class HostFault extends Error {
  readonly code: HostFaultCode;
  /** What the host itself said, shown beside the code for the administrator. */
  readonly said: string;

  constructor(code: HostFaultCode, said = '') {
    super(`${code}${said === '' ? '' : `: ${said}`}`);
    this.name = 'HostFault';
    this.code = code;
    this.said = said;
  }
}

export const isHostFaultCode = (code: unknown): code is HostFaultCode => hostFaultCodes.includes(code as HostFaultCode);
