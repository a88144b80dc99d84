import type { WorkbookHost } from '../ports/WorkbookHost';
import { answered, type Service } from '../service/client';

/** Opens a file of the service outside the pane: neither Excel's pane nor a browser without our cookie could fetch it, so the service gives an address for two minutes. */
export async function openFile(host: WorkbookHost, service: Service, file: string): Promise<void> {
  const { path } = await answered(service.POST('/api/file-links', { body: { path: file } }));
  await host.openWindow(path);
}
