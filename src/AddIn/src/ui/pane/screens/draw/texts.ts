import type { Course } from '../../../../domain/ceremony/course';
import type { Schemas } from '../../../../service/client';
import type { DrawTexts } from './draw.zh';

/** Who does what next, in words for the reader. */
export function nextText({ next: words }: DrawTexts, { state }: Schemas['ShowDrawResponse'], { next }: Course, reader: string): string {
  switch (next.act) {
    case 'approve': return words.approve(next.desk);
    case 'open': return words.open(next.desk);
    case 'cosign': return words.cosign(next.have, next.need);
    case 'throw': return next.person === reader ? words.throwMine : words.throw(next.by);
    case 'reveal': return words.reveal;
    case 'reopen': return words.reopen(next.recusals, next.desk);
    case 'none': return state === 'Discarded' || state === 'Void' ? words[state] : state === 'Superseded' ? words.superseded : words.done;
  }
}

/** An index or share in hundredths. */
export const hundredths = (value: number): string => (value / 100).toFixed(2);

/** A ratio of whole numbers as people write it. */
export const percent = (numerator: number, denominator: number): string => `${Number((numerator * 100 / denominator).toFixed(4))}%`;

/** A name with its number, or the number alone. */
export const named = (names: Readonly<Record<string, string>>, id: string): string => (names[id] === undefined ? id : `${names[id]} ${id}`);
