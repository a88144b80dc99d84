import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Frame, FrameLocator, Locator, Page } from 'playwright-core';

const pictures = resolve(import.meta.dirname, '../../../../docs/manual/images');
const wide = { width: 1366, height: 768 };

/** The workbench of one person: the grid, the pane beside it, and everything that should not have happened. */
export class Workbench {
  readonly page: Page;
  readonly pane: FrameLocator;
  readonly #context: BrowserContext;
  /** Requests to other origins, errors of scripts, offences against the page's policy. */
  readonly unwanted: string[] = [];

  private constructor(context: BrowserContext, page: Page, address: string) {
    this.#context = context;
    this.page = page;
    this.pane = page.frameLocator('#pane');
    page.on('request', (request) => {
      if (![address, 'blob:', 'data:'].some((start) => request.url().startsWith(start))) this.unwanted.push(`request ${request.url()}`);
    });
    page.on('pageerror', (error) => this.unwanted.push(`error ${error.message}`));
    page.on('console', (message) => {
      // Chromium reports every refusal of the service; those are the service's answers, and the pane says them.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.unwanted.push(`console ${message.text()}`);
    });
  }

  static async open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Workbench> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: wide, reducedMotion: 'reduce', ...options });
    // Machines under load take their time; a wait ends as soon as what is due is there.
    context.setDefaultTimeout(60_000);
    const workbench = new Workbench(context, await context.newPage(), address);
    await workbench.page.goto(address);
    await workbench.page.getByRole('tab').first().waitFor();
    return workbench;
  }

  async signIn(name: string): Promise<void> {
    await this.button(new RegExp(`^${name} · `)).click();
    await this.button('退出登录').waitFor();
  }

  /** Another person at the same machine; the workbook stays as it is. */
  async becomes(name: string): Promise<void> {
    const back = this.button('返回');
    if (await back.isVisible()) await back.click();
    await this.button('退出登录').click();
    await this.signIn(name);
  }

  async go(screen: string): Promise<void> {
    const back = this.button('返回');
    if (await back.isVisible()) await back.click();
    await this.button(screen).click();
  }

  button(name: string | RegExp) {
    return typeof name === 'string' ? this.pane.getByRole('button', { name, exact: !name.includes('返回') }) : this.pane.getByRole('button', { name });
  }

  /** Goes to a cell as a finding's button does and types there. */
  async typeAfterJump(text: string): Promise<void> {
    await this.page.waitForFunction(() => document.activeElement instanceof HTMLCanvasElement || document.activeElement?.getAttribute('data-u-comp') === 'editor');
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Goes to a cell from the top left corner as a keyboard does, and types there. */
  async typeInto(cell: string, text: string): Promise<void> {
    const { keyboard } = this.page;
    await this.goTo(cell);
    // An input method hands over a whole word.
    await (/[^ -~]/.test(text) ? keyboard.insertText(text) : keyboard.type(text));
    await keyboard.press('Enter');
  }

  /** Puts rows and columns into the clipboard and pastes them from a cell on, as from another workbook. */
  async pasteAt(cell: string, rows: readonly (readonly string[])[]): Promise<void> {
    await this.#context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), rows.map((row) => row.join('\t')).join('\n'));
    await this.goTo(cell);
    await this.page.keyboard.press('Control+v');
  }

  async goTo(cell: string): Promise<void> {
    const { keyboard } = this.page;
    const [, letter, row] = /^([A-Z])(\d+)$/.exec(cell)!;
    await this.page.locator('#grid canvas[data-u-comp=render-canvas]').last().focus();
    // Each press goes to the edge of what is filled.
    for (const way of ['Control+ArrowUp', 'Control+ArrowLeft']) for (let edge = 0; edge < 4; edge++) await keyboard.press(way);
    for (let step = 1; step < Number(row); step++) await keyboard.press('ArrowDown');
    for (let step = 'A'.charCodeAt(0); step < letter!.charCodeAt(0); step++) await keyboard.press('ArrowRight');
  }

  /** What the sheet in front says, row by row from A1, as the table beside the grid shows it. */
  async cells(): Promise<string[][]> {
    const table = this.page.getByRole('button', { name: '表格视图', exact: true });
    await table.click();
    await this.page.locator('#table td[data-place="A1"]').waitFor();
    const texts = await this.page.locator('#table tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)));
    await table.click();
    return texts;
  }

  /** @param subject What it is about; it stands in the middle. */
  async picture(name: string, subject?: Locator): Promise<void> {
    if (process.env['MANUAL_PICTURES'] !== '1') return;
    await subject?.evaluate((part) => part.scrollIntoView({ block: 'center' }));
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: resolve(pictures, `${name}.png`) });
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

/** Rules broken by what frames show, with the place of the first offender. Fluent's focus dummies are no content. */
export async function violations(frames: readonly Frame[]): Promise<string[]> {
  const found: string[] = [];
  for (const frame of frames) {
    // Through the debugger, since the page's own policy rightly forbids foreign scripts.
    if (!await frame.evaluate(() => 'axe' in globalThis)) await frame.evaluate(axe.source);
    found.push(...await frame.evaluate(async () => {
      const { axe: check } = globalThis as unknown as { axe: typeof axe };
      const { violations: broken } = await check.run({ exclude: ['[data-tabster-dummy]', '#grid', 'iframe'] }, { iframes: false });
      return broken.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}: ${nodes[0]?.failureSummary?.split('\n')[1]?.trim() ?? ''}`);
    }));
  }
  return found;
}
