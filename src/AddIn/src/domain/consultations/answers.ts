import type { SheetReading } from '../../ports/WorkbookHost';
import type { Schemas } from '../../service/client';
import { readPlace } from '../places';

type Entry = Schemas['ReadBoardEntry'];

export const answerHeader = '会商意见';

/** What a partner answered, on one line: 市教育局：建议修改，抽查时间改为“9月—10月”（附件已收）. */
export function answerText({ partner, stateText, answer }: Entry): string {
  if (answer === null) return `${partner}：${stateText}`;
  const proposals = answer.proposals.map(({ header, newValue }) => `${header}改为“${newValue}”`);
  return `${partner}：${[answer.opinionText, ...proposals, ...(answer.reason === '' ? [] : [answer.reason])].join('，')}`;
}

export interface AnswerCells {
  /** Of the column of answers, from 1; its header stands in the row of the plan's header. */
  readonly column: number;
  readonly header: { readonly row: number; readonly text: string };
  readonly rows: readonly { readonly row: number; readonly task: string; readonly text: string }[];
  /** Tasks of the board that the sheet does not have. */
  readonly missing: readonly string[];
}

/** Where each answer belongs in a plan's sheet: the task's row, in the column 会商意见, or the first free one. Null where the sheet has no task names. */
export function answerCells(reading: SheetReading, columns: readonly Schemas['ColumnView'][], board: readonly Entry[]): AnswerCells | null {
  const named = columns.find(({ column, place }) => column === 'TaskName' && readPlace(place) !== null);
  if (named === undefined) return null;
  const name = readPlace(named.place)!;
  const headers = reading.texts[name.row - reading.row] ?? [];
  const known = headers.findIndex((text) => text.trim() === answerHeader);
  const used = Math.max(0, ...reading.texts.map((row) => row.findLastIndex((text) => text !== '') + 1));
  const column = reading.column + (known >= 0 ? known : used);
  const rows = new Map<string, number>();
  reading.texts.forEach((texts, index) => {
    const task = (texts[name.column - reading.column] ?? '').trim();
    if (reading.row + index > name.row && task !== '' && !rows.has(task)) rows.set(task, reading.row + index);
  });
  const tasks = [...new Set(board.map(({ taskName }) => taskName))];
  return {
    column,
    header: { row: name.row, text: answerHeader },
    rows: tasks.flatMap((task) => {
      const row = rows.get(task.trim());
      return row === undefined ? [] : [{ row, task, text: board.filter(({ taskName }) => taskName === task).map(answerText).join('；') }];
    }),
    missing: tasks.filter((task) => !rows.has(task.trim())),
  };
}
