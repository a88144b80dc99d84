import type { HostFaultCode } from '../ports/HostFault';
import type { Language } from './language';

/** Why a workbook refused, and what the clerk does next. */
export interface FaultText { readonly cause: string; readonly next: string }

const zh: Record<HostFaultCode, FaultText> = {
  AccessDenied: { cause: '这个工作簿不允许修改（可能受保护，或者是以只读方式打开的）。', next: '请在“审阅”中撤销保护，或另存为一份可编辑的文件，再重试。' },
  GeneralException: { cause: 'Excel 没有完成这一步，也没有说明原因。', next: '请重试；如果仍不成功，请保存并重新打开工作簿。' },
  InvalidArgument: { cause: 'Excel 不接受要写入的内容或位置。', next: '请检查工作表名称和单元格位置是否还在；如果仍不成功，请把编号告诉管理员。' },
  InvalidOperationInCellEditMode: { cause: '有一个单元格正在编辑。', next: '请先按回车结束单元格编辑，再重试。' },
  InactiveWorkbook: { cause: '当前在前面的是另一个工作簿。', next: '请切换回打开本窗格的工作簿，再重试。' },
  ItemNotFound: { cause: '要用的工作表、表格或区域已经不在（可能被改名或删除）。', next: '请重新识别当前工作表，再继续。' },
  ItemAlreadyExists: { cause: '同名的工作表或表格已经存在。', next: '请给原来的工作表或表格改名，再重试。' },
  FilteredRangeConflict: { cause: '要写入的区域正处于筛选状态。', next: '请先在“数据”中清除筛选，再重试。' },
  MergedRangeConflict: { cause: '要写入的区域里有合并单元格。', next: '请先取消合并，或选择没有合并单元格的位置，再重试。' },
  NonBlankCellOffSheet: { cause: '写入会把已有内容挤出工作表边界。', next: '请先清理工作表末尾多余的行或列，再重试。' },
  OperationCellsExceedLimit: { cause: '一次涉及的单元格超过 Excel 允许的数量。', next: '请删除工作表中多余的空行、空列，或分成几个工作表，再重试。' },
  RangeExceedsLimit: { cause: '区域里的单元格超过 Excel 允许的数量。', next: '请删除工作表中多余的空行、空列，或分成几个工作表，再重试。' },
  RequestPayloadSizeLimitExceeded: { cause: '一次写入的内容超过 Excel 允许的大小。', next: '请分成几个较小的工作表，再重试。' },
  ResponsePayloadSizeLimitExceeded: { cause: '工作表的内容超过 Excel 一次能够读出的大小。', next: '请把计划单独放在一个工作表中，再重试。' },
  RequestAborted: { cause: '这一步在完成之前被中断。', next: '请重试。没有写完的内容可以用“撤销”还原。' },
  UndoNotSupported: { cause: '这一步在您的 Excel 中不能撤销，所以没有执行。', next: '请先保存一份副本，或更新 Excel 后再试。' },
  UnsupportedSheet: { cause: '当前是图表或宏工作表，不能读写。', next: '请切换到普通工作表，再重试。' },
  HostRestartNeeded: { cause: 'Excel 需要重新启动后才能继续。', next: '请保存工作簿，关闭并重新打开 Excel。' },
  Unauthenticated: { cause: 'Excel 的登录已经失效。', next: '请在 Excel 右上角重新登录，再重试。' },
  GridGone: { cause: '旁边的表格没有应答（页面可能已经关闭或刷新）。', next: '请从工作台首页重新打开。' },
  NotSupported: { cause: '您的 Excel 版本没有这项功能。', next: '请在工作台（浏览器）中办理这一步，或更新 Excel。' },
};

