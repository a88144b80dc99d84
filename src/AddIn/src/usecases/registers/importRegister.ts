import { sheetAsCsv } from '../../domain/sheetCsv';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import { answered, type Schemas, type Service } from '../../service/client';

export type RegisterCode = 'targets' | 'inspectors';
export type Import = Schemas['ImportView'];

const pause = 500;
const underWay = new Set<Import['state']>(['Reading', 'Applying']);

/** Hands a file over to be read and previewed; nothing is written yet. */
export async function uploadRegister(service: Service, bureau: string, kind: RegisterCode, file: Blob, name: string): Promise<Import> {
  const form = new FormData();
  form.append('file', file, name);
  return answered(service.POST('/api/bureaus/{bureau}/registers/{kind}/imports', { params: { path: { bureau, kind } }, body: { file: '' }, bodySerializer: () => form }));
}

/** The same with the sheet in front, every row and column at its own number. Says which sheet it was. */
export async function uploadSheet(host: WorkbookHost, service: Service, bureau: string, kind: RegisterCode): Promise<{ readonly made: Import; readonly sheet: string }> {
  const reading = await host.read();
  const made = await uploadRegister(service, bureau, kind, new Blob([sheetAsCsv(reading)], { type: 'text/csv' }), `${reading.sheet}.csv`);
  return { made, sheet: reading.sheet };
}

/** Follows an import until it has been read or applied, or until nobody waits any more. */
export async function followImport(service: Service, bureau: string, kind: RegisterCode, made: Import, progress: (done: number, of: number) => void, waiting: () => boolean = () => true): Promise<Import> {
  let view = made;
  while (underWay.has(view.state) && waiting()) {
    progress(view.progress, 1);
    await new Promise((resolve) => setTimeout(resolve, pause));
    view = await answered(service.GET('/api/bureaus/{bureau}/registers/{kind}/imports/{id}', { params: { path: { bureau, kind, id: view.id } } }));
  }
  return view;
}

/** Writes what was previewed into the open version, wholly; the hash says that it is the file that was looked at. */
export const applyImport = (service: Service, bureau: string, kind: RegisterCode, { id, fileHash }: Import, removeMissing: boolean): Promise<Import> =>
  answered(service.POST('/api/bureaus/{bureau}/registers/{kind}/imports/{id}/confirm', { params: { path: { bureau, kind, id } }, body: { fileHash, removeMissing } }));

/** Stops reading, or drops a preview. */
export const dropImport = (service: Service, bureau: string, kind: RegisterCode, { id }: Import): Promise<unknown> =>
  answered(service.DELETE('/api/bureaus/{bureau}/registers/{kind}/imports/{id}', { params: { path: { bureau, kind, id } } }));
