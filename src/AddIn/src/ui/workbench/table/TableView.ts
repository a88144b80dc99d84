import { columnName } from '../../../domain/places';
import { pageOf, tableCells, type TableCell } from '../../../domain/sheetTable';
import type { GridRows, GridSheet } from '../../../hosts/web/GridSheet';
import type { Area, Mark } from '../../../ports/WorkbookHost';
import { openEditor } from './cellEditor';
import type { TableWords } from './words';

/** Rows in the page at once; a screen reader walks them all, and 5,000 would take seconds to build. */
const pageRows = 50;
/** Rows offered below the last content, to type new ones. */
const spare = 10;

const element = <K extends keyof HTMLElementTagNameMap>(name: K, made: Partial<HTMLElementTagNameMap[K]> = {}): HTMLElementTagNameMap[K] => Object.assign(document.createElement(name), made);

/** The sheet in front as a table of the page: the same cells, the same selection, the same undo as the grid. */
export class TableView {
  readonly #grid: GridSheet;
  readonly #words: TableWords;
  readonly #place: HTMLElement;
  #first = 1;
  #shown: GridRows | null = null;
  #selected: Area | null = null;
  #editing = false;
  #waiting = false;
  #wantsKeyboard = false;

  constructor(place: HTMLElement, grid: GridSheet, words: TableWords) {
    this.#place = place;
    this.#grid = grid;
    this.#words = words;
    grid.watch(() => this.refresh());
  }

  get open(): boolean {
    return !this.#place.hidden;
  }

  show(open: boolean): void {
    this.#place.hidden = !open;
    this.refresh();
  }

  /** The selected cell gets the keyboard as soon as the table shows it. */
  takeKeyboard(): void {
    this.#wantsKeyboard = true;
    this.refresh();
  }

