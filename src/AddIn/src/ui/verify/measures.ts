/** Sizes and counts as readers write them. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export const countText = (count: number): string => count.toLocaleString('en-US').replaceAll(',', '\u202f');
