// Holds a whole ceremony in real browsers: clerk, section head and witness, each in a browser of his own, through the pages alone.
//
//   node ceremony.mjs ADDRESS SAMPLES NOW [PICTURES]
//
// ADDRESS of a service with the sample county and no log yet in 泽州; SAMPLES the folder with the sample plans; NOW the service's clock (ISO);
// PICTURES a folder: then every state is kept as a picture, 1366 and 390 pixels wide. docs/manual/抽取.md says how its pictures are made with it.
// Ends with 0 only if everything was seen; the last line is a JSON object with the draw's id and what was seen.
import { createRequire } from "node:module";
import { mkdir, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

const [address, samples, now, pictures] = process.argv.slice(2);
const require = createRequire(new URL("../../../../src/AddIn/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const bureau = "zezhou-scjg";
const faults = [];
const seen = {};

function expect(condition, what) {
  if (!condition) throw new Error(`not seen: ${what}`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"] });

async function person(id) {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  page.on("pageerror", error => faults.push(`${id}: ${error.message}`));
  page.on("console", message => { if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(`${id}: ${message.text()}`); });
  await page.goto(address);
  const api = async (method, path, body, type = "application/json") => {
    const reply = await context.request.fetch(address + path, { method, data: body, headers: { "Content-Type": type, Origin: address } });
    if (!reply.ok()) throw new Error(`${method} ${path}: ${reply.status()} ${await reply.text()}`);
    return /json/.test(reply.headers()["content-type"] ?? "") ? reply.json() : null;
  };
  await api("POST", "/api/sign-in", { person: id });
  return { page, api };
}

async function picture(page, name) {
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  for (const [width, height] of [[1366, 768], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(150);
    await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1366, height: 768 });
}

// No page may need sideways scrolling on a phone.
async function fitsPhone(page, name) {
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.setViewportSize({ width: 1366, height: 768 });
  expect(wide <= 0, `${name} fits a telephone (${wide} pixels too wide)`);
}

const button = (page, text) => page.getByRole("button", { name: text, exact: true });
const confirm = async (page, text) => { await page.locator("dialog").getByRole("button", { name: text, exact: true }).click(); await page.locator("dialog").waitFor({ state: "detached" }); };

async function adopt(clerk, head) {
  const file = (await readdir(samples)).find(f => f.startsWith("泽州") && f.includes("抽查工作计划") && f.endsWith(".xlsx"));
  const imported = await clerk.api("POST", `/api/bureaus/${bureau}/plans/workbook?fileName=plan.xlsx`, await readFile(join(samples, file)), "application/octet-stream");
  const version = `/api/bureaus/${bureau}/plans/${imported.version.plan}/versions/1`;
  await clerk.api("POST", `${version}/submit`, { revision: 1 });
  await head.api("POST", `${version}/adopt`, { revision: 2 });
}

async function type(page, id, text) {
  await page.locator(`#${id}`).fill("");
  await page.locator(`#${id}`).pressSequentially(text);
}

async function cosign(witness) {
  await witness.page.goto(`${address}/witness`);
  await button(witness.page, "核对无误，联署").click();
  await witness.page.getByText("已联署").waitFor();
}

async function throwDice(witness, room, dice, name) {
  await witness.page.goto(room);
  await type(witness.page, "entry-0", dice);
  await type(witness.page, "entry-1", `${dice.slice(0, 9)}${dice[9] === "1" ? "2" : "1"}${dice.slice(10)}`);
  await witness.page.getByText("两遍不一致：第 10 个").waitFor();
  expect(await button(witness.page, "两遍一致，提交").isDisabled(), "entries that differ cannot be sent");
  await picture(witness.page, name);
  await type(witness.page, "entry-1", dice);
  await button(witness.page, "两遍一致，提交").click();
}

async function main() {
  const [clerk, head, witness] = await Promise.all(["zz-clerk", "zz-head", "zz-witness"].map(person));
  await adopt(clerk, head);

  // The year begins: the witness enrols, the section head opens the log.
  await witness.page.goto(`${address}/witness`);
  await button(witness.page, "在本设备生成密钥并登记").click();
  await witness.page.getByText("本设备已有密钥").waitFor();
  await head.page.goto(`${address}/ceremony`);
  await head.page.locator("#log-year").fill("2023");
  await picture(head.page, "log");
  await button(head.page, "启用").click();
  await confirm(head.page, "启用");

  // Prepare.
  await clerk.page.goto(`${address}/ceremony`);
  await clerk.page.locator("#prepare-title").fill("2023年度随机抽查（第一次）");
  const deadline = new Date(new Date(now).getTime() + (3 * 24 + 8) * 3600_000).toISOString().slice(0, 16);
  await clerk.page.locator("#prepare-deadline").fill(deadline);
  for (const task of ["2023-004", "2023-007"]) await clerk.page.locator(`[id="task-${task}"]`).check();
  await clerk.page.reload();
  await clerk.page.locator("#prepare-title").waitFor();
  expect(await clerk.page.locator("#prepare-title").inputValue() === "2023年度随机抽查（第一次）", "what was typed survives a reload");
  expect(await clerk.page.locator("ul.choices input:checked").count() === 2, "what was ticked survives a reload");
  await picture(clerk.page, "prepare");
  await fitsPhone(clerk.page, "prepare");
  await button(clerk.page, "封存名录，准备抽取").click();
  await clerk.page.waitForURL(/draw=/);
  const room = clerk.page.url();
  seen.draw = new URL(room).searchParams.get("draw");
  await clerk.page.getByText("正在用 1,000 个模拟种子试抽").waitFor();
  seen.progress = true;

  // Fairness and approval.
  await head.page.goto(room);
  await head.page.getByText("操纵指数（1 为完全均等").first().waitFor({ timeout: 400_000 });
  await picture(head.page, "fairness");
  await fitsPhone(head.page, "fairness");
  await button(head.page, "批准这次抽取").click();
  await head.page.locator("dialog button.strong").click();

  // The clerk's page follows by itself; opening, slip, cosignature.
  await button(clerk.page, "开抽").click();
  await confirm(clerk.page, "开抽");
  await clerk.page.getByText("等待见证人联署").waitFor();
  await picture(clerk.page, "opened");
  const slip = await clerk.page.context().newPage();
  await slip.goto(`${address}/slip?bureau=${bureau}&draw=${seen.draw}`);
  await slip.locator("img").waitFor();
  await picture(slip, "slip");
  await fitsPhone(slip, "slip");
  await witness.page.goto(`${address}/witness`);
  await witness.page.getByText("开抽单：").first().waitFor();
  await picture(witness.page, "witness");
  await fitsPhone(witness.page, "witness");
  await cosign(witness);
  await clerk.page.getByText("✓ 已有 1 位见证人联署").waitFor();

  // Dice, reveal, result; the section head's page comes along.
  await throwDice(witness, room, "3164252513642156234516325", "dice");
  await witness.page.getByText("全部录入完毕").waitFor();
  await head.page.getByText("全部录入完毕").waitFor();
  await picture(head.page, "reveal");
  await button(clerk.page, "揭示结果").click();
  await confirm(clerk.page, "揭示");
  await head.page.getByText("抽取完成").waitFor();
  await clerk.page.getByText("抽取完成").waitFor();
  await clerk.page.locator("td .ticket").first().waitFor();
  await picture(clerk.page, "result");
  await fitsPhone(clerk.page, "result");
  await clerk.page.getByRole("button", { name: "复算" }).first().click();
  seen.command = await clerk.page.locator("dialog pre").textContent();
  seen.ticket = (await clerk.page.locator("dialog p code").first().textContent());
  await picture(clerk.page, "by-hand");
  await confirm(clerk.page, "知道了");

  // A recusal, batched with a second one, and the re-draw.
  for (const n of [0, 1]) {
    await head.page.getByRole("button", { name: "回避", exact: true }).nth(n).click();
    await head.page.locator("dialog textarea").fill("曾在该企业任职");
    if (n === 1) await head.page.locator("dialog input[value=Found]").check();
    if (n === 0) await picture(head.page, "recusal");
    await confirm(head.page, "登记回避");
    await head.page.getByText(`有 ${n + 1} 项回避等待重新抽取`).waitFor();
  }
  await picture(head.page, "recused");
  await button(head.page, "重新抽取检查人员……").click();
  await head.page.locator("dialog input[type=datetime-local]").fill(deadline);
  await confirm(head.page, "开始");
  await cosign(witness);
  await throwDice(witness, room, "2251436251436251436251436", "redraw-dice");
  await button(witness.page, "揭示结果").click();
  await confirm(witness.page, "揭示");
  await head.page.getByText("回避后换上的人员").waitFor();
  await picture(head.page, "redrawn");

  // Anybody, without sign-in.
  const anybody = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  anybody.on("pageerror", error => faults.push(`anybody: ${error.message}`));
  await anybody.goto(`${address}/public/log`);
  await anybody.getByText(/^日志 .*共 \d+ 条记录/).waitFor();
  await anybody.locator("#code").fill(await head.page.locator("td code").first().textContent());
  await button(anybody, "查询").click();
  await anybody.getByText("抽中了该企业").first().waitFor({ timeout: 120_000 });
  await picture(anybody, "public-log");
  await fitsPhone(anybody, "public log");
  await anybody.goto(room);
  await anybody.getByText("请先登录").waitFor();
  expect(!(await anybody.textContent("body")).includes("抽取完成"), "nothing of a draw without sign-in");
}

try {
  await main();
  expect(faults.length === 0, `pages without faults: ${faults.join("; ")}`);
  console.log(JSON.stringify(seen));
} catch (error) {
  console.error(`${error.message}\n${faults.join("\n")}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
