// Drives the reply page in a real chromium as a partner would. Run by ReplyPageTests: node reply-page.mjs ADDIN-FOLDER, links in the environment.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { AGREE, PROPOSE, EXPIRED, PAST, WITHDRAWN, SHOTS } = process.env;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"] });

async function visit(link, width, act) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, locale: "zh-CN", bypassCSP: false, deviceScaleFactor: SHOTS ? 2 : 1 });
  const page = await context.newPage();
  const token = link.split("#")[1];
  const faults = [];
  page.on("request", request => { if (token && (request.url().includes(token) || request.headers().referer)) faults.push(`leak ${request.url()}`); });
  page.on("pageerror", error => faults.push(error.message));
  page.on("console", message => { if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(message.text()); });
  await page.goto(link);
  await act({
    page,
    async shot(name) {
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${name} is ${overflow} px wider than ${width}`);
      // Injected through the debugger: the page's own policy lets no foreign script in.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }));
      assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes[0].html}`), [], name);
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `reply-${name}-${width}.png`), fullPage: true });
    },
  });
  assert.deepEqual(faults, []);
  assert.equal(new URL(page.url()).hash, "", "the token stays in the address");
  await context.close();
}

const contact = async page => {
  await page.getByLabel("姓名").last().fill("联络员乙");
  await page.getByLabel("联系电话").last().fill("13800000000");
};

try {
  await visit(PROPOSE, 1280, async ({ page, shot }) => {
    await page.getByText("修改后同意").waitFor();
    // The service's clock says so, not the browser's.
    await page.getByText("2023年6月20日", { exact: true }).waitFor();
    await shot("fresh");
    await page.getByRole("radio", { name: "修改后同意" }).check();
    await page.getByLabel(/^修改.*时间$/).check();
    await page.getByLabel("拟改为").fill("2023年8月至9月");
    await page.getByRole("button", { name: "下一步：核对" }).click();
    await page.getByText(/还有\d处需要填写或改正/).waitFor();
    assert.ok((await page.locator(".why").count()) >= 3);
    await shot("error");
    await page.getByLabel("修改理由").fill("七月有专项检查");
    await contact(page);
    await page.setInputFiles("#file", { name: "盖章回执.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n" + "x".repeat(2000)) });
    await page.getByText("盖章回执.pdf（").waitFor();
    await page.setInputFiles("#file", { name: "坏.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ") });
    await page.getByText("不是PDF、JPEG、PNG或DOCX").waitFor();
    await page.getByRole("button", { name: "保存草稿" }).click();
    await page.getByText("草稿已保存").waitFor();
    await page.reload();
    await page.getByText("盖章回执.pdf（").waitFor();
    assert.equal(await page.getByLabel("拟改为").inputValue(), "2023年8月至9月");
    await shot("filled");
    await page.getByRole("button", { name: "下一步：核对" }).click();
    await page.getByText("请核对").waitFor();
    await shot("review");
    await page.getByRole("button", { name: "确认提交" }).click();
    await page.getByText("回复已收到").waitFor();
    await shot("receipt");
  });

  for (const width of [320, 390]) {
    await visit(AGREE, width, async ({ page, shot }) => {
      await page.getByText("修改后同意").waitFor();
      await shot("fresh");
      await page.getByRole("radio", { name: "修改后同意" }).check();
      await page.getByLabel(/^修改/).first().check();
      await shot("proposing");
    });
  }
  await visit(AGREE, 390, async ({ page, shot }) => {
    await page.getByRole("radio", { name: "同意", exact: false }).first().check();
    await page.getByRole("button", { name: "下一步：核对" }).click();
    await page.getByText(/还有\d处需要填写或改正/).waitFor();
    await shot("error");
    // By keyboard alone from the first fault.
    await page.getByRole("link", { name: /姓名/ }).first().focus();
    await page.keyboard.press("Enter");
    for (const text of ["检查员甲", "冀D0100012345", "信用监管科", "0310-1234567"]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
    await contact(page);
    await page.locator(".summary").waitFor({ state: "detached" });
    await shot("filled");
    await page.getByRole("button", { name: "下一步：核对" }).click();
    await page.getByText("请核对").waitFor();
    await shot("review");
    await page.getByRole("button", { name: "确认提交" }).click();
    await page.getByText("回复已收到").waitFor();
    await shot("receipt");
  });
  await visit(AGREE, 390, async ({ page, shot }) => {
    await page.getByText("回执编号").first().waitFor();
    await page.getByText(/收到时间：2023年5月8日 09:00:00/).waitFor();
    await shot("used");
    assert.equal(await page.getByText("检查员甲").count(), 0);
  });
  for (const width of [390, 1280]) {
    await visit(EXPIRED, width, async ({ page, shot }) => {
      await page.getByText("不能回复").waitFor();
      await page.getByText(/这个链接已于2023年\d+月\d+日到期，不能再回复/).waitFor();
      await shot("expired");
    });
    await visit(WITHDRAWN, width, async ({ page, shot }) => {
      await page.getByText("这件函已作废").waitFor();
      await shot("withdrawn");
    });
    await visit(PAST, width, async ({ page, shot }) => {
      await page.getByText("2023年5月5日（已过，仍可答复）").waitFor();
      await shot("past");
    });
  }
} finally {
  await browser.close();
}
