import type { Verification } from '../../domain/draws/report';
import type { VerifyTexts } from '../../i18n/verifyTexts';
import { code, h } from './dom';

/** GENESIS is the root of trust (SSD-1 §3): its hash is shown and compared with the published one. */
export function genesisCard(texts: VerifyTexts, verification: Verification, published: string, onPublished: (value: string) => void): HTMLElement | null {
  const { genesis, policy, witnesses, log } = verification;
  if (genesis === null) return null;
  const outcome = h('p', { class: 'outcome', role: 'status' });
  const compare = (value: string): void => {
    const given = value.trim().toLowerCase();
    const shaped = /^[0-9a-f]{64}$/.test(given);
    outcome.className = `outcome ${given === '' ? '' : given === genesis ? 'same' : 'other'}`;
    outcome.textContent = given === '' ? '' : given === genesis ? texts.genesisSame : shaped ? texts.genesisOther : texts.genesisShape;
  };
  const input = h('input', {
    id: 'published', type: 'text', autocomplete: 'off', spellcheck: 'false', value: published, input: () => {
      onPublished(input.value);
      compare(input.value);
    },
  });
  compare(published);
  return h('section', { class: 'card', 'aria-labelledby': 'genesis' },
    h('h2', { id: 'genesis' }, texts.genesisHeading),
    h('p', {}, texts.genesisMeaning),
    h('p', { class: 'label' }, texts.genesisOwn(log ?? '')),
    h('p', {}, code(genesis)),
    h('label', { for: 'published', class: 'label' }, texts.genesisPublished),
    input,
    outcome,
    h('p', { class: 'small' }, policy === 0 ? texts.witnessNone : texts.witnessPolicy(policy ?? 0, witnesses.join(texts.comma))));
}
