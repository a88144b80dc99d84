import { useEffect, useRef, type RefObject } from 'react';

/** What somebody opened far down comes to the top, with all that follows it; a heading takes the keyboard, too. Where it is a `summary` that was pressed, the keyboard is there already. */
export function useArrival<T extends HTMLElement>(ready: boolean): RefObject<T | null> {
  const place = useRef<T>(null);
  useEffect(() => {
    if (!ready || place.current === null) return;
    if (/^H\d$/.test(place.current.tagName)) place.current.focus({ preventScroll: true });
    place.current.scrollIntoView({ block: 'start' });
  }, [ready]);
  return place;
}
