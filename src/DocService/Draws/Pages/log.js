const make = (tag, props = {}, ...children) => { const e = Object.assign(document.createElement(tag), props); e.append(...children); return e; };
const read = async address => { const reply = await fetch(address); if (!reply.ok) throw new Error((await reply.json()).detail); return reply.json(); };
const place = document.getElementById("logs");
let logs = [];

function row(log, draw) {
  const address = `/public/${log.genesis}`;
  return make("tr", {},
    make("td", {}, make("a", { href: `${address}/records/${draw.seq}`, textContent: `第 ${draw.seq} 条` })),
    make("td", { textContent: draw.ceremony }), make("td", { textContent: draw.tasks.join("、") }),
    make("td", { textContent: draw.openedAt.replace("T", " ").slice(0, 16) }),
    make("td", { className: draw.overdue ? "fault" : "", textContent: draw.overdue ? `${draw.stateName}（已过截止时间）` : draw.stateName }),
    make("td", {}, make("a", { href: `${address}/draws/${draw.seq}/evidence`, textContent: "证据包" })));
}

async function show(log) {
  const draws = await read(`/public/${log.genesis}/draws`);
  const policy = log.cosignatures > 0 ? `掷骰子前须有 ${log.cosignatures} 位见证人联署。` : "不要求见证人联署：开抽单先于掷骰子形成，只有本单位自己能证明。";
  const head = make("tr", {}, ...["记录", "抽取", "任务", "开抽时间", "状态", "下载"].map(text => make("th", { textContent: text })));
  return make("section", {}, make("h2", { textContent: log.bureau }),
    make("p", {}, `日志 ${log.origin}，共 ${log.size} 条记录。${policy}`, make("br"), "创世记录哈希 ", make("code", { textContent: log.genesis }), "，",
      make("a", { href: `/public/${log.genesis}/checkpoints/latest`, textContent: "最新检查点" })),
    draws.length ? make("table", {}, head, ...draws.map(draw => row(log, draw))) : make("p", { textContent: "还没有抽取。" }));
}

document.getElementById("ask").addEventListener("submit", async event => {
  event.preventDefault();
  const answer = document.getElementById("answer");
  const code = document.getElementById("code").value.trim().toUpperCase();
  answer.replaceChildren("正在查询……");
  const lines = [];
  try {
    for (const log of logs)
      for (const draw of await read(`/public/${log.genesis}/draws`)) {
        if (!["已抽取", "已被替代", "回避重抽中"].includes(draw.stateName)) continue;
        const found = await read(`/public/${log.genesis}/draws/${draw.seq}/enterprises/${encodeURIComponent(code)}`);
        for (const task of found.tasks.filter(t => t.answer !== "not-in-register")) {
          const proof = URL.createObjectURL(new Blob([JSON.stringify(task.proof)], { type: "application/json" }));
          lines.push(make("li", {}, `${log.bureau}：${task.sentence} `, make("a", { href: proof, download: `proof-${draw.seq}-${task.task}.json`, textContent: "下载证明" }), " ", make("a", { href: found.evidence, textContent: "证据包" })));
        }
      }
    answer.replaceChildren(lines.length ? make("ul", {}, ...lines) : make("p", { textContent: "已公布的抽取名录中都没有该企业。" }));
  } catch (fault) {
    answer.replaceChildren(make("p", { className: "fault", textContent: fault.message }));
  }
});

try {
  logs = await read("/public/logs");
  place.replaceChildren(...(logs.length ? await Promise.all(logs.map(show)) : [make("section", {}, make("p", { textContent: "还没有启用抽取日志。" }))]));
} catch (fault) {
  place.replaceChildren(make("p", { className: "fault", textContent: `读不到日志：${fault.message}。请刷新页面。` }));
}
