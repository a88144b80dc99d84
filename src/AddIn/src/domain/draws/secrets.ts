import { hex, unhex } from './bytes';
import { placeOf, roomBetween, type Evidence } from './evidence';
import { Contradiction } from './finding';
import { leafHash, rootOfInclusion } from './merkle';
import type { Missing } from './order';
import { sha256 } from './sha256';

/** Check 6: the server's secret was fixed in GENESIS, in turn, and is the one revealed. */
export function checkSecrets(evidence: Evidence, missing: Missing): void {
  if (evidence.genesis !== undefined) checkCommits(evidence, missing);
  for (const ceremony of evidence.draws.flatMap((draw) => [draw.ceremony, ...draw.redraws])) {
    const { commit } = ceremony.opening.record.server;
    for (const record of [...ceremony.reveals, ...ceremony.voids]) {
      const found = hex(sha256(unhex(record.secret)));
      if (found !== commit) throw new Contradiction('secret.reveal', placeOf(record), commit, found);
    }
  }
}

function checkCommits(evidence: Evidence, missing: Missing): void {
  const desks = new Map(evidence.genesis!.record.desks.map((desk) => [desk.desk, desk]));
  const last = new Map<string, { index: number; seq: number }>();
  for (const { record: opening } of evidence.openings) {
    const where = placeOf(opening);
    const desk = desks.get(opening.desk);
    if (desk === undefined) throw new Contradiction('secret.desk', where, [...desks.keys()].join(' '), opening.desk);
    const { index, commit, path } = opening.server;
    const root = rootOfInclusion(leafHash(unhex(commit)), index, desk.secrets, path.map(unhex));
    if (root === null) throw new Contradiction('secret.path', where, `a path of leaf ${index} in ${desk.secrets}`, `${path.length} hashes`);
    if (hex(root) !== desk.secretRoot) throw new Contradiction('secret.root', where, desk.secretRoot, hex(root));
    const before = last.get(opening.desk) ?? { index: -1, seq: 0 };
    checkTurn(evidence, where, index, before, opening.seq, missing);
    last.set(opening.desk, { index, seq: opening.seq });
  }
}

function checkTurn(
  evidence: Evidence, where: object, index: number, before: { index: number; seq: number }, seq: number, missing: Missing,
): void {
  const skipped = index - before.index - 1;
  if (skipped === 0) return;
  // Earlier openings may be withheld, but only where the log has room for records the package does not carry.
  const room = roomBetween(evidence, before.seq, seq);
  if (skipped < 0 || skipped > room) throw new Contradiction('secret.index', where, String(before.index + 1), String(index));
  missing({ code: 'missing.earlier-opening', where, what: `${skipped}` });
}
