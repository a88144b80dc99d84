import { useCallback, useRef, useState } from 'react';

export interface Task<A extends readonly unknown[]> {
  readonly running: boolean;
  readonly fault: unknown;
  /** Done and total, where the work tells. */
  readonly progress: readonly [number, number] | null;
  readonly run: (...args: A) => Promise<void>;
  readonly retry: () => void;
  readonly clear: () => void;
}

/** One thing a user started: whether it runs, how far it is, what went wrong, and how to try again. */
export function useTask<A extends readonly unknown[]>(work: (progress: (done: number, of: number) => void, ...args: A) => Promise<unknown>): Task<A> {
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const [progress, setProgress] = useState<readonly [number, number] | null>(null);
  const last = useRef<A | null>(null);
  const current = useRef(work);
  current.current = work;
  const run = useCallback(async (...args: A) => {
    last.current = args;
    setRunning(true);
    setFault(null);
    try {
      await current.current((done, of) => setProgress([done, of]), ...args);
    } catch (thrown) {
      setFault(thrown);
    } finally {
      setRunning(false);
      setProgress(null);
    }
  }, []);
  const retry = useCallback(() => {
    if (last.current !== null) void run(...last.current);
  }, [run]);
  const clear = useCallback(() => setFault(null), []);
  return { running, fault, progress, run, retry, clear };
}
