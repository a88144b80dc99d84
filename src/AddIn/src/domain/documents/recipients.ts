import type { JsonMap } from './fieldForm';

/** Who a document names as 主送 and 抄送, one by one: commas or 、 stand between them, a full stop at the end. 各股室、所、队 is one name for all of them. */
export function recipientsOf(fields: JsonMap): string[] {
  const named = ['主送机关', '抄送'].flatMap((field) => {
    const text = fields[field];
    if (typeof text !== 'string') return [];
    return text.replace(/[。：:.]+$/u, '').split(/[，,；;]/u).flatMap((part) => (part.trim().startsWith('各') ? [part] : part.split('、')));
  });
  return [...new Set(named.map((name) => name.trim()).filter((name) => name !== ''))];
}
