import { chromium, type Browser } from 'playwright-core';

/** A headless browser without any background traffic of its own. */
export const launch = (): Promise<Browser> => chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--lang=zh-CN', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-default-apps', '--disable-sync',
    '--disable-domain-reliability', '--no-first-run', '--no-pings', '--metrics-recording-only',
  ],
});
