type Child = Node | string | null | false | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | ((event: Event) => void) | undefined>>;

/** Builds an element; functions are event listeners, `true` a bare attribute, `false` and `undefined` none. Text is never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: readonly (Child | readonly Child[])[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

const namespace = 'http://www.w3.org/2000/svg';

/** A 24 × 24 line drawing that says nothing to screen readers: the words beside it do. */
export function icon(name: keyof typeof drawings): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', class: `icon icon-${name}`, 'aria-hidden': 'true', focusable: 'false' })) svg.setAttribute(key, value);
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', drawings[name]);
  svg.append(path);
  return svg;
}

const drawings = {
  passed: 'M4.5 12.5l5 5 10-11',
  failed: 'M6 6l12 12M18 6L6 18',
  partial: 'M12 5v9M12 18.2v.6',
  skipped: 'M6 12h12',
  package: 'M12 15V4m0 0l-4 4m4-4l4 4M4 14v4.5A1.5 1.5 0 005.5 20h13a1.5 1.5 0 001.5-1.5V14',
} as const;

/** A region that scrolls sideways when it must and can then be reached by keyboard. */
export const scrolling = (label: string, content: Node): HTMLElement =>
  h('div', { class: 'scrolling', role: 'region', 'aria-label': label, tabindex: 0 }, content);

export const definition = (entries: readonly (readonly [string, Child])[]): HTMLElement =>
  h('dl', {}, entries.flatMap(([term, value]) => [h('dt', {}, term), h('dd', {}, value)]));

export const code = (text: string): HTMLElement => h('code', {}, text);
