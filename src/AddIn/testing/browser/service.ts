import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(import.meta.dirname, '../../../DocService/bin/Release/net10.0/DocService.dll');

export interface RunningService { readonly address: string; readonly stop: () => Promise<void> }

const freePort = (): Promise<number> => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number };
    server.close(() => done(port));
  });
});

/** The real service with a database of its own, on a free port of this machine. */
export async function startService(): Promise<RunningService> {
  const address = `http://127.0.0.1:${await freePort()}`;
  const folder = mkdtempSync(join(tmpdir(), 'pane-'));
  const child = spawn('dotnet', [program, '--urls', address], { env: { ...process.env, Data__Folder: folder, PublicBaseUrl: address }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  try {
    await ready(child, address, () => said);
  } catch (fault) {
    await ended(child, folder);
    throw fault;
  }
  return { address, stop: () => ended(child, folder) };
}

async function ready(child: ChildProcess, address: string, said: () => string): Promise<void> {
  for (const until = Date.now() + 100_000; Date.now() < until;) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}: ${said()}`);
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((again) => setTimeout(again, 200));
  }
  throw new Error('the service is not ready after 100 s');
}

async function ended(child: ChildProcess, folder: string): Promise<void> {
  const gone = child.exitCode === null ? new Promise((done) => child.once('exit', done)) : Promise.resolve();
  child.kill('SIGTERM');
  await gone;
  rmSync(folder, { recursive: true, force: true });
}
