import { HostFault } from '../../ports/HostFault';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import { hello, methods, takesProgress, welcome, type Answer, type Request } from './protocol';

/** Answers the pane in a frame of this page; what it asks before the grid is there waits. Returns how to stop. */
export function serveHost(host: Promise<WorkbookHost>, frame: HTMLIFrameElement): () => void {
  let open: MessagePort | undefined;
  const send = (answer: Answer): void => open?.postMessage(answer);
  const unwatch = host.then((grid) => grid.watch((changed) => send({ changed })), () => () => { /* no grid, nothing to watch */ });
  const greet = ({ origin, source, data }: MessageEvent): void => {
    if (origin !== location.origin || source !== frame.contentWindow || data !== hello) return;
    const { port1, port2 } = new MessageChannel();
    open?.close();
    open = port1;
    port1.addEventListener('message', (message: MessageEvent<Request>) => void carryOut(host, message.data, send));
    port1.start();
    frame.contentWindow!.postMessage(welcome, location.origin, [port2]);
  };
  addEventListener('message', greet);
  return () => {
    removeEventListener('message', greet);
    open?.close();
    void unwatch.then((stop) => stop());
  };
}

async function carryOut(grid: Promise<WorkbookHost>, { id, method, args }: Request, send: (answer: Answer) => void): Promise<void> {
  try {
    if (!methods.includes(method)) throw new HostFault('InvalidArgument', method);
    const host = await grid;
    const call = host[method] as (...given: unknown[]) => Promise<unknown>;
    const progress = (done: number, of: number): void => send({ id, progress: [done, of] });
    const value = await call.apply(host, takesProgress.has(method) ? [args[0], progress] : [...args]);
    send({ id, value });
  } catch (fault) {
    send({ id, fault: fault instanceof HostFault ? { code: fault.code, said: fault.said } : { code: 'GeneralException', said: String(fault) } });
  }
}
