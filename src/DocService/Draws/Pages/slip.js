import { code, fault, make, table } from "/pages/page-tools.js";

const place = document.getElementById("slip");
const wanted = new URLSearchParams(location.search);
const when = text => text.replace("T", " ").slice(0, 16);

const lines = pairs => make("table", { className: "lines" }, make("tbody", {}, pairs.map(([name, value]) => make("tr", {}, make("th", { scope: "row", textContent: name }), make("td", {}, value)))));

function taskPart(task) {
  return [make("h2", { textContent: `任务 ${task.id}（第 ${task.attempt} 次）：名录 ${task.registerSize} 家，抽 ${task.objects} 家` }),
    lines([["名录根", code(task.registerRoot)], ["人员根", code(task.rosterRoot)], ["回避根", code(task.conflictsRoot)], ["计划行哈希", code(task.planHash)]])];
}

async function show() {
  const reply = await fetch(`/api/bureaus/${encodeURIComponent(wanted.get("bureau"))}/draws/${encodeURIComponent(wanted.get("draw"))}/slip`);
  const slip = await reply.json();
  if (reply.status === 401) throw new Error("请先在首页登录");
  if (!reply.ok) throw new Error(slip.detail);
  const qr = make("img", { alt: "本开抽单公开地址的二维码", width: 180, height: 180, src: `data:image/svg+xml;utf8,${encodeURIComponent(slip.qrCode)}` });
  const enough = slip.cosignatures >= slip.cosignaturesNeeded;
  place.replaceChildren(make("p", { className: "acts" }, make("button", { className: "strong", textContent: "打印", onclick: () => print() })), make("section", {},
    make("div", { className: "slip-head" }, make("div", {}, make("h1", { textContent: "开抽单" }), make("p", { textContent: slip.title }), make("p", { textContent: `${slip.desk}　开抽 ${when(slip.openedAt)}　截止 ${when(slip.deadline)}` }),
      make("p", { className: enough ? "good" : "warn", textContent: slip.cosignaturesNeeded === 0 ? "本日志不要求见证人联署。" : `${enough ? "✓ " : ""}见证人联署：需要 ${slip.cosignaturesNeeded} 位，现有 ${slip.cosignatures} 位${enough ? "" : "。联署之前不要掷骰子。"}` })), qr),
    lines([["日志", slip.origin], ["记录", `第 ${slip.seq} 条`], ["记录哈希", code(slip.hash)], ["检查点大小", `${slip.size} 条记录`], ["检查点根", code(slip.root)], ["服务器密值的承诺值", code(slip.secretCommitment)], ["创世记录哈希", code(slip.genesis)], ["公开地址", code(slip.link)], ["核验页 verify.html 的 SHA-256", code(slip.verifierSha256)], ["这个核验页的地址", code(slip.verifierAddress)]]),
    make("h2", { textContent: "随机来源（依此顺序）" }), table(["序号", "录入人", "来源", "数量、期号或承诺值"], slip.throws.map((t, n) => [`${n + 1}`, t.by, t.source, t.commitment ? code(t.commitment) : t.issue ? `第 ${t.issue} 期` : `${t.count} 颗`])),
    ...slip.tasks.flatMap(taskPart),
    make("p", { className: slip.cosignaturesNeeded === 0 ? "warn" : "soft", textContent: slip.policy }),
    make("p", { className: "signs" }, ...["经办人", "股室负责人", "见证人"].map(who => make("span", { textContent: `${who}（签字）：＿＿＿＿＿＿` })), make("span", { textContent: "　　年　月　日" })),
    make("p", { className: "soft", textContent: "请在掷骰子之前打印、签字并留存本单。日后任何改动都与本单上的哈希不符。" })));
  document.title = `开抽单 ${slip.title}`;
  // The line about the witness follows; once it is complete the paper is final.
  if (!enough) setTimeout(() => show().catch(() => {}), 4000);
}

show().catch(e => place.replaceChildren(fault(`打不开开抽单：${e.message}`)));
