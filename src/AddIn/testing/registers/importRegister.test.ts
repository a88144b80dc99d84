import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorkbookHost } from '../../src/ports/WorkbookHost';
import type { Service } from '../../src/service/client';
import { applyImport, followImport, uploadSheet, type Import } from '../../src/usecases/registers/importRegister';

const view = (state: Import['state'], progress = 0): Import => ({ id: 'i', state, progress, fileHash: 'h' }) as never;

/** Gives these answers in turn and remembers what it was sent. */
function someService(...answers: Import[]): { service: Service; sent: { method: string; body: unknown }[] } {
  const sent: { method: string; body: unknown }[] = [];
  const act = (method: string) => async (_: string, options: { body?: unknown; bodySerializer?: (body: unknown) => unknown }) => {
    sent.push({ method, body: options.bodySerializer?.(options.body) ?? options.body });
    return { data: answers.shift(), response: new Response(null, { status: 200 }) };
  };
  return { service: { GET: act('GET'), POST: act('POST') } as never, sent };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const followed = async (service: Service, made: Import, waiting?: () => boolean): Promise<{ end: Import; told: number[] }> => {
  const told: number[] = [];
  const following = followImport(service, 'b', 'targets', made, (done) => told.push(done), waiting);
  await vi.runAllTimersAsync();
  return { end: await following, told };
};

describe('an import of a register', () => {
  it('is followed until it has been read, and tells how far it is', async () => {
    const { service } = someService(view('Reading', 0.4), view('Previewed', 1));
    expect(await followed(service, view('Reading'))).toEqual({ end: view('Previewed', 1), told: [0, 0.4] });
  });

  it.each(['Previewed', 'Refused', 'Cancelled', 'Interrupted', 'Applied'] as const)('%s needs no further question', async (state) => {
    const { service, sent } = someService();
    expect(await followed(service, view(state))).toEqual({ end: view(state), told: [] });
    expect(sent).toEqual([]);
  });

  it('is let go when nobody waits', async () => {
    const { service, sent } = someService();
    expect((await followed(service, view('Reading'), () => false)).end.state).toBe('Reading');
    expect(sent).toEqual([]);
  });

  it('takes the sheet in front with every row and column at its own number', async () => {
    const { service, sent } = someService(view('Reading'));
    const host = { read: () => Promise.resolve({ sheet: '名录', row: 2, column: 2, texts: [['统一社会信用代码'], ['91140525MABQ38121W']], merged: [] }) } as unknown as WorkbookHost;

    expect((await uploadSheet(host, service, 'b', 'targets')).sheet).toBe('名录');

    const file = (sent[0]!.body as FormData).get('file') as File;
    expect([file.name, await file.text()]).toEqual(['名录.csv', '\n,统一社会信用代码\n,91140525MABQ38121W\n']);
  });

  it('writes only the file that was looked at', async () => {
    const { service, sent } = someService(view('Applying'));
    await applyImport(service, 'b', 'targets', view('Previewed'), true);
    expect(sent).toEqual([{ method: 'POST', body: { fileHash: 'h', removeMissing: true } }]);
  });
});
