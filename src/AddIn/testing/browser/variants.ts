import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { violations, type Workbench } from './workbench';
import { beyond, zoomTroubles } from './zoom';

const looks = [
  { look: 'light', colorScheme: 'light', forcedColors: 'none' },
  { look: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { look: 'forced', colorScheme: 'dark', forcedColors: 'active' },
] as const;
export const widths = [320, 350, 450] as const;

/** Every width in the usual look, and each other look in one width: a look changes colours, a width the layout. */
const whole = (look: number, width: number): boolean => look === 0 || look === width;
/** A state of a screen that is looked at as a whole elsewhere: each width once and each look once. */
const glance = (look: number, width: number): boolean => look === width;

/** What is wrong with the screen the pane shows, in every width, in every look and enlarged: rules of accessibility broken, content that stands out sideways or is cut off, controls that Tab does not reach or show. SCREENS names a folder for pictures to look at. */
export async function troubles(desk: Workbench, screen: string, seen: (look: number, width: number) => boolean = whole): Promise<string[]> {
  const found: string[] = [];
  const { page } = desk;
  for (const [at, { look, ...media }] of looks.entries()) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    for (const [wide, width] of widths.entries()) {
      if (!seen(at, wide)) continue;
      await page.locator('#pane').evaluate((frame, wanted) => { frame.style.width = `${wanted}px`; }, width);
      await settled(page);
      // The page around the pane is the same in every width.
      const shown = width === widths[0] ? page.frames() : page.frames().filter((frame) => frame.url().includes('/pane.html'));
      found.push(...(await violations(shown)).map((rule) => `${screen} ${look} ${width}: ${rule}`), ...(await beyond(page)).map((what) => `${screen} ${width}: ${what}`));
      await keepPicture(desk, `${screen}-${look}-${width}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' });
  await page.locator('#pane').evaluate((frame) => { frame.style.width = ''; });
  found.push(...(await zoomTroubles(page, (zoom) => keepPage(desk, `${screen}-zoom-${zoom}`))).map((what) => `${screen} ${what}`));
  return found;
}

export const troublesAtAGlance = (desk: Workbench, screen: string): Promise<string[]> => troubles(desk, screen, glance);

/** No colour is on its way from one look to the next. */
const settled = async (page: Page): Promise<void> => {
  for (const frame of page.frames()) await frame.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
};

export async function keepPicture(desk: Workbench, name: string): Promise<void> {
  const folder = process.env['SCREENS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const tall = { width: 1366, height: 1400 };
  await desk.page.setViewportSize(tall);
  await desk.page.locator('#pane').screenshot({ path: join(folder, `${name}.png`) });
  await desk.page.setViewportSize({ width: 1366, height: 768 });
}

async function keepPage({ page }: Workbench, name: string): Promise<void> {
  const folder = process.env['SCREENS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}
