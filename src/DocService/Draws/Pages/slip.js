const make = (tag, props = {}, ...children) => { const e = Object.assign(document.createElement(tag), props); e.append(...children); return e; };
const place = document.getElementById("slip");
const wanted = new URLSearchParams(location.search);

function lines(pairs) {
  return make("table", {}, ...pairs.map(([name, value, mono]) => make("tr", {}, make("th", { textContent: name }), make("td", {}, mono ? make("code", { textContent: value }) : value))));
}

try {
  const reply = await fetch(`/api/bureaus/${encodeURIComponent(wanted.get("bureau"))}/draws/${encodeURIComponent(wanted.get("draw"))}/slip`);
  const slip = await reply.json();
  if (!reply.ok) throw new Error(slip.detail);
  const code = make("img", { alt: "本开抽单公开地址的二维码", width: 180, height: 180, src: `data:image/svg+xml;utf8,${encodeURIComponent(slip.qrCode)}` });
  place.replaceChildren(make("section", {},
    make("h1", { textContent: "开抽单" }), make("p", { textContent: slip.title }), code,
    lines([["组织股室", slip.desk], ["开抽时间", slip.openedAt], ["截止时间", slip.deadline], ["日志", slip.origin], ["记录", `第 ${slip.seq} 条`], ["记录哈希", slip.hash, true],
      ["检查点", `${slip.size} 条记录，联署 ${slip.cosignatures} 人（需要 ${slip.cosignaturesNeeded} 人）`], ["检查点根", slip.root, true], ["服务器秘密的承诺值", slip.secretCommitment, true], ["公开地址", slip.link]]),
    ...slip.tasks.flatMap(task => [make("h2", { textContent: `任务 ${task.id}（第 ${task.attempt} 次）` }), lines([["名录", `${task.registerSize} 家，抽 ${task.objects} 家`], ["名录根", task.registerRoot, true],
      ["人员根", task.rosterRoot, true], ["回避根", task.conflictsRoot, true], ["计划行哈希", task.planHash, true]])]),
    make("p", { textContent: "经办人（签字）：＿＿＿＿＿＿　负责人（签字）：＿＿＿＿＿＿　见证人（签字）：＿＿＿＿＿＿　　年　月　日" }),
    make("p", { textContent: "请在掷骰子之前打印、签字并留存本单。日后任何改动都与本单上的哈希不符。" })));
  document.title = `开抽单 ${slip.title}`;
} catch (fault) {
  place.replaceChildren(make("p", { className: "fault", textContent: `打不开开抽单：${fault.message}` }));
}
