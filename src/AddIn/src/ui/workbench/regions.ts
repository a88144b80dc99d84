const reachable = 'td[tabindex="0"], canvas[data-u-comp="render-canvas"]:not([width="0"]), button:not([tabindex="-1"]), a[href]';

/** F6 goes round the parts of the page, Shift+F6 back, as in Excel: the grid keeps Tab for itself, and the pane is a page of its own. */
export function followRegions(all: readonly HTMLElement[], frame: HTMLIFrameElement): void {
  const go = (step: number): void => {
    const regions = all.filter((region) => !region.hidden && getComputedStyle(region).visibility !== 'hidden');
    const at = document.activeElement === frame ? regions.length : regions.findIndex((region) => region.contains(document.activeElement));
    const count = regions.length + 1;
    const next = (Math.max(at, step > 0 ? -1 : 0) + step + count) % count;
    if (next === regions.length) enterPane(frame);
    else regions[next]!.querySelector<HTMLElement>(reachable)?.focus();
  };
  const listen = (event: KeyboardEvent): void => {
    if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(event.shiftKey ? -1 : 1);
  };
  addEventListener('keydown', listen, true);
  frame.addEventListener('load', () => frame.contentWindow!.addEventListener('keydown', listen, true));
}

/** Where the pane was left; its first control otherwise. */
function enterPane(frame: HTMLIFrameElement): void {
  frame.focus();
  const inside = frame.contentDocument!;
  if (inside.activeElement === inside.body) inside.querySelector<HTMLElement>('main button, main [role="tab"], main input, main select')?.focus();
}
