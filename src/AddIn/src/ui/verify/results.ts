import type { CeremonyReport, OpenReport, RedrawReport, TaskReport, Verification } from '../../domain/draws/report';
import type { Files } from '../../domain/draws/tablecheck';
import type { VerifyTexts } from '../../i18n/verifyTexts';
import { code, definition, h, scrolling } from './dom';
import { drawnList } from './drawnlist';
import { teamTexts } from './teamtexts';
import { countText, momentText } from './measures';
import { recomputing } from './recomputing';

/** What each opening fixed and gave: randomness, quotas, list, teams, re-draws. */
export function results(texts: VerifyTexts, verification: Verification, files: () => Promise<Files>, now: number): HTMLElement[] {
  if (verification.answer === 'altered') return [];
  return verification.opens.map((open) => h('section', { class: 'card', 'aria-labelledby': `open-${open.seq}` },
    h('h2', { id: `open-${open.seq}` }, `${texts.open(open.seq)} · ${open.ceremony}`),
    ceremony(texts, open, now, [[texts.desk, open.desk]]),
    open.tasks.map((task) => taskResult(texts, open, task, files)),
    open.redraws.map((redraw) => redrawResult(texts, redraw, now))));
}

function ceremony(texts: VerifyTexts, report: CeremonyReport, now: number, more: readonly (readonly [string, string])[]): HTMLElement {
  const overdue = report.seed === null && report.voided === null && Date.parse(report.deadline) < now;
  return h('div', {},
    report.voided !== null && h('p', { class: 'notice' }, texts.voided(report.voided.seq, report.voided.reason)),
    overdue && h('p', { class: 'notice' }, texts.pastDeadline),
    definition([
      ...more, [texts.openedAt, momentText(report.openedAt)], [texts.deadline, momentText(report.deadline)],
      [texts.contributions, report.contributions.length === 0 ? '—' : h('ul', { class: 'plain' }, report.contributions.map(({ by, source, value }) =>
        h('li', {}, `${by} · ${texts.sources[source]} `, code(value))))],
      [texts.cosigners, report.cosigners.join(texts.comma) || texts.nobody],
      [texts.seed, report.seed === null ? '—' : code(report.seed)],
    ]));
}

function taskResult(texts: VerifyTexts, open: OpenReport, report: TaskReport, files: () => Promise<Files>): HTMLElement {
  const { task, drawn, teams, superseded } = report;
  const id = `task-${open.seq}-${task.id}`;
  const recompute = report.objectKey === null ? null : recomputing(texts, report, files, `id-${id}`);
  const facts = [
    texts.attempt(task.attempt), drawn === null ? '' : texts.registerOf(countText(task.register.size), countText(drawn.length)),
    teams === null || teams.infeasible !== undefined ? '' : texts.loads(teams.cap), task.profile === 'salted' ? texts.salted : '',
    task.visitGroup === null ? '' : texts.visitGroup(task.visitGroup),
  ];
  return h('section', { class: 'task', 'aria-labelledby': id },
    h('h3', { id }, texts.task(task.id)),
    superseded !== null && h('p', { class: 'notice' }, texts.superseded(superseded.seq, superseded.reason, superseded.legalBasis)),
    h('p', { class: 'small' }, facts.filter((fact) => fact !== '').join(' · ')),
    strata(texts, report),
    teams?.infeasible !== undefined && h('p', { class: 'notice' }, texts.infeasible(teams.infeasible.join(' '))),
    open.seed !== null && (drawn === null ? h('p', {}, texts.notRecomputed) : drawnList(texts, report, drawn, teamTexts(texts, open, report), (object) => recompute?.show(object))),
    recompute?.element);
}

function strata(texts: VerifyTexts, { task, cutoffs }: TaskReport): HTMLElement {
  const heads = [texts.stratum, texts.rows, texts.ratio, texts.quota, texts.cutoff];
  return scrolling(`${texts.stratum} ${task.id}`, h('table', {},
    h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, task.strata.map(({ id, n, num, den }, i) => h('tr', {},
      h('th', { scope: 'row' }, id), h('td', { class: 'number' }, countText(n)), h('td', { class: 'number' }, `${num}/${den}`),
      h('td', { class: 'number' }, countText(task.quota[i]!)), h('td', {}, code((cutoffs[i] ?? '').slice(0, 16) || '—')))))));
}

function redrawResult(texts: VerifyTexts, redraw: RedrawReport, now: number): HTMLElement {
  return h('section', { class: 'task', 'aria-labelledby': `redraw-${redraw.seq}` },
    h('h3', { id: `redraw-${redraw.seq}` }, texts.redraw(redraw.seq)),
    ceremony(texts, redraw, now, []),
    h('ul', {}, redraw.replacements.map(({ object, role, out, in: successor }) =>
      h('li', {}, successor === '' ? texts.noReplacement(object, role, out) : texts.replacement(object, role, out, successor)))));
}
