import type { Progress } from '../../domain/draws/lanes';
import { bestKernel } from '../../domain/draws/wasmkernel';
import { verifyFiles, type FilesAnswer, type GivenFile } from '../../usecases/verifyFiles';

/** A verification under way. `answer` rejects when the program itself fails, and never settles after `cancel`. */
export interface Running {
  readonly answer: Promise<FilesAnswer>;
  readonly cancel: () => void;
}

type Message = { readonly progress: Progress } | { readonly answer: FilesAnswer } | { readonly broken: string };

const reportEvery = 60;
const sliceMilliseconds = 24;

/** Runs this very script as a worker; where the browser allows none, in slices on the page's own thread. */
export function verifyInBackground(source: string | null, files: readonly GivenFile[], onProgress: (progress: Progress) => void): Running {
  return verifyWith(source === null ? null : startWorker(source), files, onProgress);
}

/** The same with a worker that was started elsewhere; it ends with the answer. */
export function verifyWith(worker: Worker | null, files: readonly GivenFile[], onProgress: (progress: Progress) => void): Running {
  return worker === null ? verifyInSlices(files, onProgress) : verifyInWorker(worker, files, onProgress);
}

function startWorker(source: string): Worker | null {
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

function verifyInWorker(worker: Worker, files: readonly GivenFile[], onProgress: (progress: Progress) => void): Running {
  let slices: Running | null = null;
  const answer = new Promise<FilesAnswer>((resolve, reject) => {
    let alive = false;
    worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      alive = true;
      if ('progress' in data) onProgress(data.progress);
      else if ('answer' in data) resolve(data.answer);
      else reject(new Error(data.broken));
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (alive) return reject(new Error(event.message));
      // It never started: a browser that forbids workers only says so here.
      slices = verifyInSlices(files, onProgress);
      slices.answer.then(resolve, reject);
    });
    worker.postMessage(files);
  }).finally(() => worker.terminate());
  return {
    answer,
    cancel: () => {
      worker.terminate();
      slices?.cancel();
    },
  };
}

function verifyInSlices(files: readonly GivenFile[], onProgress: (progress: Progress) => void): Running {
  let cancelled = false;
  const steps = verifyFiles(files, bestKernel());
  const answer = new Promise<FilesAnswer>((resolve, reject) => {
    const slice = (): void => {
      if (cancelled) return;
      try {
        const until = performance.now() + sliceMilliseconds;
        for (;;) {
          const next = steps.next();
          if (next.done === true) return resolve(next.value);
          if (performance.now() < until) continue;
          onProgress(next.value);
          setTimeout(slice, 0);
          return;
        }
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    setTimeout(slice, 0);
  });
  return { answer, cancel: () => (cancelled = true) };
}

interface WorkerScope {
  readonly addEventListener: (type: 'message', listener: (event: MessageEvent<readonly GivenFile[]>) => void) => void;
  readonly postMessage: (message: Message) => void;
}

/** The worker's side: takes the files of one verification and answers. */
export function serve(scope: WorkerScope): void {
  scope.addEventListener('message', ({ data }) => {
    try {
      const steps = verifyFiles(data, bestKernel());
      let reported = -reportEvery;
      for (;;) {
        const next = steps.next();
        if (next.done === true) return scope.postMessage({ answer: next.value });
        if (performance.now() - reported < reportEvery) continue;
        reported = performance.now();
        scope.postMessage({ progress: next.value });
      }
    } catch (error) {
      scope.postMessage({ broken: String(error) });
    }
  });
}
