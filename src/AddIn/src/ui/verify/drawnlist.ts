import type { DrawnObject } from '../../domain/draws/drawn';
import type { TaskReport } from '../../domain/draws/report';
import type { VerifyTexts } from '../../i18n/verifyTexts';
import { code, h } from './dom';

const perPage = 20;

/** The drawn objects with stratum, rank, ticket and team: some at a time, since there may be a hundred thousand. */
export function drawnList(texts: VerifyTexts, report: TaskReport, drawn: readonly DrawnObject[], teams: ReadonlyMap<string, string>, onRecompute: (object: string) => void): HTMLElement {
  const body = h('tbody', { role: 'rowgroup' });
  const position = h('p', { class: 'small', role: 'status' });
  const id = `filter-${report.task.id}-${report.task.attempt}`;
  let from = 0;
  let shown = drawn;

  const cell = (label: string, value: Node | string, kind = ''): HTMLElement => h('td', { role: 'cell', 'data-label': label, class: kind }, value);
  const fill = (): void => {
    const to = Math.min(from + perPage, shown.length);
    body.replaceChildren(...shown.slice(from, to).map((one) => h('tr', { role: 'row' },
      cell(texts.stratum, one.stratum), cell(texts.rank, String(one.rank), 'number'), cell(texts.object, code(one.object)), cell(texts.area, one.area || '—'),
      cell(texts.ticket, h('code', { title: one.ticket }, `${one.ticket.slice(0, 12)}…`)), cell(texts.team, teams.get(one.object) || '—'),
      cell('', h('button', { type: 'button', class: 'quiet', 'aria-label': `${texts.recompute} ${one.object}`, click: () => onRecompute(one.object) }, texts.recompute)))));
    position.textContent = texts.page(shown.length === 0 ? 0 : from + 1, to, shown.length);
    back.disabled = from === 0;
    on.disabled = to >= shown.length;
  };
  const turn = (pages: number) => () => {
    from = Math.max(0, from + pages * perPage);
    fill();
  };
  const back = h('button', { type: 'button', class: 'quiet', click: turn(-1) }, texts.previous);
  const on = h('button', { type: 'button', class: 'quiet', click: turn(1) }, texts.next);
  const filter = h('input', {
    id, type: 'search', autocomplete: 'off', spellcheck: 'false', input: () => {
      const wanted = filter.value.trim().toUpperCase();
      shown = wanted === '' ? drawn : drawn.filter(({ object }) => object.includes(wanted) || (teams.get(object) ?? '').toUpperCase().includes(wanted));
      from = 0;
      fill();
    },
  });
  const heads = [texts.stratum, texts.rank, texts.object, texts.area, texts.ticket, texts.team];
  fill();
  return h('div', { class: 'drawn' },
    h('h4', {}, texts.drawnHeading),
    drawn.length > perPage && h('div', {}, h('label', { for: id, class: 'label' }, texts.filter), filter),
    h('table', { role: 'table', 'aria-label': `${texts.drawnHeading} ${report.task.id}` },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads.map((head) => h('th', { scope: 'col', role: 'columnheader' }, head)), h('td', { role: 'cell' }))),
      body),
    h('div', { class: 'row pages' }, position, drawn.length > perPage && [back, on]));
}
