import { utf8 } from '../../domain/draws/bytes';
import { Eligibility } from '../../domain/draws/eligibility';
import { canonical } from '../../domain/draws/jcs';
import { parseJson } from '../../domain/draws/json';
import type { Kernel } from '../../domain/draws/kernel';
import { complete } from '../../domain/draws/lanes';
import type { Profile, Task } from '../../domain/draws/records';
import { RegisterPart } from '../../domain/draws/registerpart';
import { fileHash, readConflicts, readRoster } from '../../domain/draws/tables';
import { formTeams } from '../../domain/draws/teams';

const rounds = 4;
const rowsEach = 16_384;
const objectsEach = 200;
const inspectorsEach = 24;

/** Reads made rows of both profiles and staffs made objects: engines translate code well only once it has run, and the first package should find it so. A package that comes meanwhile need not wait: stop between two steps. */
export function* warmUp(kernel: Kernel): Generator<void, void, void> {
  const files = [register('public', ''), register('salted', `|${'0f'.repeat(16)}`)] as const;
  for (let round = 0; round < rounds; round++) {
    for (const file of files) {
      yield;
      readRows(kernel, file, `${round}`.repeat(64));
    }
    yield;
    staff(kernel, `${round}`.repeat(64));
  }
}

const register = (profile: Profile, salt: string): { readonly profile: Profile; readonly bytes: Uint8Array } => ({
  profile,
  bytes: utf8(Array.from({ length: rowsEach }, (_, i) => `${code(i)}|${i % 7 === 0 ? '高' : '低'}风险|${'东南西北'[i % 4]}所${salt}\n`).join('')),
});

const code = (number: number): string => `91${String(number).padStart(16, '0')}`;

function readRows(kernel: Kernel, { profile, bytes }: { readonly profile: Profile; readonly bytes: Uint8Array }, key: string): void {
  complete(fileHash(kernel, bytes, 'register'));
  const part = complete(RegisterPart.read(kernel, bytes, profile, {}));
  complete(part.candidates(key, new Map([['高风险', 1 << 20]])));
}

const task: Pick<Task, 'roles' | 'cap'> = { roles: [{ role: '检查', need: 2, units: [], quals: [], match: 'any', distinctUnits: false }], cap: { add: 0 } };

/** As the teams of a package are formed, with their names through the two texts a certificate is read and hashed from. */
function staff(kernel: Kernel, key: string): void {
  const rows = Array.from({ length: inspectorsEach }, (_, i) => `${code(i)}|${'东南西北'[i % 4]}所|\n`);
  const eligibility = new Eligibility(complete(readRoster(kernel, utf8(rows.join('')), {})), complete(readConflicts(kernel, new Uint8Array(), {})));
  const objects = Array.from({ length: objectsEach }, (_, i) => ({ object: code(i), area: '' }));
  const { teams } = complete(formTeams(kernel, task, objects, eligibility, key));
  const read = parseJson(JSON.stringify(teams));
  if (read.ok) canonical(read.value);
}
