import { createHash } from 'node:crypto';
import { compareUtf8, hex, utf8 } from '../../src/domain/draws/bytes';
import { draw, rootOfLines } from '../../src/domain/draws/drawn';
import { Eligibility } from '../../src/domain/draws/eligibility';
import { canonicalBytes } from '../../src/domain/draws/jcs';
import type { Json, JsonObject } from '../../src/domain/draws/json';
import { complete, rootOfRows, type Steps } from '../../src/domain/draws/lanes';
import { quotaOf } from '../../src/domain/draws/quota';
import type { Profile, Task } from '../../src/domain/draws/records';
import { replaceMembers } from '../../src/domain/draws/redraw';
import { inspectorKey, objectKey, redrawKey } from '../../src/domain/draws/seed';
import type { Files } from '../../src/domain/draws/tablecheck';
import { splitRows } from '../../src/domain/draws/rows';
import { readRegister } from '../../src/domain/draws/register';
import { readConflicts, readRoster } from '../../src/domain/draws/tables';
import { formTeams } from '../../src/domain/draws/teams';
import { Teams } from '../../src/domain/draws/teamhistory';
import type { RecordOf } from '../../src/domain/draws/records';
import { bestKernel } from '../../src/domain/draws/wasmkernel';
import { consistencyProof, Desk, inclusionPath, Log, rowsFile, Signer } from './notary';

export type Alter = (record: any) => void; // oxlint-disable-line typescript/no-explicit-any -- tests forge records of any shape

export interface TaskPlan {
  readonly id?: string;
  readonly plan?: string;
  readonly attempt?: number;
  readonly prev?: number | null;
  readonly profile?: Profile;
  readonly register?: readonly string[];
  readonly roster?: readonly string[];
  readonly conflicts?: readonly string[];
  readonly ratios?: Readonly<Record<string, readonly [number, number]>>;
  readonly rule?: JsonObject;
  readonly roles?: readonly JsonObject[];
  readonly add?: number;
  readonly visitGroup?: string | null;
}

interface Tables {
  readonly register: Uint8Array;
  readonly roster: Uint8Array;
  readonly conflicts: Uint8Array;
}

const kernel = bestKernel();
const moments = { openedAt: '2026-03-01T09:00:00+08:00', deadline: '2026-03-01T18:00:00Z' };
function rootOfFile(lines: readonly string[]): Steps<string> {
  const rows = splitRows(rowsFile(lines))!;
  return rootOfRows(kernel, { ...rows, rowEnd: rows.to }, '');
}

export const diceOf = (count: number): JsonObject => ({ by: '纪检组', source: 'dice6', count });
export const throws = '4514262111616366315556254';

export const sampleRegister = (count: number, areas: readonly string[] = ['城关所', '灵山所']): string[] =>
  Array.from({ length: count }, (_, i) => `9113063${String(i).padStart(4, '0')}|${i % 3 === 0 ? '高风险' : '低风险'}|${areas[i % areas.length]}`);
export const sampleRoster = ['QY001|城关所|', 'QY002|城关所|食品', 'QY003|灵山所|', 'QY004|灵山所|特种设备,食品', 'QY005|信用股|食品', 'QY006|信用股|'];
export const pairOf = (role = '检查组', need = 2, more: JsonObject = {}): JsonObject =>
  ({ role, need, units: [], quals: [], match: 'any', distinctUnits: false, ...more });

/** A made-up bureau that keeps a log and runs draws, honestly unless told to alter a record. */
export class Bureau {
  readonly witness = new Signer('纪检组');
  readonly desk = new Desk('信用监管股');
  readonly other = new Desk('特种设备股');
  readonly log: Log;
  private readonly tables = new Map<string, Tables>();
  private readonly cosigned = new Map<number, string>();

  constructor(k = 1, alter?: Alter) {
    const signer = new Signer('draws.example/test');
    this.log = new Log(signer.name, signer, [this.witness]);
    this.log.append('GENESIS', {
      key: signer.spki, witnesses: [{ name: this.witness.name, key: this.witness.spki }], policy: { k },
      desks: [this.desk.record, this.other.record],
    }, alter);
  }

  open(plans: readonly TaskPlan[], expects: readonly JsonObject[] = [diceOf(25)], alter?: Alter, desk = this.desk): number {
    const tasks = plans.map((plan) => this.task(plan));
    const seq = this.log.append('OPEN', { desk: desk.name, ceremony: '2026年第1次抽取', ...moments, tasks: tasks.map(({ task }) => task), expects: [...expects], server: desk.next() }, alter);
    tasks.forEach(({ task, tables }) => this.tables.set(`${seq}/${task.id}`, tables));
    return seq;
  }

