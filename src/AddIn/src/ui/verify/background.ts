import type { Progress, Steps } from '../../domain/draws/lanes';
import { ReaderGone } from '../../domain/draws/sharedregister';
import { bestKernel } from '../../domain/draws/wasmkernel';
import { verifyFiles, type FilesAnswer } from '../../usecases/verifyFiles';
import { readAll, UnreadableFile, type Found } from './choosing';
import { readerBehind, readFor } from './crew';
import { warmUp } from './warmup';

/** A verification under way. `answer` rejects when a file cannot be read or the program itself fails, and never settles after `cancel`. */
export interface Running {
  readonly answer: Promise<FilesAnswer>;
  readonly cancel: () => void;
}

type Order = { readonly files: readonly Found[]; readonly readers: readonly MessagePort[] } | { readonly readFor: MessagePort };
type Message =
  | { readonly ready: true } | { readonly progress: Progress } | { readonly answer: FilesAnswer } | { readonly unreadable: string } | { readonly broken: string };

const reportEvery = 60;
const sliceMilliseconds = 24;

/** Starts a script as a worker; null where the browser allows none. */
export function startWorker(source: string): Worker | null {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    return new Worker(address);
  } catch {
    return null; // some browsers forbid workers to pages opened from a file
  } finally {
    // The worker has its copy once it was started; a page that stays open should not keep another.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}

/** Verifies in a worker, which ends with the answer, and with the help of those behind the ports; without one in slices on the page's own thread. */
export function verifyWith(worker: Worker | null, files: readonly Found[], onProgress: (progress: Progress) => void, readers: readonly MessagePort[] = []): Running {
  return worker === null ? verifyInSlices(files, onProgress) : verifyInWorker(worker, files, onProgress, readers);
}

function verifyInWorker(worker: Worker, files: readonly Found[], onProgress: (progress: Progress) => void, readers: readonly MessagePort[]): Running {
  let slices: Running | null = null;
  const answer = new Promise<FilesAnswer>((resolve, reject) => {
    let alive = false;
    worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      alive = true;
      if ('progress' in data) onProgress(data.progress);
      else if ('answer' in data) resolve(data.answer);
      else if ('unreadable' in data) reject(new UnreadableFile(data.unreadable));
      else if ('broken' in data) reject(new Error(data.broken));
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (alive) return reject(new Error(event.message));
      // It never started: a browser that forbids workers only says so here.
      slices = verifyInSlices(files, onProgress);
      slices.answer.then(resolve, reject);
    });
    worker.postMessage({ files, readers } satisfies Order, [...readers]);
  }).finally(() => worker.terminate());
  return {
    answer,
    cancel: () => {
      worker.terminate();
      slices?.cancel();
    },
  };
}

function verifyInSlices(files: readonly Found[], onProgress: (progress: Progress) => void): Running {
  let cancelled = false;
  let until = performance.now() + sliceMilliseconds;
  const pause = async (progress: Progress): Promise<void> => {
    if (performance.now() < until) return;
    onProgress(progress);
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (cancelled) await new Promise(() => {});
    until = performance.now() + sliceMilliseconds;
  };
  const answer = readAll(files).then((given) => drive(verifyFiles(given, bestKernel()), pause));
  return { answer, cancel: () => (cancelled = true) };
}

/** Runs a stepwise computation to its end, waiting for others where it must. */
async function drive<T>(steps: Steps<T>, between: (progress: Progress) => Promise<void> | void): Promise<T> {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
    const pause = between(next.value);
    if (pause !== undefined) await pause;
    if (next.value.until !== undefined) await next.value.until;
  }
}

interface WorkerScope {
  readonly addEventListener: (type: 'message', listener: (event: MessageEvent<Order>) => void) => void;
  readonly postMessage: (message: Message) => void;
}

/** The worker's side: takes the files of one verification and answers, or reads for another who does. */
export function serve(scope: WorkerScope): void {
  const kernel = bestKernel();
  let idle = true;
  scope.addEventListener('message', ({ data }) => {
    idle = false;
    if ('readFor' in data) return readFor(data.readFor, kernel);
    let reported = -reportEvery;
    const report = ({ step, done, of }: Progress): void => {
      if (performance.now() - reported < reportEvery) return;
      reported = performance.now();
      scope.postMessage({ progress: { step, done, of } });
    };
    readAll(data.files)
      .then((given) => drive(verifyFiles(given, kernel, data.readers.map(readerBehind)), report).catch((error: unknown) => {
        if (!(error instanceof ReaderGone)) throw error;
        return drive(verifyFiles(given, kernel), report);
      }))
      .then((answer) => scope.postMessage({ answer }))
      .catch((error: unknown) => scope.postMessage(error instanceof UnreadableFile ? { unreadable: error.file } : { broken: String(error) }));
  });
  scope.postMessage({ ready: true });
  const warming = warmUp(kernel);
  const warm = (): void => {
    if (idle && warming.next().done !== true) setTimeout(warm, 0);
  };
  warm();
}
