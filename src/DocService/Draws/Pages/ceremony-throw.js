// Between OPEN and the outcome: slip, cosignatures, what is thrown (typed twice, compared mark by mark), reveal, VOID.
import { ask, button, confirmAct, describeSource, fault, field, make, moment, note } from "/pages/page-tools.js";
import { zh } from "/pages/words.js";

/** A typed entry as the log wants it; what cannot be made so is left for the service to refuse. */
export function tidy(source, text) {
  if (source === "phrase") return text.trim().normalize();
  if (source !== "kl8") return text.normalize("NFKC").replace(/[\s,，、]/g, "");
  return (text.normalize("NFKC").match(/\d+/g) ?? []).map(n => n.padStart(2, "0")).sort().join(" ");
}

const marks = (source, value) => source === "kl8" ? value.split(" ").filter(Boolean) : [...value];
const wantedMarks = c => c.source === "kl8" ? 20 : c.source === "phrase" ? null : c.count;

/** One sentence on what is still wrong with two entries; empty when they can be sent. */
export function judgeEntries(waiting, value, again) {
  const [a, b] = [marks(waiting.source, value), marks(waiting.source, again)];
  if (!a.length) return zh`请录入。`;
  const allowed = { dice6: /^[1-6]$/, d10: /^[0-9]$/, kl8: /^(0[1-9]|[1-7][0-9]|80)$/ }[waiting.source];
  const stray = allowed ? a.findIndex(m => !allowed.test(m)) : -1;
  if (stray >= 0) return zh`第 ${stray + 1} 个是“${a[stray]}”，应为 ${{ dice6: zh`1 到 6`, d10: zh`0 到 9`, kl8: zh`01 到 80` }[waiting.source]}。`;
  if (waiting.source === "kl8" && new Set(a).size < a.length) return zh`有重复的号码。快乐8 每期开出 20 个不同的号码。`;
  const wanted = wantedMarks(waiting);
  if (wanted && a.length !== wanted) return zh`第一遍有 ${a.length} 个，应为 ${wanted} 个。`;
  if (!b.length) return zh`请再录入一遍。`;
  const differs = a.map((m, n) => m === b[n] ? 0 : n + 1).filter(Boolean);
  if (differs.length) return zh`两遍不一致：第 ${differs.slice(0, 8).join(zh`、`)} 个。请对照${waiting.source === "kl8" ? zh`开奖公告` : waiting.source === "phrase" ? zh`写好的短语` : zh`骰子`}核对。`;
  return b.length > a.length ? zh`第二遍多了 ${b.length - a.length} 个。` : "";
}

function compare(waiting, value, again) {
  const [a, b] = [marks(waiting.source, value), marks(waiting.source, again)];
  return Array.from({ length: Math.max(a.length, b.length, waiting.source === "phrase" ? 0 : wantedMarks(waiting)) }, (unused, n) =>
    make("span", { className: b[n] === undefined || a[n] === undefined ? "" : a[n] === b[n] ? "same" : "differs" }, make("i", { textContent: `${n + 1}` }), make("b", { textContent: a[n] ?? "·" }), make("b", { textContent: b[n] ?? "·" })));
}

// A phrase waits on the device where it was written (ceremony-prepare.js).
const keptPhrase = commit => { try { return JSON.parse(localStorage.getItem(`spotcheck-phrase-${commit}`)); } catch { return null; } };

export function entryForm(address, waiting, refresh) {
  const kept = waiting.source === "phrase" ? keptPhrase(waiting.commit) : null;
  const inputs = [zh`第一遍`, zh`第二遍`].map((text, n) => make("input", { id: `entry-${n}`, className: "entry", autocomplete: "off", spellcheck: false, inputMode: waiting.source === "phrase" ? "text" : "numeric", ariaLabel: text, placeholder: text }));
  const nonce = make("input", { id: "entry-nonce", className: "entry", autocomplete: "off", spellcheck: false, placeholder: zh`32 位十六进制`, value: kept?.nonce ?? "" });
  inputs[1].addEventListener("paste", event => event.preventDefault());
  const told = make("p", { role: "status", className: "soft" });
  const grid = make("div", { className: "compare", ariaHidden: "true" });
  const send = make("button", { className: "strong", textContent: zh`两遍一致，提交`, disabled: true });
  const values = () => inputs.map(i => tidy(waiting.source, i.value));
  const look = () => {
    const [value, again] = values();
    const wrong = judgeEntries(waiting, value, again);
    const missing = waiting.source === "phrase" && !/^[0-9a-f]{32}$/.test(nonce.value.trim()) ? zh`还要填写写短语时生成的随机串。` : "";
    told.textContent = wrong || missing || zh`两遍一致。提交后写入公开日志，不能修改。`;
    told.className = wrong && again ? "fault" : "soft";
    grid.replaceChildren(...compare(waiting, value, again));
    send.disabled = Boolean(wrong || missing);
  };
  [...inputs, nonce].forEach(i => i.addEventListener("input", look));
  const form = make("form", {}, make("p", { className: "next", textContent: zh`请 ${waiting.by} 录入：${describeSource(waiting)}` }),
    note(waiting.source === "kl8" ? zh`照开奖公告录入 20 个号码，用空格隔开，先后不限，页面会从小到大排好。` : waiting.source === "phrase" ? zh`照事先写好的短语一字不差地录入。` : zh`按掷出的先后录入 ${waiting.count} 个点数；一次掷几颗的，从左到右读。`),
    field(zh`第一遍`, inputs[0]), field(zh`第二遍（不能粘贴）`, inputs[1]), waiting.source === "phrase" ? field(zh`随机串`, nonce, kept ? zh`从本设备取出。` : zh`写短语的设备上有，也可以照抄下的录入。`) : null, grid, told, make("p", { className: "acts" }, send));
  form.addEventListener("submit", async event => {
    event.preventDefault();
    look();
    if (send.disabled) return;
    const [value, again] = values();
    send.disabled = true;
    try {
      await ask(`${address}/contributions`, "POST", { value, again, nonce: waiting.source === "phrase" ? nonce.value.trim() : null });
      inputs.forEach(i => { i.value = ""; });
      await refresh();
    } catch (e) { told.className = "fault"; told.textContent = e.message; send.disabled = false; }
  });
  look();
  return form;
}