  private task(plan: TaskPlan): { task: JsonObject & { readonly id: string }; tables: Tables } {
    const { id = 'T1', profile = 'public', ratios = { 低风险: [1, 5], 高风险: [1, 2] }, rule = { kind: 'atLeast' } } = plan;
    const rows = { register: plan.register ?? sampleRegister(30), roster: plan.roster ?? sampleRoster, conflicts: plan.conflicts ?? [] };
    const strata = Object.entries(ratios).sort(([a], [b]) => compareUtf8(a, b)).map(([name, [num, den]]) => ({
      id: name, n: rows.register.filter((row) => row.split('|')[1] === name).length, num, den,
    }));
    const rooted = (lines: readonly string[]): JsonObject => ({ root: complete(rootOfFile(lines)), size: lines.length });
    const task = {
      id, plan: createHash('sha256').update(plan.plan ?? id).digest('hex'), attempt: plan.attempt ?? 1, prev: plan.prev ?? null, profile,
      register: rooted(rows.register), roster: rooted(rows.roster), conflicts: rooted(rows.conflicts), strata, rule,
      quota: quotaOf({ rule, strata } as unknown as Task), roles: [...(plan.roles ?? [pairOf()])], cap: { add: plan.add ?? 1 }, visitGroup: plan.visitGroup ?? null,
    };
    return { task, tables: { register: rowsFile(rows.register), roster: rowsFile(rows.roster), conflicts: rowsFile(rows.conflicts) } };
  }

  /** The open checkpoint over everything so far. */
  checkpoint(cosigners: readonly Signer[] = [this.witness]): void {
    this.cosigned.set(this.log.records.length, this.log.note(this.log.records.length, cosigners));
  }

  contrib(open: number, n: number, value: Json = throws, alter?: Alter): number {
    const expect = (this.log.records[open]!['expects'] as readonly JsonObject[])[n]!;
    return this.log.append('CONTRIB', { open, n, by: expect['by']!, source: expect['source']!, value }, alter);
  }

  secretOf(open: number): string {
    const { desk, server } = this.log.records[open] as { desk: string; server: { index: number } } & JsonObject;
    return (desk === this.desk.name ? this.desk : this.other).secret(server.index);
  }

  reveal(open: number, alter?: Alter): number {
    return this.log.append('REVEAL', { open, secret: this.secretOf(open) }, alter);
  }

  seed(open: number): string {
    const contributions = this.log.records.filter((record) => record['kind'] === 'CONTRIB' && record['open'] === open)
      .map(({ by, source, value }) => ({ by: by!, source: source!, value: value! }));
    const body = { alg: 'ssd-1.sha256', contributions, open: hex(this.log.leaves[open]!), server: this.secretOf(open) };
    return createHash('sha256').update(canonicalBytes(body)).digest('hex');
  }

  result(open: number, alter?: Alter): number {
    const seed = this.seed(open);
    const tasks = (this.log.records[open]!['tasks'] as unknown as Task[]).map((task) => this.taskResult(open, task, seed));
    return this.log.append('RESULT', { open, seed, tasks }, alter);
  }

  private taskResult(open: number, task: Task, seed: string): JsonObject {
    const tables = this.tables.get(`${open}/${task.id}`)!;
    const register = complete(readRegister(kernel, tables.register, task.profile, {}));
    const drawn = complete(draw(kernel, register, task, objectKey(seed, task)));
    const { cap, teams, infeasible } = complete(formTeams(kernel, task, drawn.flat(), this.eligibility(open, task.id), inspectorKey(seed, task.id)));
    return {
      id: task.id,
      cap,
      drawn: drawn.map((objects) => objects.map(({ object }) => object)),
      cutoffs: drawn.map((objects) => objects.at(-1)?.ticket ?? ''),
      teams: teams.map(({ object, members }) => ({ object, members: members.map(({ role, inspector, ticket }) => ({ role, inspector, ticket })) })),
      ...(infeasible === undefined ? {} : { infeasible: [...infeasible] }),
      drawnRoot: rootOfLines(kernel, drawn.flat().map(({ object, stratum, ticket }) => `${object}|${stratum}|${ticket}`)),
      teamsRoot: rootOfLines(kernel, teams.flatMap(({ members }) => members.map(({ object, role, inspector, ticket }) => `${object}|${role}|${inspector}|${ticket}`))),
    };
  }

  private eligibility(open: number, task: string): Eligibility {
    const { roster, conflicts } = this.tables.get(`${open}/${task}`)!;
    return new Eligibility(complete(readRoster(kernel, roster, {})), complete(readConflicts(kernel, conflicts, {})));
  }

  /** A whole honest ceremony after its opening. */
  finish(open: number, value: Json = throws): number {
    this.checkpoint();
    this.contrib(open, 0, value);
    this.reveal(open);
    return this.result(open);
  }

  void(open: number, alter?: Alter): number {
    return this.log.append('VOID', { open, reason: '监督人员未到场', approvedBy: '局主要领导', secret: this.secretOf(open) }, alter);
  }

  supersede(open: number, tasks: readonly string[], alter?: Alter): number {
    return this.log.append('SUPERSEDE', { open, tasks: [...tasks], reason: '名录库漏列1户', legalBasis: '细则第九条', approvedBy: '局长办公会' }, alter);
  }

