import { HostFault, isHostFaultCode } from '../../ports/HostFault';
import type { Area, Block, Change, Choices, Mark, NewSheet, NewTable, SheetReading, WorkbookHost } from '../../ports/WorkbookHost';
import { hello, welcome, type Answer, type Method, type Request } from './protocol';

type Progress = (done: number, of: number) => void;
interface Waiting { readonly resolve: (value: unknown) => void; readonly reject: (fault: Error) => void; readonly progress: Progress | undefined }

/** The grid of the page around the pane, over a message port. */
export class FramedHost implements WorkbookHost {
  readonly kind = 'web';
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(change: Change) => void>();
  #last = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.#take(data));
    port.start();
  }

  /** Asks the page around this one; only our own origin is believed. */
  static connect(parent: Window = window.parent, patience = 8_000): Promise<FramedHost> {
    return new Promise((resolve, reject) => {
      const give = setTimeout(() => reject(new HostFault('GridGone')), patience);
      addEventListener('message', function take({ origin, source, data, ports }: MessageEvent) {
        if (origin !== location.origin || source !== parent || data !== welcome || ports[0] === undefined) return;
        clearTimeout(give);
        removeEventListener('message', take);
        resolve(new FramedHost(ports[0]));
      });
      parent.postMessage(hello, location.origin);
    });
  }

  /** The grid is never blocked by an open cell. */
  watchWaiting(): () => void {
    return () => { /* nothing to stop */ };
  }

  watch(changed: (change: Change) => void): Promise<() => void> {
    this.#listeners.add(changed);
    return Promise.resolve(() => this.#listeners.delete(changed));
  }

  read(sheet?: string): Promise<SheetReading> { return this.#ask('read', [sheet]); }
  write(blocks: readonly Block[], progress?: Progress): Promise<void> { return this.#ask('write', [blocks], progress); }
  addSheet(sheet: NewSheet, progress?: Progress): Promise<Area> { return this.#ask('addSheet', [sheet], progress); }
  addTable(table: NewTable, progress?: Progress): Promise<Area> { return this.#ask('addTable', [table], progress); }
  jump(area: Area): Promise<void> { return this.#ask('jump', [area]); }
  mark(sheet: string, marks: readonly Mark[]): Promise<void> { return this.#ask('mark', [sheet, marks]); }
  offerChoices(choices: readonly Choices[]): Promise<void> { return this.#ask('offerChoices', [choices]); }
  selection(): Promise<Area> { return this.#ask('selection', []); }
  readPart(namespace: string): Promise<string | null> { return this.#ask('readPart', [namespace]); }
  writePart(namespace: string, xml: string): Promise<void> { return this.#ask('writePart', [namespace, xml]); }
  openWindow(address: string): Promise<void> { return this.#ask('openWindow', [address]); }

  #ask<T>(method: Method, args: readonly unknown[], progress?: Progress): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const id = ++this.#last;
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, progress });
      this.#port.postMessage({ id, method, args } satisfies Request);
    });
  }

  #take(answer: Answer): void {
    if ('changed' in answer) {
      for (const listener of this.#listeners) listener(answer.changed);
      return;
    }
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    if ('progress' in answer) {
      waiting.progress?.(...answer.progress);
      return;
    }
    this.#waiting.delete(answer.id);
    if ('fault' in answer) waiting.reject(new HostFault(isHostFaultCode(answer.fault.code) ? answer.fault.code : 'GeneralException', answer.fault.said));
    else waiting.resolve(answer.value);
  }
}