function thrown(draw) {
  return make("section", {}, make("h2", { textContent: draw.redrawing ? zh`重新抽取的录入` : zh`录入` }), ...draw.contributions.map((c, n) => make("div", {}, make("p", { textContent: zh`${n + 1}. ${c.by}：${describeSource(c)}` }),
    c.received ? make("p", { className: "dice", textContent: c.source === "phrase" || c.source === "kl8" ? c.value : c.value.replace(/(.{5})(?=.)/g, "$1 ") }) : note(zh`还没有录入。`))));
}

function cosigning(room) {
  const { draw, progress } = room;
  if (draw.cosignaturesNeeded === 0) return make("p", { className: "warn", textContent: zh`本日志不要求联署，可以直接掷骰子。` });
  const enough = progress.cosignatures >= draw.cosignaturesNeeded;
  return make("div", { className: enough ? "good" : "warn" }, make("p", {}, enough ? zh`✓ 已有 ${progress.cosignatures} 位见证人联署，可以掷骰子。` : zh`等待见证人联署：需要 ${draw.cosignaturesNeeded} 位，现有 ${progress.cosignatures} 位。见证人在自己的设备上打开`,
    enough ? "" : make("a", { href: "/witness", textContent: zh`见证页面` }), enough ? "" : zh`核对并联署；联署之前不要掷骰子。`));
}

export async function underWay(room) {
  const { me, bureau, draw, progress, address, refresh } = room;
  const own = me.departmentName === draw.desk;
  const slip = `/slip?bureau=${encodeURIComponent(bureau)}&draw=${draw.id}`;
  const waiting = draw.contributions.find(c => !c.received);
  const ready = progress.received > 0 || draw.cosignaturesNeeded === 0 || progress.cosignatures >= draw.cosignaturesNeeded;
  const parts = [];
  const head = make("section", {});
  if (!waiting) {
    head.append(make("p", { className: "next", textContent: zh`全部录入完毕，可以揭示。` }));
    const may = me.roles.some(r => ["Clerk", "SectionHead"].includes(r)) && own || me.roles.includes("Witness");
    head.append(may ? make("p", { className: "acts" }, button(zh`揭示结果`, () => confirmAct({ title: zh`揭示结果`, lines: [zh`公开服务器密值，当场算出名单和小组，写入公开日志。`, zh`结果由已录入的内容决定，谁来揭示、什么时候揭示都一样。`], yes: zh`揭示`,
      act: async () => { await ask(`${address}/reveal`, "POST", {}); await refresh(); } }), "strong")) : note(zh`经办人、股室负责人、见证人都可以揭示。`));
  } else {
    head.append(make("p", { className: "next", textContent: !ready ? (draw.redrawing ? zh`重新抽取已开始，请见证人联署。` : zh`已开抽。请打印开抽单签字，请见证人联署。`) : waiting.person === me.id ? zh`轮到您录入。` : zh`等待 ${waiting.by} 录入${describeSource(waiting)}。` }),
      make("p", {}, zh`截止 ${moment(draw.deadline)}　`, make("a", { href: slip, target: "_blank", textContent: zh`打印开抽单（大小、根、二维码）` })), cosigning(room));
  }
  parts.push(head);
  if (waiting && ready && waiting.person === me.id) parts.push(make("section", {}, make("h2", { textContent: zh`录入两遍` }), entryForm(address, waiting, refresh)));
  parts.push(thrown(draw));
  if (waiting && own && me.roles.includes("SectionHead")) parts.push(voiding(room));
  return parts;
}

function voiding({ draw, address, refresh }) {
  const reason = make("textarea", { id: "void-reason", rows: 2, maxLength: 1000, required: true });
  return make("section", {}, make("h2", { textContent: zh`宣告无效` }), note(draw.redrawing ? zh`最后一项录入之前可以宣告这次重新抽取无效；回避仍在，可以再次重新抽取。` : zh`最后一项录入之前可以宣告无效，秘密随之公开，同一任务另行抽取。理由公开，永久可查。`),
    make("p", { className: "acts" }, button(zh`宣告无效……`, () => confirmAct({ title: zh`宣告无效`, danger: true, yes: zh`宣告无效`, fields: [field(zh`理由（公开，不写个人信息）`, reason)], lines: [zh`写入公开日志，不能撤销。`],
      act: async () => { await ask(`${address}/void`, "POST", { reason: reason.value.trim().replace(/\s*\n\s*/g, " ") }); await refresh(); } }))));
}