  /** The team of the i-th object of a task as published in the RESULT. */
  team(open: number, task: string, i = 0): { object: string; members: readonly { role: string; inspector: string }[] } {
    const result = this.log.records.find((record) => record['kind'] === 'RESULT' && record['open'] === open) as unknown as RecordOf<'RESULT'>;
    return result.tasks.find(({ id }) => id === task)!.teams[i]!;
  }

  recuse(open: number, task: string, object: string, inspector: string, alter?: Alter): number {
    return this.log.append('RECUSE', { open, task, object, inspector, ground: '近亲属在该企业任职', approvedBy: '局主要领导' }, alter);
  }

  reopen(open: number, recusals: readonly number[], alter?: Alter): number {
    return this.log.append('REOPEN', { desk: this.desk.name, open, recusals: [...recusals], server: this.desk.next(), expects: [diceOf(25)], ...moments }, alter);
  }

  reresult(reopen: number, alter?: Alter): number {
    const { open, recusals } = this.log.records[reopen] as unknown as RecordOf<'REOPEN'>;
    const result = this.log.records.find((record) => record['kind'] === 'RESULT' && record['open'] === open) as unknown as RecordOf<'RESULT'>;
    const teams = Teams.of(result);
    for (const record of this.log.records as unknown as RecordOf<'RERESULT'>[]) if (record.kind === 'RERESULT') teams.replace(record.replacements);
    const all = (this.log.records as unknown as RecordOf<'RECUSE'>[]).filter((record) => record.kind === 'RECUSE' && record.open === open);
    const seed = this.seed(reopen);
    const replacements = (this.log.records[open]!['tasks'] as unknown as Task[]).flatMap((task, t) => {
      const ever = all.filter((recuse) => recuse.task === task.id && recuse.seq < reopen);
      const listed = ever.filter(({ seq }) => recusals.includes(seq));
      if (listed.length === 0) return [];
      const { register } = this.tables.get(`${open}/${task.id}`)!;
      const areas = new Map(new TextDecoder().decode(register).split('\n').map((row) => [row.split('|')[0]!, row.split('|')[2]!]));
      return complete(replaceMembers(kernel, {
        task, cap: result.tasks[t]!.cap, eligibility: this.eligibility(open, task.id), areaOf: (object) => areas.get(object) ?? '', teams,
        key: redrawKey(seed, task.id), listed, ever,
      }));
    });
    return this.log.append('RERESULT', { open: reopen, seed, replacements: replacements }, alter);
  }

  /** The evidence package about some OPENs; `keep` can withhold records, `alter` the certificate. */
  package(opens: readonly number[], options: { alter?: Alter; keep?: (record: JsonObject) => boolean } = {}): Files {
    const { records, leaves } = this.log;
    const size = records.length;
    const ours = new Set(records.filter((record) => opens.includes(record['seq'] as number) || (record['kind'] === 'REOPEN' && opens.includes(record['open'] as number))).map(({ seq }) => seq));
    const last = Math.max(...(Array.from(ours) as number[]));
    const desks = new Set(records.filter(({ seq }) => ours.has(seq)).map(({ desk }) => desk));
    const carried = records.filter((record) => record['kind'] === 'GENESIS' || ours.has(record['seq']) || ours.has(record['open'])
      || ((record['kind'] === 'OPEN' || record['kind'] === 'REOPEN') && desks.has(record['desk']) && (record['seq'] as number) <= last));
    const sizes = new Set<number>();
    for (const opening of records.filter(({ seq }) => ours.has(seq))) {
      const first = records.find((record) => record['kind'] === 'CONTRIB' && record['open'] === opening['seq']);
      const found = [...this.cosigned.keys()].sort((a, b) => a - b).find((at) => first !== undefined && (opening['seq'] as number) < at && at <= (first['seq'] as number));
      if (found !== undefined) sizes.add(found);
    }
    const ordered = [...sizes].sort((a, b) => a - b);
    const files = new Map<string, Uint8Array>();
    const tables = opens.filter((open) => records.some((record) => record['kind'] === 'RESULT' && record['open'] === open)).flatMap((open) =>
      (records[open]!['tasks'] as readonly { id: string }[]).flatMap(({ id }) => (['register', 'roster', 'conflicts'] as const).map((table) => {
        const bytes = this.tables.get(`${open}/${id}`)![table];
        const file = `${table}-${open}-${id}.txt`;
        files.set(file, bytes);
        return { task: id, open, table, file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
      })));
    const certificate = {
      alg: 'ssd-1.sha256', kind: 'CERTIFICATE', log: this.log.origin, opens: [...opens], checkpoint: this.log.note(size, []),
      openCheckpoints: ordered.map((at) => this.cosigned.get(at)!),
      records: carried.filter(options.keep ?? (() => true)).map((record) => ({ record, path: inclusionPath(leaves, record['seq'] as number).map(hex) })),
      consistency: ordered.map((from) => ({ from, to: size, proof: consistencyProof(leaves, from).map(hex) })), tables,
    };
    options.alter?.(certificate);
    files.set('certificate.json', utf8(JSON.stringify(certificate)));
    return files;
  }
}
