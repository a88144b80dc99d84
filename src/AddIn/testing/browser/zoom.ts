import type { Frame, Page } from 'playwright-core';

/** Browser zoom of 200 % on a screen of 1366 × 768: half as many CSS pixels each way. How sharp they are does not move anything; `screens.test.ts` has pages of double and fourfold sharpness. */
const twice = { width: 683, height: 384 };
/** What WCAG 1.4.10 asks for: 320 CSS pixels wide, as on a screen of 1280 × 1024 at 400 %. */
const fourTimes = { width: 320, height: 256 };
const usual = { width: 1366, height: 768 };

export const paneOf = (page: Page): Frame => page.frames().find((frame) => frame.url().includes('/pane.html'))!;

/** What is wrong with the screen the pane shows while the browser enlarges it: at 200 % every control reached by Tab and seen, at 400 % nothing beside the page. */
export async function zoomTroubles(page: Page, keep: (zoom: string) => Promise<void>): Promise<string[]> {
  const found: string[] = [];
  for (const [zoom, size] of [['200 %', twice], ['400 %', fourTimes]] as const) {
    await page.setViewportSize(size);
    found.push(...(await beyond(page)).map((what) => `${zoom}: ${what}`));
    if (size === twice) found.push(...(await walk(page)).map((what) => `${zoom}: ${what}`));
    await keep(zoom.replace(' %', ''));
  }
  await page.setViewportSize(usual);
  return found;
}

/** What stands out sideways or is cut off: of the page, of the pane, of the texts in it. */
export async function beyond(page: Page): Promise<string[]> {
  const whole = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const texts = await paneOf(page).evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('header *, main, main *')].filter((one) => one.checkVisibility() && one.offsetWidth > 1 && getComputedStyle(one).position !== 'absolute');
    const name = (one: HTMLElement): string => `${one.tagName.toLowerCase()} “${one.textContent.slice(0, 30)}”`;
    const out = shown.filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
    const cut = shown.filter((one) => !['INPUT', 'TEXTAREA', 'SELECT', 'MAIN'].includes(one.tagName) && ['hidden', 'clip'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1);
    return [...out.slice(0, 3).map((one) => `${name(one)} ends at ${Math.round(one.getBoundingClientRect().right)} of ${innerWidth}`), ...cut.slice(0, 3).map((one) => `${name(one)} is cut off`)];
  });
  return whole > 0 ? [`the page is ${whole} pixels too wide`, ...texts] : texts;
}

interface Stop { readonly name: string; readonly wrong: string | null }

/** Tab after Tab through the pane: what is not reached, not seen to have the keyboard, or hidden behind something else. */
export async function walk(page: Page): Promise<string[]> {
  const pane = paneOf(page);
  const most = await pane.evaluate(begin);
  // From what comes before the pane, as a keyboard comes in.
  await page.getByRole('tab', { selected: true }).focus();
  await page.keyboard.press('Tab');
  const found: string[] = [];
  for (let step = 0; step < most * 2 + 5; step++) {
    let stop: Stop | null = await pane.evaluate(look);
    // The ring may come a moment after the focus.
    for (let again = 0; again < 20 && stop?.wrong !== null && stop !== null; again++) {
      await pane.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
      stop = await pane.evaluate(look);
    }
    if (stop === null) break;
    if (stop.wrong !== null) found.push(`“${stop.name}” ${stop.wrong}`);
    await page.keyboard.press('Tab');
  }
  return [...found, ...(await pane.evaluate(missed)).map((name) => `“${name}” is not reached with Tab`)];
}

declare global {
  /** Kept in the pane between two presses of a key. */
  var due: Set<Element>;
}

/** Remembers what can have the keyboard. Arrows choose among tabs and among radio buttons: each group is one stop. */
function begin(): number {
  const all = [...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]')]
    .filter((one) => one.tabIndex >= 0 && !one.matches(':disabled, [data-tabster-dummy], input[type="radio"], [role="tab"][aria-selected="false"]') && one.checkVisibility({ visibilityProperty: true }));
  globalThis.due = new Set(all);
  return all.length;
}

function look(): Stop | null {
  const element = document.activeElement as HTMLElement | null;
  if (!document.hasFocus() || element === null) return null;
  const name = (element.getAttribute('aria-label') ?? (element.textContent || (element as HTMLInputElement).labels?.[0]?.textContent) ?? '').trim().slice(0, 40) || element.tagName;
  if (element === document.body) return { name, wrong: 'has the keyboard instead of a control' };
  globalThis.due.delete(element);
  const looks = [element, element.parentElement!].flatMap((one) => [getComputedStyle(one), getComputedStyle(one, '::after'), getComputedStyle(one, '::before')]);
  const seen = looks.some(({ outlineStyle, outlineWidth, boxShadow, borderBottomStyle, borderBottomWidth }) => (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none' || (borderBottomStyle !== 'none' && Number.parseFloat(borderBottomWidth) >= 2));
  if (!seen) return { name, wrong: 'does not show that it has the keyboard' };
  const { left, top, width, height } = element.getBoundingClientRect();
  const [above, room] = window.frameElement === null ? [0, innerHeight] : [window.frameElement.getBoundingClientRect().top, parent.innerHeight];
  // WCAG 2.4.11: at least a part of it is in sight; here its first line, for a long text is read on by scrolling.
  const [x, y] = [left + Math.min(width / 2, 40), top + Math.min(height / 2, 12)];
  const hit = document.elementFromPoint(x, y);
  const there = hit !== null && (element.contains(hit) || hit.contains(element) && hit.tagName !== 'MAIN' || hit.closest<HTMLLabelElement>('label')?.control === element);
  return { name, wrong: there && above + y > 0 && above + y < room ? null : `is hidden at ${Math.round(x)}, ${Math.round(above + y)} behind ${hit?.tagName.toLowerCase() ?? 'the edge'}` };
}

const missed = (): string[] => [...globalThis.due].map((one) => (one.getAttribute('aria-label') ?? one.textContent).slice(0, 30) || one.outerHTML.slice(0, 80));
