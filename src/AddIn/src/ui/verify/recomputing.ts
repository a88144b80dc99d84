import { utf8 } from '../../domain/draws/bytes';
import type { TaskReport } from '../../domain/draws/report';
import { ticket } from '../../domain/draws/sha256';
import type { Files } from '../../domain/draws/tablecheck';
import type { VerifyTexts } from '../../i18n/verifyTexts';
import { UnreadableFile } from './choosing';
import { code, definition, h } from './dom';
import { shellLine } from './verdicts';

/** A form that recomputes the ticket of any id of a task and shows the command that does the same. */
export function recomputing(texts: VerifyTexts, report: TaskReport, files: () => Promise<Files>, id: string): { element: HTMLElement; show: (object: string) => void } {
  const key = report.objectKey!;
  const outcome = h('div', { class: 'recomputed', role: 'status' });
  let asked = 0;
  const input = h('input', { id, type: 'text', autocomplete: 'off', spellcheck: 'false' });
  const show = (object: string): void => {
    input.value = object;
    const wanted = object.trim().toUpperCase();
    const shown = ++asked;
    const put = (nodes: readonly Node[]): void => {
      if (shown === asked) outcome.replaceChildren(...nodes);
    };
    void registerOf(report, files).then(
      (register) => put(answer(texts, report, key, wanted, register)),
      (error: unknown) => put([h('p', { class: 'notice' }, error instanceof UnreadableFile ? texts.unreadableFile(error.file) : texts.broken)]));
  };
  const element = h('form', {
    class: 'recompute', submit: (event: Event) => {
      event.preventDefault();
      if (input.value.trim() !== '') show(input.value);
    },
  },
  h('h4', {}, texts.recomputeHeading),
  h('p', { class: 'small' }, texts.recomputeMeaning),
  h('label', { for: id, class: 'label' }, texts.recomputeLabel),
  h('div', { class: 'row' }, input, h('button', { type: 'submit' }, texts.recompute)),
  outcome);
  return { element, show: (object) => {
    show(object);
    element.scrollIntoView({ block: 'center' });
    input.focus({ preventScroll: true });
  } };
}

/** The page keeps no register: it is read again, where the file still is. */
const registerOf = async ({ registerFile }: TaskReport, files: () => Promise<Files>): Promise<Uint8Array | undefined> =>
  registerFile === null ? undefined : (await files()).get(registerFile);

function answer(texts: VerifyTexts, report: TaskReport, key: string, object: string, register: Uint8Array | undefined): Node[] {
  const { task } = report;
  const row = register === undefined ? null : findRow(register, object);
  if (register !== undefined && row === null) return [h('p', {}, texts.recomputeUnknown)];
  if (row === null && task.profile === 'salted') return [h('p', {}, texts.recomputeNeedsRegister)];
  const [, stratum, , salt] = row?.split('|') ?? [];
  const message = salt === undefined ? object : `${object}|${salt}`;
  const own = ticket(key, message);
  const facts = (more: readonly (readonly [string, Node])[]): HTMLElement => definition([
    [texts.recomputeKey, code(key)], [texts.recomputeCommand, h('code', { class: 'command' }, shellLine(key, message))], [texts.recomputeSame, code(own)], ...more,
  ]);
  if (stratum === undefined) return [facts([]), h('p', {}, texts.recomputeNeedsRegister)];
  const drawn = report.drawn?.find((candidate) => candidate.object === object);
  const cutoff = report.cutoffs[task.strata.findIndex((candidate) => candidate.id === stratum)] ?? '';
  const sentence = drawn === undefined ? texts.recomputeNotDrawn(stratum) : texts.recomputeDrawn(stratum, drawn.rank);
  return [facts([[texts.cutoff, code(cutoff || '—')]]), h('p', { class: drawn === undefined ? 'notdrawn' : 'isdrawn' }, h('strong', {}, sentence))];
}

/** The row of an id in a register file: the line that begins with the id and the separator. */
export function findRow(register: Uint8Array, object: string): string | null {
  const wanted = utf8(`${object}|`);
  for (let start = 0; start < register.length; ) {
    let same = 0;
    while (same < wanted.length && register[start + same] === wanted[same]) same++;
    const end = register.indexOf(0x0a, start);
    if (end < 0) return null;
    if (same === wanted.length) return new TextDecoder().decode(register.subarray(start, end));
    start = end + 1;
  }
  return null;
}