const en: Record<HostFaultCode, FaultText> = {
  AccessDenied: { cause: 'This workbook may not be changed: it is protected or opened read-only.', next: 'Remove the protection under Review, or save an editable copy, then retry.' },
  GeneralException: { cause: 'Excel did not finish this step and gave no reason.', next: 'Retry; if it fails again, save and reopen the workbook.' },
  InvalidArgument: { cause: 'Excel does not accept the content or the place.', next: 'Check that the sheet and the cells still exist; otherwise report the code to the administrator.' },
  InvalidOperationInCellEditMode: { cause: 'A cell is being edited.', next: 'Press Enter to finish editing, then retry.' },
  InactiveWorkbook: { cause: 'Another workbook is in front.', next: 'Go back to the workbook of this pane, then retry.' },
  ItemNotFound: { cause: 'The sheet, table or range is gone: renamed or deleted.', next: 'Recognise the current sheet again, then go on.' },
  ItemAlreadyExists: { cause: 'A sheet or table of that name exists already.', next: 'Rename the old one, then retry.' },
  FilteredRangeConflict: { cause: 'The range is filtered.', next: 'Clear the filter under Data, then retry.' },
  MergedRangeConflict: { cause: 'There are merged cells in the range.', next: 'Unmerge them or choose another place, then retry.' },
  NonBlankCellOffSheet: { cause: 'Writing would push content off the sheet.', next: 'Clear the last rows or columns of the sheet, then retry.' },
  OperationCellsExceedLimit: { cause: 'More cells than Excel allows at once.', next: 'Delete empty rows and columns or split the sheet, then retry.' },
  RangeExceedsLimit: { cause: 'The range has more cells than Excel allows.', next: 'Delete empty rows and columns or split the sheet, then retry.' },
  RequestPayloadSizeLimitExceeded: { cause: 'More content than Excel takes at once.', next: 'Split it into smaller sheets, then retry.' },
  ResponsePayloadSizeLimitExceeded: { cause: 'The sheet holds more than Excel can hand over at once.', next: 'Put the plan on a sheet of its own, then retry.' },
  RequestAborted: { cause: 'The step was interrupted.', next: 'Retry. What was half-written can be undone with Undo.' },
  UndoNotSupported: { cause: 'Your Excel could not undo this step, so it was not done.', next: 'Save a copy first, or update Excel.' },
  UnsupportedSheet: { cause: 'This is a chart or macro sheet.', next: 'Go to an ordinary sheet, then retry.' },
  HostRestartNeeded: { cause: 'Excel must be restarted.', next: 'Save the workbook, close Excel and open it again.' },
  Unauthenticated: { cause: 'Your sign-in to Excel has expired.', next: 'Sign in again at the top right of Excel, then retry.' },
  GridGone: { cause: 'The grid beside the pane does not answer; its page was closed or reloaded.', next: 'Open the workbench again.' },
  NotSupported: { cause: 'Your Excel lacks this function.', next: 'Do this step in the workbench, or update Excel.' },
};

/** Where the grid in the browser needs other words than Excel. */
export const gridFaultTexts: Record<Language, Partial<Record<HostFaultCode, FaultText>>> = {
  'zh-CN': {
    GeneralException: { cause: '表格没有完成这一步，也没有说明原因。', next: '请重试；如果仍不成功，请先用“下载 .xlsx”保存一份，再刷新页面。' },
    InvalidArgument: { cause: '表格不接受要写入的内容或位置。', next: '请检查工作表名称和单元格位置是否还在；如果仍不成功，请把编号告诉管理员。' },
    NotSupported: { cause: '浏览器里的表格没有这项功能。', next: '请用“下载 .xlsx”保存后，在 Excel 或 WPS 里办理这一步。' },
  },
  'en-US': {
    GeneralException: { cause: 'The grid did not finish this step and gave no reason.', next: 'Retry; if it fails again, save with Download .xlsx and reload the page.' },
    InvalidArgument: { cause: 'The grid does not accept the content or the place.', next: 'Check that the sheet and the cells still exist; otherwise report the code to the administrator.' },
    NotSupported: { cause: 'The grid in the browser lacks this function.', next: 'Save with Download .xlsx and do this step in Excel.' },
  },
};

export const hostFaultTexts: Record<Language, Record<HostFaultCode, FaultText>> = { 'zh-CN': zh, 'en-US': en };
