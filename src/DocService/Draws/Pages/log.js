import { code, fault, make, table } from "/pages/page-tools.js";
import { language, zh } from "/pages/words.js";

const read = async address => { const reply = await fetch(address, { headers: { "Accept-Language": language } }); const answer = await reply.json(); if (!reply.ok) throw new Error(answer.detail); return answer; };
const place = document.getElementById("logs");
const when = text => text.replace("T", " ").slice(0, 16);
let logs = [];

function row(log, draw) {
  const address = `/public/${log.genesis}`;
  return [make("a", { id: `${log.genesis.slice(0, 12)}-${draw.seq}`, href: `${address}/records/${draw.seq}`, textContent: zh`第 ${draw.seq} 条` }), draw.ceremony, draw.tasks.join(zh`、`), when(draw.openedAt),
    make("span", { className: draw.overdue ? "fault" : "", textContent: draw.overdue ? zh`${draw.stateName}（已过截止时间）` : draw.stateName }), make("a", { href: `${address}/draws/${draw.seq}/evidence`, textContent: zh`证据包` })];
}

function show(log) {
  return make("section", {}, make("h2", { textContent: log.bureau }), make("p", { className: log.cosignatures > 0 ? "" : "warn", textContent: log.policy }),
    make("p", {}, zh`日志 ${log.origin}${log.closed ? zh`（已结束）` : ""}，共 ${log.size} 条记录，`, make("a", { href: `/public/${log.genesis}/checkpoints/latest`, textContent: zh`最新检查点` }), zh`，`, make("a", { href: `/public/${log.genesis}/files`, textContent: zh`全部文件（.zip）` }), make("br"), zh`创世记录哈希 `, code(log.genesis)),
    log.draws.length ? table([zh`记录`, zh`抽取`, zh`任务`, zh`开抽时间`, zh`状态`, zh`下载`], log.draws.map(draw => row(log, draw)), "wide") : make("p", { textContent: zh`还没有抽取。` }));
}

function overdue() {
  const late = logs.flatMap(log => log.draws.filter(d => d.overdue).map(d => ({ log, d })));
  return late.length ? [make("section", {}, make("h2", { textContent: zh`已过截止时间、没有结果的抽取` }), make("ul", {}, late.map(({ log, d }) => make("li", { textContent: zh`${log.bureau}：${d.ceremony}（第 ${d.seq} 条，截止 ${when(d.deadline)}，${d.stateName}）` }))))] : [];
}

async function answersOf(log, draw, id) {
  const found = await read(`/public/${log.genesis}/draws/${draw.seq}/enterprises/${encodeURIComponent(id)}`);
  return found.tasks.map(task => {
    const proof = URL.createObjectURL(new Blob([JSON.stringify(task.proof)], { type: "application/json" }));
    const line = make("li", {}, zh`${log.bureau}，${draw.ceremony}：${task.sentence} `, make("a", { href: proof, download: `proof-${draw.seq}-${task.task}.json`, textContent: zh`下载证明` }), " ", make("a", { href: found.evidence, textContent: zh`证据包` }));
    return { inRegister: task.answer !== "not-in-register", line };
  });
}

document.getElementById("ask").addEventListener("submit", async event => {
  event.preventDefault();
  const answer = document.getElementById("answer");
  const id = document.getElementById("code").value.trim().toUpperCase();
  try {
    const drawn = logs.flatMap(log => log.draws.filter(d => d.drawn).map(draw => ({ log, draw })));
    const lines = [];
    for (const [n, { log, draw }] of drawn.entries()) {
      answer.replaceChildren(zh`正在查询第 ${n + 1} 次抽取，共 ${drawn.length} 次……`);
      lines.push(...await answersOf(log, draw, id));
    }
    const [inside, outside] = [true, false].map(wanted => lines.filter(l => l.inRegister === wanted).map(l => l.line));
    answer.replaceChildren(inside.length ? make("ul", {}, inside) : make("p", { textContent: zh`已公布的抽取名录中都没有该企业。` }),
      ...(outside.length ? [make("details", {}, make("summary", { textContent: zh`不在名录中的 ${outside.length} 项任务，也有证明` }), make("ul", {}, outside))] : []));
  } catch (e) {
    answer.replaceChildren(fault(e.message));
  }
});

// Papers printed before an upgrade name the page of that time.
function showVerifiers({ address, sha256, earlier }) {
  document.getElementById("verifier").replaceChildren(make("a", { href: address, textContent: sha256 }));
  const one = verifier => make("li", {}, make("a", { href: verifier.address }, make("code", { textContent: verifier.sha256 })), zh`（${verifier.firstServedAt.slice(0, 10)} 起发放）`);
  if (earlier.length) document.getElementById("verifiers").replaceChildren(make("details", {}, make("summary", { textContent: zh`以前印过的核验页（${earlier.length} 个）` }), make("ul", {}, earlier.map(one))));
}

try {
  logs = await read("/public/logs");
  for (const log of logs) log.draws = await read(`/public/${log.genesis}/draws`);
  document.getElementById("overdue").replaceChildren(...overdue());
  place.replaceChildren(...(logs.length ? logs.map(show) : [make("section", {}, make("p", { textContent: zh`还没有启用抽取日志。` }))]));
  showVerifiers(await read("/public/verifier"));
  const asked = document.getElementById(location.hash.slice(1));
  if (asked) { asked.closest("tr").className = "asked"; asked.scrollIntoView({ block: "center" }); }
} catch (e) {
  place.replaceChildren(fault(zh`读不到日志：${e.message}。请刷新页面。`));
}
