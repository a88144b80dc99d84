import type { Kernel } from '../../domain/draws/kernel';
import type { Steps } from '../../domain/draws/lanes';
import type { Profile } from '../../domain/draws/records';
import { RegisterPart, type Candidates, type Limits, type PartFacts } from '../../domain/draws/registerpart';
import { ReaderGone, type PartReader } from '../../domain/draws/sharedregister';

type Request =
  | { readonly part: number; readonly rows: Uint8Array<ArrayBuffer>; readonly profile: Profile }
  | { readonly part: number; readonly key: string; readonly limits: Limits };
type Reply = { readonly facts: PartFacts | null } | { readonly candidates: Candidates } | { readonly broken: string };
type Sign = Reply | { readonly alive: true };

const mostReaders = 4;
const beatMilliseconds = 500;
/** Beats without a sign after which a reader counts as gone; beats of the one who waits, so that his own work counts against nobody. */
const patience = 10;

/** Workers that wait for a package, so that none of its seconds goes into starting them. Only those that did start are asked. */
export class Crew {
  private readonly workers: Worker[] = [];
  private readonly ready: Worker[] = [];

  /** `start` makes a worker of this script, or gives null where the browser allows none. */
  constructor(start: () => Worker | null, processors: number) {
    const readers = processors < 2 ? 0 : Math.min(processors, mostReaders);
    for (let i = 0; i <= readers; i++) {
      const worker = start();
      if (worker === null) return;
      this.workers.push(worker);
      worker.addEventListener('message', () => this.ready.push(worker), { once: true });
      worker.addEventListener('error', (event) => event.preventDefault());
    }
  }

  /** The one who verifies, and ports to those who can read for him. */
  muster(): { readonly lead: Worker | null; readonly readers: readonly MessagePort[] } {
    const [lead, ...others] = this.ready;
    return {
      lead: lead ?? null,
      readers: others.map((worker) => {
        const { port1, port2 } = new MessageChannel();
        worker.postMessage({ readFor: port1 }, [port1]);
        return port2;
      }),
    };
  }

  dismiss(): void {
    for (const worker of this.workers) worker.terminate();
  }
}

/** A reader at the other end of a port; he answers in the order in which he is asked, and nobody waits for one who is gone. */
export function readerBehind(port: MessagePort): PartReader {
  const waiting: ((reply: Reply) => void)[] = [];
  let silent = 0;
  port.addEventListener('message', ({ data }: MessageEvent<Sign>) => {
    // A late answer would be taken for the answer to a later question.
    if (silent >= patience) return;
    silent = 0;
    if (!('alive' in data)) waiting.shift()?.(data);
  });
  port.start();
  // A browser does not say that a worker ended: short of memory, or by its own fault.
  setInterval(() => {
    if (waiting.length > 0 && ++silent >= patience) for (const answer of waiting.splice(0)) answer(gone);
  }, beatMilliseconds);
  const ask = async (request: Request, transfer: Transferable[]): Promise<Reply> => {
    if (silent >= patience) return gone;
    port.postMessage(request, transfer);
    return new Promise((resolve) => void waiting.push(resolve));
  };
  return {
    read: async (part, rows, profile) => {
      const reply = await ask({ part, rows, profile }, [rows.buffer]);
      return 'facts' in reply ? reply.facts : null;
    },
    candidates: async (part, key, limits) => {
      const reply = await ask({ part, key, limits }, []);
      if ('candidates' in reply) return reply.candidates;
      throw new ReaderGone('broken' in reply ? reply.broken : 'no candidates');
    },
  };
}

const gone: Reply = { broken: 'the reader is gone' };

/** The reader's own side: keeps its parts and answers about them. */
export function readFor(port: MessagePort, kernel: Kernel): void {
  const parts = new Map<number, RegisterPart>();
  let beaten = performance.now();
  const work = <T>(steps: Steps<T>): T => {
    for (;;) {
      const next = steps.next();
      if (next.done === true) return next.value;
      if (performance.now() - beaten < beatMilliseconds) continue;
      beaten = performance.now();
      port.postMessage({ alive: true } satisfies Sign);
    }
  };
  const answer = (request: Request): Reply => {
    if ('rows' in request) {
      const part = work(RegisterPart.read(kernel, request.rows, request.profile, {}));
      parts.set(request.part, part);
      return { facts: part.facts };
    }
    return { candidates: work(parts.get(request.part)!.candidates(request.key, request.limits)) };
  };
  port.addEventListener('message', ({ data }: MessageEvent<Request>) => {
    try {
      port.postMessage(answer(data));
    } catch (error) {
      // A row at fault, too: whoever asked then reads all of the register and says which.
      port.postMessage({ broken: String(error) } satisfies Reply);
    }
  });
  port.start();
}
