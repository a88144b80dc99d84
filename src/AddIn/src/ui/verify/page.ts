import type { Progress } from '../../domain/draws/lanes';
import type { Files } from '../../domain/draws/tablecheck';
import { verifyEn } from '../../i18n/verify.en';
import { verifyZh } from '../../i18n/verify.zh';
import { packageFiles, type FilesAnswer } from '../../usecases/verifyFiles';
import { startWorker, verifyWith, type Running } from './background';
import { checklist } from './checklist';
import { filesOfDrop, filesOfInput, mostBytes, readAll, UnreadableFile, type Found } from './choosing';
import { Crew } from './crew';
import { h, icon } from './dom';
import { genesisCard } from './genesis';
import { bytesText } from './measures';
import { results } from './results';
import { packageVerdict, proofVerdict } from './verdicts';

type Phase =
  | { readonly kind: 'idle'; readonly message: string | null }
  | { readonly kind: 'working'; readonly running: Running }
  | { readonly kind: 'done'; readonly answer: FilesAnswer; readonly files: readonly Found[]; readonly seconds: string };

/** Starts the page in its root element. `source` is the text of the running script, from which a worker is made. */
export function startPage(root: HTMLElement, source: string | null): void {
  new Page(root, source).render();
}

class Page {
  private texts = verifyZh;
  private phase: Phase = { kind: 'idle', message: null };
  private published = '';
  private readonly bar = h('progress', { max: 1 });
  private readonly step = h('p', { role: 'status' });

  private crew: Crew;
  private readonly newWorker = (): Worker | null => (this.source === null ? null : startWorker(this.source));
  private readonly newCrew = (): Crew => new Crew(this.newWorker, navigator.hardwareConcurrency);

  constructor(private readonly root: HTMLElement, private readonly source: string | null) {
    this.crew = this.newCrew();
    for (const name of ['dragover', 'drop']) {
      document.addEventListener(name, (event) => event.preventDefault()); // a file dropped beside the box must not replace the page
    }
    document.addEventListener('dragover', () => document.body.classList.add('dragging'));
    for (const name of ['drop', 'dragleave']) document.addEventListener(name, () => document.body.classList.remove('dragging'));
    document.addEventListener('drop', (event) => {
      if (event.dataTransfer !== null) void filesOfDrop(event.dataTransfer).then((found) => this.take(found));
    });
  }

  render(): void {
    const { texts } = this;
    document.documentElement.lang = texts.language;
    document.title = texts.title;
    this.root.replaceChildren(this.header(), h('main', {}, this.content()), h('footer', {}, h('p', {}, texts.offline)));
  }

  private header(): HTMLElement {
    const { texts } = this;
    const change = (): void => {
      this.texts = texts === verifyZh ? verifyEn : verifyZh;
      this.render();
      this.root.querySelector<HTMLElement>('.language')?.focus();
    };
    return h('header', {},
      h('div', { class: 'row top' }, h('h1', {}, texts.title), h('button', { type: 'button', class: 'quiet language', lang: texts === verifyZh ? 'en' : 'zh-CN', click: change }, texts.otherLanguage)),
      this.phase.kind !== 'done' && h('p', { class: 'lead' }, texts.lead));
  }

  private content(): (Node | null)[] {
    const { phase, texts } = this;
    if (phase.kind === 'working') return [this.working(phase.running)];
    if (phase.kind === 'idle') return [this.dropBox(), phase.message === null ? null : h('p', { class: 'notice', role: 'alert' }, phase.message)];
    const { answer: { verification, proofs, bytes, nested }, files, seconds } = phase;
    let sorted: Promise<Files> | null = null;
    const found = (): Promise<Files> => (sorted ??= readAll(files).then(packageFiles));
    return [
      ...proofs.map((proof, i) => proofVerdict(texts, proof, i)),
      packageVerdict(texts, verification, texts.took(seconds, bytesText(bytes)), nested, proofs.length > 0),
      genesisCard(texts, verification, this.published, (value) => (this.published = value)),
      checklist(texts, verification),
      ...results(texts, verification, found, Date.now()),
      h('p', { class: 'again' }, h('button', { type: 'button', click: () => this.to({ kind: 'idle', message: null }) }, texts.again)),
    ];
  }

  private dropBox(): HTMLElement {
    const { texts } = this;
    const files = h('input', { type: 'file', multiple: true, hidden: true, id: 'files', change: () => void this.take(filesOfInput(files)) });
    const folder = h('input', { type: 'file', webkitdirectory: true, hidden: true, id: 'folder', change: () => void this.take(filesOfInput(folder)) });
    return h('section', { class: 'drop', 'aria-labelledby': 'drop' },
      icon('package'),
      h('h2', { id: 'drop' }, texts.drop),
      h('p', {}, texts.dropHint),
      h('div', { class: 'row centre' },
        h('button', { type: 'button', click: () => files.click() }, texts.chooseFiles),
        h('button', { type: 'button', class: 'quiet', click: () => folder.click() }, texts.chooseFolder)),
      files, folder);
  }

  private working(running: Running): HTMLElement {
    const { texts } = this;
    const cancel = (): void => {
      running.cancel();
      this.to({ kind: 'idle', message: texts.cancelled });
    };
    this.bar.setAttribute('aria-label', texts.working);
    return h('section', { class: 'card working', 'aria-labelledby': 'working' },
      h('h2', { id: 'working', tabindex: -1 }, texts.working), this.bar, this.step, h('button', { type: 'button', click: cancel }, texts.cancel));
  }

  private async take(found: readonly Found[]): Promise<void> {
    if (found.length === 0 || this.phase.kind === 'working') return;
    const { texts } = this;
    const bytes = found.reduce((sum, { file }) => sum + file.size, 0);
    if (bytes > mostBytes) return this.to({ kind: 'idle', message: texts.tooLarge(bytesText(bytes), bytesText(mostBytes)) });
    await this.verify(found);
  }

  private async verify(files: readonly Found[]): Promise<void> {
    const started = performance.now();
    this.bar.removeAttribute('value');
    this.step.textContent = this.texts.steps['read']!;
    const { lead, readers } = this.crew.muster();
    const running = verifyWith(lead ?? this.newWorker(), files, (progress) => this.show(progress), readers);
    this.to({ kind: 'working', running }, '#working');
    try {
      const answer = await running.answer;
      const seconds = ((performance.now() - started) / 1000).toFixed(2);
      this.to({ kind: 'done', answer, files, seconds }, answer.proofs.length > 0 ? '#proof-0' : '#verdict');
    } catch (error) {
      this.to({ kind: 'idle', message: error instanceof UnreadableFile ? this.texts.unreadableFile(error.file) : this.texts.broken });
    }
  }

  private show({ step, done, of }: Progress): void {
    if (of > 0) this.bar.value = done / of;
    else this.bar.removeAttribute('value');
    const text = this.texts.steps[step] ?? step;
    if (this.step.textContent !== text) this.step.textContent = text;
  }

  private to(phase: Phase, focus?: string): void {
    if (this.phase.kind === 'working') {
      this.crew.dismiss();
      this.crew = this.newCrew();
    }
    this.phase = phase;
    this.render();
    if (focus !== undefined) this.root.querySelector<HTMLElement>(focus)?.focus();
    if (phase.kind === 'done') window.scrollTo({ top: 0 });
  }
}
