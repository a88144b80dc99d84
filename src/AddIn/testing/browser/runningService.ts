import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const program = resolve(import.meta.dirname, '../../../DocService/bin/Release/net10.0/DocService.dll');
// A machine under load takes its time.
const patience = 180_000;

export interface RunningService {
  readonly address: string;
  /** Where it keeps the e-mails it sends. */
  readonly mails: string;
  stop(): Promise<void>;
}

/** The built service with the sample county, a database of its own in a temporary folder, on a free port of this machine. */
export async function startService(settings: Readonly<Record<string, string>> = {}): Promise<RunningService> {
  if (!existsSync(program)) throw new Error(`${program} is missing: run "dotnet build src/DocService -c Release" first; the browser tests drive the built service.`);
  const folder = mkdtempSync(join(tmpdir(), 'sc-'));
  // As root the database runs as another user, who must reach its folder.
  chmodSync(folder, 0o755);
  const address = `http://127.0.0.1:${await freePort()}`;
  const mails = join(folder, 'mail');
  mkdirSync(mails);
  const said: string[] = [];
  const child = spawn('dotnet', [program, '--urls', address], {
    env: { ...process.env, Data__Folder: join(folder, 'd'), Mail__Folder: mails, PublicBaseUrl: address, Logging__LogLevel__Default: 'Warning', DOTNET_gcServer: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => said.push(text.toString()));
  const stop = async (): Promise<void> => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(child, address);
  } catch (fault) {
    await stop();
    throw new Error(`the service did not start: ${said.join('').slice(-4000)}`, { cause: fault });
  }
  return { address, mails, stop };
}

async function ready(child: ChildProcess, address: string): Promise<void> {
  for (const until = Date.now() + patience; Date.now() < until; await pause(200)) {
    if (child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`);
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok === true) return;
  }
  throw new Error(`no answer within ${patience} ms`);
}

/** Asked to stop, so that its database stops in order, too. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null) {
      done();
      return;
    }
    const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.once('exit', () => {
      clearTimeout(force);
      done();
    });
    child.kill('SIGTERM');
  });
}

const freePort = (): Promise<number> => new Promise((done, failed) => {
  const probe = createServer();
  probe.once('error', failed);
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as { port: number };
    probe.close(() => done(port));
  });
});
