import type { GivenFile } from '../../usecases/verifyFiles';

/** More than this a browser tab may not be able to hold together with what is computed from it. */
export const mostBytes = 1_200 * 1024 * 1024;

/** A file that was chosen and not read yet. */
export interface Found {
  readonly name: string;
  readonly file: Blob;
}

/** Files of an input element; those of a folder by their path below it. */
export const filesOfInput = (input: HTMLInputElement): Found[] => Array.from(input.files ?? [], (file) => ({ name: withoutTop(file.webkitRelativePath) || file.name, file }));

/** Files that were dropped; of dropped folders everything inside. Entries must be taken before the event is over. */
export async function filesOfDrop(transfer: DataTransfer): Promise<Found[]> {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return Array.from(transfer.files, (file) => ({ name: file.name, file }));
  const found = await Promise.all(entries.map((entry) => filesOf(entry)));
  return found.flat().map(({ name, file }) => ({ name: name.includes('/') ? withoutTop(name) : name, file }));
}

async function filesOf(entry: FileSystemEntry, below = ''): Promise<Found[]> {
  const name = below === '' ? entry.name : `${below}/${entry.name}`;
  if (isFile(entry)) return [{ name, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) }];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Found[] = [];
  for (;;) {
    // A reader gives a hundred or so at a time and nothing when it is through.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const inner of some) found.push(...(await filesOf(inner, name)));
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const withoutTop = (path: string): string => path.split('/').slice(1).join('/');

/** A file that was chosen and is gone, or that another program holds. */
export class UnreadableFile extends Error {
  constructor(readonly file: string) {
    super(file);
  }
}

export async function readAll(found: readonly Found[]): Promise<GivenFile[]> {
  const files: GivenFile[] = [];
  for (const { name, file } of found) {
    try {
      files.push({ name, bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch {
      throw new UnreadableFile(name);
    }
  }
  return files;
}
