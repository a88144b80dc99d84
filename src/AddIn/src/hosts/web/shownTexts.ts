import { CellValueType, type FUniver } from '@univerjs/presets';

type Sheet = NonNullable<ReturnType<NonNullable<ReturnType<FUniver['getActiveWorkbook']>>['getSheetByName']>>;

/** What each cell of a range says, as the canvas draws it: a truth value is kept as 1 or 0 and drawn as a word. */
export function shownTexts(range: ReturnType<Sheet['getDataRange']>): string[][] {
  const cells = range.getCellDatas();
  return range.getDisplayValues().map((row, down) => row.map((text, right) => {
    const cell = cells[down]?.[right];
    return cell?.t === CellValueType.BOOLEAN ? (Number(cell.v) === 1 ? 'TRUE' : 'FALSE') : text ?? '';
  }));
}
