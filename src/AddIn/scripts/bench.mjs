// How long until a user can work, by the clock: node scripts/bench.mjs [address of a running service] [runs].
// Only a quiet machine gives figures worth comparing; testing/browser/budgets.test.ts holds the same budgets without a clock.
import { chromium } from 'playwright-core';

const [address = 'http://localhost:5080', runs = '7'] = process.argv.slice(2);
const office = 'window.Office = { HostType: { Excel: "Excel" }, context: { displayLanguage: "zh-CN" }, onReady: () => Promise.resolve({ host: "Excel" }), actions: { associate() {} } };';
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--lang=zh-CN', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
});

/** Milliseconds from an empty cache to the first button that can be pressed. */
async function opened(path, within, slower) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: within === 'frame' ? { width: 1366, height: 768 } : { width: 350, height: 378 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  // Only this one is held up; page.route would send every request round by this process.
  session.on('Fetch.requestPaused', ({ requestId }) => void session.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders: [{ name: 'Content-Type', value: 'text/javascript' }], body: Buffer.from(office).toString('base64') }));
  await session.send('Fetch.enable', { patterns: [{ urlPattern: 'https://appsforoffice.microsoft.com/*' }] });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const start = performance.now();
  await page.goto(`${address}${path}`);
  const pane = within === 'frame' ? page.frameLocator('#pane') : page;
  await pane.getByRole('button', { name: /^王晓岚 · |从统一认证入口登录/ }).waitFor();
  if (within === 'frame') await page.getByRole('tab').first().waitFor();
  const took = performance.now() - start;
  await context.close();
  return took;
}

for (const [name, path, within, slower, limit] of [
  ['pane in Excel', '/pane.html', 'page', 1, 700],
  ['pane in Excel, processor four times slower', '/pane.html', 'page', 4, 1_600],
  ['workbench', '/', 'frame', 1, 3_500],
]) {
  const times = [];
  for (let run = 0; run < Number(runs); run++) times.push(await opened(path, within, slower));
  times.sort((one, other) => one - other);
  const median = times[Math.floor(times.length / 2)];
  process.stdout.write(`${name}: median ${Math.round(median)} ms of ${times.length} (${Math.round(times[0])}–${Math.round(times.at(-1))}), of ${limit} ms: ${(median / limit).toFixed(2)}\n`);
}
await browser.close();
