import type { Verification } from '../../domain/draws/report';
import type { VerifyTexts } from '../../i18n/verifyTexts';
import { h, icon } from './dom';

/** The checks one by one with what each means. */
export function checklist(texts: VerifyTexts, { checks }: Verification): HTMLElement {
  return h('section', { class: 'card', 'aria-labelledby': 'checks' },
    h('h2', { id: 'checks' }, texts.checksHeading),
    h('ol', { class: 'checks' }, checks.map(({ check, status }, i) => {
      const [name, meaning] = texts.checks[check];
      return h('li', { class: status },
        h('span', { class: 'mark' }, icon(status)),
        h('span', { class: 'what' }, h('strong', {}, `${i + 1} ${name}`), h('span', { class: 'meaning' }, meaning)),
        h('span', { class: 'status' }, texts.status[status]));
    })));
}
