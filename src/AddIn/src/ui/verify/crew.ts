import type { Kernel } from '../../domain/draws/kernel';
import { complete } from '../../domain/draws/lanes';
import type { Profile } from '../../domain/draws/records';
import { RegisterPart, type Candidates, type Limits, type PartFacts } from '../../domain/draws/registerpart';
import type { PartReader } from '../../domain/draws/sharedregister';

type Request =
  | { readonly part: number; readonly rows: Uint8Array<ArrayBuffer>; readonly profile: Profile }
  | { readonly part: number; readonly key: string; readonly limits: Limits };
type Reply = { readonly facts: PartFacts | null } | { readonly candidates: Candidates } | { readonly broken: string };

const mostReaders = 4;

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

/** A reader at the other end of a port; he answers in the order in which he is asked. */
export function readerBehind(port: MessagePort): PartReader {
  const waiting: ((reply: Reply) => void)[] = [];
  port.addEventListener('message', ({ data }: MessageEvent<Reply>) => waiting.shift()?.(data));
  port.start();
  const ask = async (request: Request, transfer: Transferable[]): Promise<Reply> => {
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
      throw new Error('broken' in reply ? reply.broken : 'no candidates');
    },
  };
}

/** The reader's own side: keeps its parts and answers about them. */
export function readFor(port: MessagePort, kernel: Kernel): void {
  const parts = new Map<number, RegisterPart>();
  const answer = (request: Request): Reply => {
    if ('rows' in request) {
      const part = complete(RegisterPart.read(kernel, request.rows, request.profile, {}));
      parts.set(request.part, part);
      return { facts: part.facts };
    }
    return { candidates: complete(parts.get(request.part)!.candidates(request.key, request.limits)) };
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
