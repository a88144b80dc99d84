import { setTimeout as pause } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { paneOf } from './zoom';
import type { Workbench } from './workbench';

/** Controls one meets on the way; a screen has fewer. */
const farthest = 150;
const patience = 30_000;

/** Somebody without a pointer at the workbench: Tab by Tab to a control, and a key to use it. */
export class Keys {
  readonly #desk: () => Workbench;

  constructor(desk: () => Workbench) {
    this.#desk = desk;
  }

  press(key: string): Promise<void> {
    return this.#desk().page.keyboard.press(key);
  }

  /** From the grid, its tabs or the page's buttons round to the pane. */
  async intoPane(): Promise<void> {
    const { page } = this.#desk();
    for (let part = 0; part < 6; part++) {
      if (await paneOf(page).evaluate(() => document.hasFocus() && document.activeElement !== document.body)) return;
      await this.press('F6');
    }
    throw new Error('F6 does not lead into the pane');
  }

  /** Each Tab towards the control in the order of the page; where it arrives one must see it, and something of the pane has had the keyboard all the way. */
  async to(control: Locator): Promise<void> {
    await this.intoPane();
    await control.waitFor();
    const way: string[] = [];
    for (let step = 0; step < farthest; step++) {
      const [key, at] = await control.evaluate((wanted) => {
        const has = document.activeElement!;
        const name = `${has.tagName} ${(has.getAttribute('aria-label') ?? has.textContent).slice(0, 20)}`;
        return [has === wanted ? '' : (has.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING) === 0 ? 'Tab' : 'Shift+Tab', name];
      });
      if (key === '') return this.#seen(control);
      way.push(at);
      await this.press(key);
    }
    throw new Error(`not reached: ${way.slice(-20).join(' → ')}`);
  }

  async use(control: Locator): Promise<void> {
    await this.#until(control, (button) => !button.matches(':disabled, [aria-disabled="true"]'));
    await this.to(control);
    await this.press('Enter');
  }

  async tick(box: Locator): Promise<void> {
    await this.to(box);
    await this.press('Space');
  }

  async type(field: Locator, text: string): Promise<void> {
    await this.to(field);
    await this.press('Control+a');
    // An input method hands over a whole word.
    await this.#desk().page.keyboard.insertText(text);
  }

  /** A day typed part by part. The order of the parts is that of the browser's own language, whatever the page's. */
  async day(field: Locator, day: string): Promise<void> {
    const [year, month, date] = day.split('-') as [string, string, string];
    await this.to(field);
    for (const order of [[month, date, year], [year, month, date]]) {
      // Shift+Tab arrives at the last part, or at the calendar's button behind it.
      for (let part = 0; part < 3; part++) await this.press('ArrowLeft');
      for (const part of order) {
        await this.#desk().page.keyboard.type(part);
        // A year may have six digits, so that it does not go on by itself.
        if (part === year) await this.press('ArrowRight');
      }
      if (await field.inputValue() === day) return;
    }
    throw new Error(`typed ${day}, found ${await field.inputValue()}`);
  }

  /** Down the list until the wanted entry is chosen. */
  async choose(list: Locator, entry: RegExp): Promise<void> {
    await list.locator('option').nth(0).waitFor({ state: 'attached' });
    await this.to(list);
    await this.press('Home');
    const chosen = (): Promise<[string, boolean]> => list.evaluate((select: HTMLSelectElement) => [select.selectedOptions[0]?.textContent ?? '', select.selectedIndex === select.options.length - 1]);
    for (let [text, last] = await chosen(); !entry.test(text); [text, last] = await chosen()) {
      if (last) throw new Error(`no entry ${entry}`);
      await this.press('ArrowDown');
    }
  }

  /** Along the tabs of a screen: one of them has the keyboard's place, arrows lead to the others. */
  async tab(name: string): Promise<void> {
    const { pane } = this.#desk();
    await this.to(pane.getByRole('tab', { selected: true }));
    const wanted = pane.getByRole('tab', { name, exact: true });
    for (let step = 0; step < 8 && !await wanted.evaluate((tab) => tab === document.activeElement); step++) await this.press('ArrowRight');
    await this.press('Enter');
    await pane.getByRole('tab', { name, exact: true, selected: true }).waitFor();
  }

  /** Another person at the same machine; the workbook stays as it is. */
  async becomes(name: string): Promise<void> {
    const desk = this.#desk();
    const back = desk.button('返回');
    if (await back.isVisible()) await this.use(back);
    await this.use(desk.button('退出登录'));
    await this.use(desk.button(new RegExp(`^${name} · `)));
    await desk.button('退出登录').waitFor();
  }

  /** From whatever screen to another one. */
  async go(screen: string): Promise<void> {
    const desk = this.#desk();
    const back = desk.button('返回');
    if (await back.isVisible()) await this.use(back);
    await this.use(desk.button(screen));
    await desk.pane.getByRole('heading', { level: 1, name: screen }).waitFor();
  }

  /** The ring may come a moment after the focus. */
  #seen(control: Locator): Promise<void> {
    return this.#until(control, (element) => [element, element.parentElement!].flatMap((one) => [getComputedStyle(one), getComputedStyle(one, '::after'), getComputedStyle(one, '::before')])
      .some((look) => (look.outlineStyle !== 'none' && Number.parseFloat(look.outlineWidth) > 0) || look.boxShadow !== 'none' || (look.borderBottomStyle !== 'none' && Number.parseFloat(look.borderBottomWidth) >= 2)));
  }

  async #until(control: Locator, holds: (element: Element) => boolean): Promise<void> {
    for (const end = Date.now() + patience; !await control.evaluate(holds); await pause(50)) {
      if (Date.now() > end) throw new Error(`${String(control)} does not become what it should: ${String(holds).slice(0, 80)}`);
    }
  }
}
