import { useEffect } from 'react';

const messages = '[role="alert"], .fui-MessageBar';

/**
 * The message that an act leads to comes into view: what went wrong, or that it is done. Only the first one after something was pressed, so that
 * nothing moves under somebody who types while a screen asks the service again and again.
 */
export function useMessagesInView(): void {
  useEffect(() => {
    let pressed = false;
    const press = ({ target, isTrusted }: Event): void => {
      // A button that presses something else for its user, such as the choice of a file.
      if (!isTrusted) return;
      pressed = target instanceof Element && target.closest('button, summary, [role="tab"]') !== null;
    };
    const changes = new MutationObserver((records) => {
      const message = pressed ? records.flatMap(({ addedNodes }) => [...addedNodes]).map(messageIn).find((found) => found?.isConnected === true) : null;
      if (message === null || message === undefined) return;
      pressed = false;
      message.scrollIntoView({ block: 'nearest' });
    });
    changes.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('click', press, true);
    return () => {
      changes.disconnect();
      document.removeEventListener('click', press, true);
    };
  }, []);
}

const messageIn = (node: Node): Element | null => (!(node instanceof Element) ? null : node.matches(messages) ? node : node.querySelector(messages));
