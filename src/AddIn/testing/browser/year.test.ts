import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch } from './chromium';
import { Keys } from './keys';
import { adoptSamplePlan, Official } from './official';
import { keepPicture } from './variants';
import { Workbench } from './workbench';
import { batch } from './year/batch';
import { consultation } from './year/consultation';
import { declarations } from './year/declarations';
import { draw } from './year/draw';
import { Device, type Year } from './year/people';
import { registers } from './year/registers';
import { results } from './year/results';

const bureau = 'handan-swj';
let browser: Browser;
let year: Year;
beforeAll(async () => {
  const address = inject('service');
  const [clerk, head] = await Promise.all(['hd-clerk', 'hd-head'].map((person) => Official.signIn(address, person)));
  await adoptSamplePlan(clerk!, head!, bureau, '邯郸市商务局2023年度随机抽查工作计划');
  browser = await launch();
  const witness = await Device.signIn(browser, address, 'hd-witness');
  await witness.page.goto(`${address}/witness`);
  await witness.button('在本设备生成密钥并登记').click();
  await witness.page.getByText('本设备已有密钥').waitFor();
  await head!.post(`/api/bureaus/${bureau}/draw-log`, { year: 2023, cosignatures: 1, witnesses: ['hd-witness'], secrets: 16 });
  const desk = await Workbench.open(browser, address);
  await desk.signIn('刘畅');
  year = { address, bureau, mails: inject('mails'), browser, desk, keys: new Keys(() => desk), witness };
});
afterAll(async () => {
  await browser?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPicture(year.desk, 'failed');
});

registers(() => year);
draw(() => year);
declarations(() => year);
results(() => year);
batch(() => year);
consultation(() => year);

describe('the whole year', () => {
  it('asked no other origin, and no script failed', () => {
    expect(year.desk.unwanted).toEqual([]);
  });
});
