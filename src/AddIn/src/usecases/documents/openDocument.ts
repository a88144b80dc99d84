import type { WorkbookHost } from '../../ports/WorkbookHost';
import { answered, type Schemas, type Service } from '../../service/client';

export type FileForm = Schemas['DownloadLinkRequest']['form'];

/** Opens a document's file outside the pane: neither Excel's pane nor a browser without our cookie could fetch it, so the service gives an address for two minutes. */
export async function openDocument(host: WorkbookHost, service: Service, bureau: string, document: string, form: FileForm): Promise<void> {
  const { path } = await answered(service.POST('/api/bureaus/{bureau}/documents/{document}/link', { params: { path: { bureau, document } }, body: { form } }));
  await host.openWindow(path);
}
