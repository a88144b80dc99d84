import type { CDPSession, Page } from 'playwright-core';

/** Processor time of a page's main thread, so that what else the machine does does not count, in units of a loop run by the same browser at the same time. */
export class Effort {
  readonly #session: CDPSession;
  /** Seconds of processor time the loop took. */
  readonly unit: number;

  private constructor(session: CDPSession, unit: number) {
    this.#session = session;
    this.unit = unit;
  }

  static async of(page: Page): Promise<Effort> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spent = async (): Promise<number> => taskSeconds(session);
    // Once to compile it, then the least of three: the rest is what disturbed it.
    await page.evaluate(loop);
    const times: number[] = [];
    for (let run = 0; run < 3; run++) {
      const before = await spent();
      await page.evaluate(loop);
      times.push(await spent() - before);
    }
    return new Effort(session, Math.min(...times));
  }

  /** Seconds of processor time since the page was opened. */
  spent(): Promise<number> {
    return taskSeconds(this.#session);
  }

  /** What an act costs, in loops. */
  async loops(act: () => Promise<unknown>): Promise<number> {
    const before = await this.spent();
    await act();
    return (await this.spent() - before) / this.unit;
  }
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value;
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
