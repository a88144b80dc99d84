import { useEffect, useRef } from 'react';
import { usePane } from './context';

const pause = 600;

/** Calls when the workbook has been changed and then left alone for a moment: events come in bursts, late or twice. */
export function useChanges(wanted: boolean, changed: () => void): void {
  const { host } = usePane();
  const current = useRef(changed);
  current.current = changed;
  useEffect(() => {
    if (!wanted) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watching = host.watch(() => {
      clearTimeout(timer);
      timer = setTimeout(() => current.current(), pause);
    });
    // Without events the button still works.
    watching.catch(() => { /* said by the next call to the workbook */ });
    return () => {
      clearTimeout(timer);
      void watching.then((stop) => stop()).catch(() => { /* nothing to stop */ });
    };
  }, [host, wanted]);
}