  /** Once for whatever happens in one turn of the page; a field that is open is not taken away. */
  refresh(): void {
    if (!this.open || this.#waiting || this.#editing) return;
    this.#waiting = true;
    setTimeout(() => this.#draw());
  }

  #draw(): void {
    this.#waiting = false;
    if (!this.open || this.#editing) return;
    const selected = this.#grid.selection();
    const moved = this.#selected?.sheet !== selected.sheet || this.#selected.row !== selected.row;
    this.#selected = selected;
    if (moved) this.#first = pageOf(selected.row, pageRows);
    this.#build();
  }

  #build(): void {
    const hadKeyboard = this.#place.querySelector('table')?.contains(document.activeElement) === true || this.#wantsKeyboard;
    const scroll = this.#place.querySelector('.table-scroll');
    const [left, top] = [scroll?.scrollLeft ?? 0, scroll?.scrollTop ?? 0];
    const shown = this.#grid.rows(this.#first, pageRows);
    const rows = { ...shown, texts: shown.texts.slice(0, Math.max(1, shown.usedRows + spare - this.#first + 1, this.#selected!.row - this.#first + 1)) };
    const same = this.#shown?.sheet === rows.sheet && this.#shown.row === rows.row;
    this.#shown = rows;
    const focused = hadKeyboard ? null : (document.activeElement as HTMLElement | null)?.dataset['act'];
    this.#place.replaceChildren(...(rows.usedRows > pageRows || rows.row > 1 ? [this.#bar(rows)] : []), this.#scrolled(rows));
    const now = this.#place.querySelector('.table-scroll')!;
    if (same) now.scrollTo(left, top);
    const cell = this.#place.querySelector<HTMLElement>('td[tabindex="0"]');
    // Of a row higher than the place for it the beginning is wanted, below the names of the columns.
    cell?.scrollIntoView({ block: cell.offsetHeight > now.clientHeight - 32 ? 'start' : 'nearest', inline: 'nearest' });
    if (hadKeyboard) cell?.focus({ preventScroll: true });
    else if (focused !== undefined && focused !== null) this.#place.querySelector<HTMLElement>(`[data-act="${focused}"]`)?.focus();
    this.#wantsKeyboard = false;
  }

  /** Which rows these are, and the ways to others. */
  #bar({ usedRows, row, texts }: GridRows): HTMLElement {
    const words = this.#words;
    const last = Math.max(usedRows, row + texts.length - 1);
    const turn = (label: string, act: string, to: number, possible: boolean): HTMLButtonElement => {
      const button = element('button', { type: 'button', textContent: label, disabled: !possible });
      button.dataset['act'] = act;
      button.addEventListener('click', () => this.#turn(to));
      return button;
    };
    const number = element('input', { type: 'number', min: '1', max: String(last), ariaLabel: words.toRow });
    number.dataset['act'] = 'row';
    const form = element('form', { className: 'table-to' });
    form.append(number, element('button', { type: 'submit', textContent: words.go }));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const wanted = Math.round(Number(number.value));
      if (wanted >= 1) this.#go(Math.min(wanted, last), this.#selected!.column, true);
    });
    const bar = element('div', { className: 'table-bar' });
    bar.append(turn(words.earlier, 'earlier', row - pageRows, row > 1), turn(words.later, 'later', row + pageRows, row + pageRows <= usedRows), form);
    return bar;
  }

  #scrolled(rows: GridRows): HTMLElement {
    const table = element('table');
    table.setAttribute('role', 'grid');
    table.setAttribute('aria-rowcount', String(Math.max(rows.usedRows, rows.row + rows.texts.length - 1) + 1));
    table.setAttribute('aria-multiselectable', 'true');
    table.setAttribute('aria-describedby', 'table-hint');
    const caption = element('caption', { textContent: rows.usedRows === 0 ? this.#words.empty(rows.sheet) : this.#words.caption(rows.sheet, rows.row, rows.row + rows.texts.length - 1, rows.usedRows) });
    const head = element('thead');
    head.append(element('tr'));
    head.rows[0]!.append(element('td'), ...(rows.texts[0] ?? []).map((_, at) => element('th', { scope: 'col', textContent: columnName(at + 1) })));
    const body = element('tbody');
    const marks = this.#grid.marks();
    const cells = tableCells(rows, (row, column) => this.#grid.textAt(row, column));
    body.append(...cells.map((row, at) => this.#row(rows.row + at, row, marks)));
    if (body.querySelector('td[tabindex="0"]') === null) body.querySelector('td')?.setAttribute('tabindex', '0');
    table.append(caption, head, body);
    table.addEventListener('keydown', (event) => this.#key(event));
    const hint = element('p', { id: 'table-hint', className: 'table-hint', textContent: this.#words.hint });
    const scroll = element('div', { className: 'table-scroll' });
    scroll.append(table);
    const all = element('div', { className: 'table-body' });
    all.append(hint, scroll);
    return all;
  }

  #row(number: number, cells: readonly TableCell[], marks: readonly Mark[]): HTMLTableRowElement {
    const row = element('tr');
    row.setAttribute('aria-rowindex', String(number + 1));
    row.append(element('th', { scope: 'row', textContent: String(number) }), ...cells.map((cell) => this.#cell(cell, marks)));
    return row;
  }

  #cell(cell: TableCell, marks: readonly Mark[]): HTMLTableCellElement {
    const made = element('td', { textContent: cell.text, rowSpan: cell.rows, colSpan: cell.columns, tabIndex: -1 });
    made.dataset['place'] = `${columnName(cell.column)}${cell.row}`;
    for (const { area, weight, says } of marks) {
      if (!covers(area, cell)) continue;
      made.append(element('span', { className: `table-mark ${weight}`, textContent: this.#words.finding(this.#words.weights[weight], says) }));
    }
    const selected = covers(this.#selected!, cell);
    made.ariaSelected = String(selected);
    if (covers({ ...this.#selected!, rows: 1, columns: 1 }, cell)) made.tabIndex = 0;
    made.addEventListener('click', () => this.#go(cell.row, cell.column, true));
    made.addEventListener('dblclick', () => this.#edit(made, cell.row, cell.column));
    return made;
  }

  #key(event: KeyboardEvent): void {
    if (this.#editing || event.isComposing || event.altKey) return;
    const { key, ctrlKey, metaKey, shiftKey } = event;
    const at = this.#selected!;
    const cell = this.#place.querySelector<HTMLTableCellElement>('td[tabindex="0"]')!;
    const command = ctrlKey || metaKey;
    const { usedRows, usedColumns } = this.#shown!;
    const acts: Readonly<Record<string, () => void>> = command
      ? { z: () => this.#grid.undo(), y: () => this.#grid.redo(), Home: () => this.#go(1, 1, true), End: () => this.#go(Math.max(1, usedRows), Math.max(1, usedColumns), true) }
      : {
        ArrowDown: () => this.#go(at.row + cell.rowSpan, at.column, true), ArrowUp: () => this.#go(at.row - 1, at.column, true),
        ArrowRight: () => this.#go(at.row, at.column + cell.colSpan, true), ArrowLeft: () => this.#go(at.row, at.column - 1, true),
        Home: () => this.#go(at.row, 1, true), End: () => this.#go(at.row, Math.max(1, usedColumns), true),
        PageDown: () => this.#go(Math.min(at.row + pageRows, usedRows), at.column, true), PageUp: () => this.#go(at.row - pageRows, at.column, true),
        Enter: () => this.#edit(cell, at.row, at.column), F2: () => this.#edit(cell, at.row, at.column), Delete: () => this.#grid.type(at.row, at.column, ''),
      };
    const act = acts[key.length === 1 ? key.toLowerCase() : key];
    if (act === undefined || (shiftKey && command)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #turn(first: number): void {
    this.#first = Math.max(1, first);
    this.#go(this.#first, this.#selected!.column, false);
  }

  #go(row: number, column: number, withKeyboard: boolean): void {
    const shown = this.#shown!;
    const most = Math.max(shown.usedRows + spare, shown.row + shown.texts.length - 1);
    const [down, right] = [Math.min(Math.max(1, row), most), Math.min(Math.max(1, column), shown.texts[0]?.length ?? 1)];
    this.#wantsKeyboard ||= withKeyboard;
    this.#grid.select(down, right);
    // At once, since the next key may be down already.
    this.#draw();
  }

  #edit(cell: HTMLElement, row: number, column: number): void {
    const text = this.#grid.editedText(row, column);
    this.#editing = true;
    const end = (): void => {
      this.#editing = false;
    };
    openEditor(cell, {
      label: this.#words.edit(`${columnName(column)}${row}`), text, choices: this.#grid.choicesAt(row, column),
      given: () => {
        end();
        this.takeKeyboard();
      },
      kept: (now, step) => {
        end();
        if (now !== text) this.#grid.type(row, column, now);
        if (step === 'down') this.#go(row + 1, column, true);
        else if (step === 'stay') this.refresh();
        else this.#go(row, column + (step === 'right' ? 1 : -1), true);
      },
    });
  }
}

const covers = (area: Omit<Area, 'sheet'>, cell: TableCell): boolean =>
  area.row < cell.row + cell.rows && area.row + area.rows > cell.row && area.column < cell.column + cell.columns && area.column + area.columns > cell.column;
