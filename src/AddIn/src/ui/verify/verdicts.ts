import { checkNames, type Finding, type Where } from '../../domain/draws/finding';
import type { Verification } from '../../domain/draws/report';
import type { ProofAnswer } from '../../usecases/verifyFiles';
import type { VerifyTexts } from '../../i18n/verifyTexts';
import { code, definition, h, icon } from './dom';

const mood = { genuine: 'passed', altered: 'failed', incomplete: 'partial' } as const;

export function placeText(texts: VerifyTexts, { file, seq, kind, task, row, at }: Where): string {
  const parts = [
    seq === undefined ? '' : texts.recordPlace(kind ?? '', seq), file === undefined ? '' : texts.filePlace(file),
    task === undefined ? '' : texts.taskPlace(task), row === undefined ? '' : texts.rowPlace(row), at === undefined ? '' : texts.within(at),
  ];
  return parts.filter((part) => part !== '').join(' · ') || '—';
}

/** The answer about the package, in colour, sign and words. */
export function packageVerdict(texts: VerifyTexts, verification: Verification, footer: string, nested: string | null, besideProofs: boolean): HTMLElement {
  const { answer, finding, missing, logSize } = verification;
  return h('section', { class: `verdict ${answer}`, 'aria-labelledby': 'verdict' },
    besideProofs && h('p', { class: 'kicker' }, texts.package),
    h('h2', { id: 'verdict', tabindex: -1 }, icon(mood[answer]), texts.verdict[answer]),
    h('p', { class: 'lead' }, texts.verdictMeaning[answer]),
    finding !== null && contradiction(texts, finding, `${checkNames.indexOf(finding.check) + 1} ${texts.checks[finding.check][0]}`),
    missing.length > 0 && h('div', {},
      h('h3', {}, texts.missingHeading),
      h('ul', { class: 'missing' }, missing.map(({ code: rule, where, what }) =>
        h('li', {}, texts.missing[rule] ?? rule, ' ', h('span', { class: 'place' }, [placeText(texts, where), texts.absent(rule, what)].filter((part) => part !== '').join(' · ')))))),
    nested !== null && h('p', {}, texts.nested(nested)),
    answer === 'genuine' && logSize !== null && h('p', {}, texts.afterwards(logSize)),
    answer !== 'genuine' && h('p', { class: 'advice' }, texts.nextStep[answer]),
    h('p', { class: 'small' }, footer));
}

function contradiction(texts: VerifyTexts, { code: rule, where, expected, found }: Omit<Finding, 'check'>, check: string): HTMLElement {
  return h('div', { class: 'finding' },
    h('p', { class: 'rule' }, h('strong', {}, check === '' ? '' : `${check}${texts.colon}`), texts.codes[rule] ?? rule),
    definition([
      [texts.where, placeText(texts, where)], [texts.expected, said(texts, rule, expected)], [texts.found, said(texts, rule, found)], [texts.rule, code(rule)],
    ]));
}

/** Bare values as they stand in the package, what is put into words as text. */
function said(texts: VerifyTexts, rule: string, text: string): Node | string {
  const words = texts.value(rule, text);
  return words === text ? code(text) : words;
}

/** The answer about one enterprise proof. */
export function proofVerdict(texts: VerifyTexts, { file, proof }: ProofAnswer, index: number): HTMLElement {
  const { answer, statement, finding, missing } = proof;
  const outcome = statement === null ? null : statement.present ? (statement.drawn ? 'drawn' : 'notDrawn') : 'absent';
  const heading = outcome === null ? texts.proofVerdict[answer === 'altered' ? 'altered' : 'incomplete']('') : texts.proofVerdict[outcome](statement!.id);
  const id = `proof-${index}`;
  return h('section', { class: `verdict ${answer}`, 'aria-labelledby': id },
    h('p', { class: 'kicker' }, texts.proofHeading(file)),
    h('h2', { id, tabindex: -1 }, icon(mood[answer]), heading),
    outcome !== null && h('p', { class: 'lead' }, texts.proofMeaning[outcome]),
    finding !== null && contradiction(texts, finding, ''),
    missing.map(({ code: rule }) => h('p', {}, texts.missing[rule] ?? rule)),
    statement !== null && statement.present && definition([
      [texts.open(statement.open), texts.task(statement.task)], [texts.stratum, statement.stratum!], [texts.area, statement.area || '—'],
      [texts.cutoff, code(statement.cutoff || '—')], [texts.ticket, code(statement.ticket!)],
      [texts.recomputeCommand, h('code', { class: 'command' }, shellLine(statement.key!, statement.message!))],
    ]));
}

/** What anybody can run to check a ticket (SSD-1 §1). Ids and salts hold no quote. */
export const shellLine = (key: string, message: string): string => `K='${key}' ID='${message}'; printf '%s%s' "$K" "$ID" | sha256sum`;
