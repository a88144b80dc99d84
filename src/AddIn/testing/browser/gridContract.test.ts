import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { WorkbookHost } from '../../src/ports/WorkbookHost';
import { contract } from '../hosts/contract';
import { launch } from './chromium';
import { liveGrid } from './liveGrid';
import { Workbench } from './workbench';

let browser: Browser;
let desk: Workbench;
beforeAll(async () => {
  browser = await launch();
  desk = await Workbench.open(browser, inject('service'));
  await desk.button(/^王晓岚 · /).waitFor();
});
afterAll(async () => {
  await desk.close();
  await browser.close();
});

describe('the live grid keeps the contract of hosts', () => {
  let grid: WorkbookHost;
  beforeAll(async () => {
    grid = await liveGrid(desk.page);
  });

  it.each(contract)('%s', async (_, holds) => {
    await expect(holds(grid)).resolves.toBeUndefined();
  });
});
