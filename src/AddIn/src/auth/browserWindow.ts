import type { SignInWindow } from './SignIn';
import { SignInFault } from './SignInFault';

/** Pages of our own origin hear each other here; an issuer may cut a window off from the one that opened it. */
export const channelName = 'spotcheck-sign-in';

/** A browser's own window. Opened before the issuer's address is known, while the click still counts. */
export const browserWindow: SignInWindow = async (address, signal) => {
  const opened = window.open('about:blank', channelName, 'popup,width=520,height=680');
  if (opened === null) throw new SignInFault('blocked');
  const channel = new BroadcastChannel(channelName);
  try {
    const target = await address;
    const state = new URL(target).searchParams.get('state');
    const answer = new Promise<string>((resolve, reject) => {
      channel.addEventListener('message', ({ data }: MessageEvent) => {
        if (typeof data === 'string' && new URL(data).searchParams.get('state') === state) resolve(data);
      });
      signal.addEventListener('abort', () => reject(new SignInFault('closed')));
    });
    opened.location.replace(target);
    return await answer;
  } catch (fault) {
    opened.close();
    throw fault;
  } finally {
    channel.close();
  }
};
