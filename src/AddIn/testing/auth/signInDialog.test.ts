// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { dialogWindow } from '../../src/hosts/excel/signInDialog';

type Handler = (event: object) => void;

/** Office's side of a dialog: what it was asked to open, and what it tells the pane. */
let opened: string[];
let handlers: Map<string, Handler>;
let closed: number;
let refuses: number | null;

beforeEach(() => {
  [opened, handlers, closed, refuses] = [[], new Map(), 0, null];
  const dialog = { addEventHandler: (type: string, handler: Handler) => handlers.set(type, handler), close: () => { closed++; } };
  Object.assign(globalThis, {
    Office: {
      AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
      EventType: { DialogMessageReceived: 'message', DialogEventReceived: 'event' },
      context: { ui: { displayDialogAsync: (address: string, _: object, told: (result: object) => void) => {
        opened.push(address);
        told(refuses === null ? { status: 'succeeded', value: dialog } : { status: 'failed', error: { code: refuses } });
      } } },
    },
  });
});

const issuer = 'https://login.example/authorize?state=1%3Boffice';
const started = async (signal = new AbortController().signal): Promise<{ readonly answer: Promise<string> }> => {
  const answer = dialogWindow(Promise.resolve(issuer), signal);
  answer.catch(() => { /* looked at by the test */ });
  await new Promise((done) => { setTimeout(done); });
  return { answer };
};

describe('the dialog of Office', () => {
  it('begins on our own origin, with the issuer behind a #, and closes when the issuer has answered', async () => {
    const { answer } = await started();
    expect(opened).toEqual([`${location.origin}/sign-in.html#${encodeURIComponent(issuer)}`]);
    handlers.get('message')!({ message: 'https://spotcheck.example/sign-in.html?code=1&state=1%3Boffice' });
    expect(await answer).toContain('code=1');
    expect(closed).toBe(1);
  });

  it.each([[12006, 'closed'], [12002, 'issuerAway'], [12003, 'insecure']])('that ends with %i says %s', async (error, code) => {
    const { answer } = await started();
    handlers.get('event')!({ error });
    await expect(answer).rejects.toMatchObject({ code, said: String(error) });
  });

  it.each([[12004, 'untrusted'], [12009, 'closed'], [12011, 'blocked'], [12999, 'issuerAway']])('that Office refuses to open with %i says %s', async (error, code) => {
    refuses = error;
    await expect((await started()).answer).rejects.toMatchObject({ code });
  });

  it('closes when somebody gives up waiting', async () => {
    const waiting = new AbortController();
    const { answer } = await started(waiting.signal);
    waiting.abort();
    await expect(answer).rejects.toMatchObject({ code: 'closed' });
    expect(closed).toBe(1);
  });
});
