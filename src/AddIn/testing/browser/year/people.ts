import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Keys } from '../keys';
import { violations, type Workbench } from '../workbench';

/** What the journeys of one bureau's year share. */
export interface Year {
  readonly address: string;
  readonly bureau: string;
  /** Folder of the e-mails the service sends. */
  readonly mails: string;
  readonly browser: Browser;
  /** The computer in the office; its person changes. */
  readonly desk: Workbench;
  /** The same computer without its mouse. */
  readonly keys: Keys;
  /** The witness's own telephone. */
  readonly witness: Device;
}

/** A browser of somebody's own, at the service's pages and not in the pane. */
export class Device {
  static #pictures = 0;
  readonly page: Page;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  static async open(browser: Browser): Promise<Device> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(20_000);
    return new Device(context, await context.newPage());
  }

  /** With the session of a sample person. */
  static async signIn(browser: Browser, address: string, person: string): Promise<Device> {
    const device = await Device.open(browser);
    await device.#context.request.post(`${address}/api/sign-in`, { data: { person }, headers: { Origin: address } });
    return device;
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Rules of accessibility broken, and by how much the page is too wide. SCREENS names a folder for pictures to look at. */
  async troubles(): Promise<string[]> {
    if (process.env['SCREENS'] !== undefined) await this.page.screenshot({ path: `${process.env['SCREENS']}/device-${++Device.#pictures}.png`, fullPage: true });
    const beyond = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    return [...await violations(this.page.frames()), ...(beyond > 0 ? [`${beyond} pixels too wide`] : [])];
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
