import { awayCode, ServiceFault } from './ServiceFault';

/** The service hands out a newer pane than this one, and the part asked for is no longer there. */
export const outdatedCode = 'pane.outdated';

/** A part of the pane that is loaded when it is first wanted. Fails as any other call to the service does; a later call asks again. */
export async function fetchPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (fault) {
    throw new ServiceFault(await isOutdated() ? outdatedCode : awayCode, 0, '', { said: String(fault) });
  }
}

/** Each build gives its scripts new names, so an older pane is not named in the newest page. */
async function isOutdated(): Promise<boolean> {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  if (script === null) return false;
  try {
    const answer = await fetch(location.pathname, { cache: 'no-store' });
    return answer.ok && !(await answer.text()).includes(new URL(script.src).pathname);
  } catch {
    return false;
  }
}
