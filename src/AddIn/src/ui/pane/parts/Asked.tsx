import { useEffect, useId, useRef } from 'react';
import { Bar } from './Message';

/** A question before something that binds. What is asked is the name of what takes the keyboard, so that it is heard. */
export function Question({ question, onClose, children }: { readonly question: React.ReactNode; readonly onClose: () => void; readonly children: React.ReactNode }): React.ReactNode {
  const id = useId();
  return <Asked onClose={onClose} labelledBy={id}><Bar intent="warning" role="none"><div id={id}>{question}</div>{children}</Bar></Asked>;
}

/** What a button opened: it takes the keyboard, and Escape closes it. */
export function Asked({ onClose, labelledBy, children }: { readonly onClose: () => void; readonly labelledBy?: string; readonly children: React.ReactNode }): React.ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button is gone, and with it the keyboard's place.
    if ((document.activeElement ?? document.body) === document.body) (place.current?.querySelector<HTMLElement>('textarea, select') ?? place.current)?.focus();
    // The whole of it, not only what has the keyboard.
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={place} tabIndex={-1} {...(labelledBy === undefined ? {} : { role: 'group', 'aria-labelledby': labelledBy })} onKeyDown={(event) => {
      if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
      event.stopPropagation();
      onClose();
    }}>{children}</div>
  );
}

/** Gives the keyboard back to the button that asked (`data-asks`), once its question has gone. */
export function useReturn(asking: string | null): void {
  const before = useRef<string | null>(null);
  useEffect(() => {
    const asked = before.current;
    before.current = asking;
    if (asking === null && asked !== null && (document.activeElement ?? document.body) === document.body) document.querySelector<HTMLElement>(`[data-asks="${asked}"]`)?.focus();
  }, [asking]);
}
