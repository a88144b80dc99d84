import type { Change, WorkbookHost } from '../../ports/WorkbookHost';

/** What travels between the pane and the page that holds the grid. */
export type Method = Exclude<keyof WorkbookHost, 'kind' | 'watch' | 'watchWaiting'>;

export const methods: readonly Method[] = ['read', 'write', 'addSheet', 'addTable', 'jump', 'mark', 'offerChoices', 'selection', 'readPart', 'writePart', 'openWindow'];

export const takesProgress: ReadonlySet<Method> = new Set(['write', 'addSheet', 'addTable']);

export interface Request { readonly id: number; readonly method: Method; readonly args: readonly unknown[] }

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly progress: readonly [done: number, of: number] }
  | { readonly id: number; readonly fault: { readonly code: string; readonly said: string } }
  | { readonly changed: Change };

/** The pane asks its parent for a port; the parent answers with one. */
export const hello = 'spotcheck:workbook?';
export const welcome = 'spotcheck:workbook';
