import { useSyncExternalStore } from 'react';

const query = matchMedia('(prefers-color-scheme: dark)');
const subscribe = (changed: () => void): (() => void) => {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** Whether the user's system asks for dark colours. */
export const useDarkness = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
