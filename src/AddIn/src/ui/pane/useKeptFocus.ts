import { useEffect } from 'react';

const lost = (): boolean => (document.activeElement ?? document.body) === document.body;

/** The keyboard stays in the pane when what had it goes away or waits: back to the button that can be pressed again, else to the part it stood in. */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    let around: readonly HTMLElement[] = [];
    const came = ({ target }: FocusEvent): void => {
      last = target as HTMLElement;
      around = ancestors(last);
    };
    const left = (): void => void setTimeout(() => {
      // Still there and ready: the user went elsewhere.
      if (last !== null && lost() && last.isConnected && !last.matches(':disabled')) last = null;
    });
    const keep = (): void => {
      if (last === null || !lost() || !document.hasFocus()) return;
      if (!last.isConnected) takeOver(around.find((one) => one.isConnected) ?? document.querySelector('main')!);
      else if (!last.matches(':disabled')) last.focus();
    };
    // What a screen itself does with the keyboard comes first.
    const changes = new MutationObserver(() => void setTimeout(keep));
    changes.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', came);
    document.addEventListener('focusout', left);
    return () => {
      changes.disconnect();
      document.removeEventListener('focusin', came);
      document.removeEventListener('focusout', left);
    };
  }, []);
}

/** The named parts around an element, the nearest first. */
function ancestors(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at = element.parentElement; at !== null; at = at.parentElement) if (at.matches('section, main, details')) found.push(at);
  return found;
}

function takeOver(part: HTMLElement): void {
  // A details with a tabindex of -1 takes all that is in it out of the way of Tab; its summary is a control anyway.
  if (part instanceof HTMLDetailsElement) return part.querySelector('summary')?.focus();
  if (!part.hasAttribute('tabindex')) part.tabIndex = -1;
  part.focus();
}
