import type { Frame, Page } from 'playwright-core';
import { hello, methods, welcome } from '../../src/hosts/web/protocol';
import { HostFault, type HostFaultCode } from '../../src/ports/HostFault';
import type { WorkbookHost } from '../../src/ports/WorkbookHost';

declare global {
  /** In the page, once `liveGrid` has been there: one call over the port. */
  var askGrid: (method: string, args: readonly unknown[]) => Promise<Reply>;
}

type Reply = { readonly value?: unknown; readonly fault?: { readonly code: string; readonly said: string } };

/** The live grid as the pane reaches it: the same messages over a port of the same page. The pane's own port ends with it. */
export async function liveGrid(page: Page): Promise<WorkbookHost> {
  const frame: Frame = page.frames().find((one) => one.url().includes('/pane.html'))!;
  await frame.evaluate(([ask, answer]) => new Promise<void>((done) => {
    addEventListener('message', function take({ data, ports }: MessageEvent) {
      if (data !== answer) return;
      removeEventListener('message', take);
      const port = ports[0]!;
      let last = 0;
      const waiting = new Map<number, (reply: unknown) => void>();
      port.addEventListener('message', ({ data: reply }: MessageEvent<{ id?: number; progress?: unknown }>) => {
        if (reply.id !== undefined && !('progress' in reply)) waiting.get(reply.id)?.(reply);
      });
      port.start();
      Object.assign(globalThis, { askGrid: (method: string, args: unknown[]) => new Promise((given) => {
        waiting.set(++last, given);
        port.postMessage({ id: last, method, args });
      }) });
      done();
    });
    parent.postMessage(ask, location.origin);
  }), [hello, welcome] as const);
  const call = async (method: string, args: readonly unknown[]): Promise<unknown> => {
    const { value, fault } = await frame.evaluate(([name, given]) => globalThis.askGrid(name, given), [method, args.filter((one) => typeof one !== 'function')] as const);
    if (fault !== undefined) throw new HostFault(fault.code as HostFaultCode, fault.said);
    return value;
  };
  return Object.fromEntries(methods.map((method) => [method, (...args: readonly unknown[]) => call(method, args)])) as unknown as WorkbookHost;
}
