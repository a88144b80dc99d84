import type { Schemas } from '../../service/client';

type Draw = Schemas['ShowDrawResponse'];

export interface ResultTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Offsets of codes. */
  readonly codeColumns: readonly number[];
  readonly widths: readonly number[];
}

/** The drawn objects of a task with ticket, rank and team, in the order in which they were drawn; null before the result. */
export function resultTable({ tasks, objectNames, inspectorNames }: Draw, task: string): ResultTable | null {
  const outcome = tasks.find(({ id }) => id === task)?.outcome;
  if (outcome === null || outcome === undefined) return null;
  const person = (id: string): string => inspectorNames[id] ?? id;
  return {
    headers: ['序号', '统一社会信用代码', '名称', '分层', '名次', '检查人员', '抽签值'],
    rows: outcome.drawn.map(({ object, stratum, rank, ticket, team }, index) => [
      index + 1, object, objectNames[object] ?? '', stratum, rank,
      team.filter(({ recused }) => !recused).map(({ inspector }) => person(inspector)).join('、'), ticket,
    ]),
    codeColumns: [1, 6],
    widths: [8, 20, 28, 8, 8, 24, 30],
  };
}
