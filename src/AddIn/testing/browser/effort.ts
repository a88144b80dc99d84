import type { CDPSession, Page } from 'playwright-core';

/** Processor time of a page's main thread, so that what else the machine does does not count, in units of a loop that the same page runs. */
export class Effort {
  readonly #session: CDPSession;
  readonly #page: Page;

  private constructor(session: CDPSession, page: Page) {
    this.#session = session;
    this.#page = page;
  }

  static async of(page: Page): Promise<Effort> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Effort(session, page);
  }

  /** What the page has cost since it was opened, in loops; for a page that went to one address only, because another may get another process. */
  async sinceOpened(): Promise<number> {
    return await this.#seconds() / await this.#unit();
  }

  /** What an act on the page that is there costs, in loops. */
  async loops(act: () => Promise<unknown>): Promise<number> {
    const unit = await this.#unit();
    const before = await this.#seconds();
    await act();
    return (await this.#seconds() - before) / unit;
  }

  /** Once to compile it, then the least of three: the rest is what disturbed it. */
  async #unit(): Promise<number> {
    await this.#page.evaluate(loop);
    const times: number[] = [];
    for (let run = 0; run < 3; run++) {
      const before = await this.#seconds();
      await this.#page.evaluate(loop);
      times.push(await this.#seconds() - before);
    }
    return Math.min(...times);
  }

  async #seconds(): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value;
  }
}

/** Work that no engine can skip: whole numbers, strings and an array, as a page has them. */
function loop(): number {
  let sum = 0;
  const words = new Map<string, number>();
  for (let step = 0; step < 300_000; step++) {
    const key = `第${step % 5_000}行`;
    words.set(key, (words.get(key) ?? 0) + step);
    sum = (sum * 31 + key.length + step) % 1_000_003;
  }
  return sum + words.size;
}
