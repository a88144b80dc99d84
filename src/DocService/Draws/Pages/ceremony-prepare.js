// Before a draw exists: the bureau's log, tasks of adopted plans, who throws what, a phrase written beforehand.
import { ask, button, code, confirmAct, daysFrom, fault, field, fromLocalMoment, hex, make, note } from "/pages/page-tools.js";
import { zh } from "/pages/words.js";

const kept = "spotcheck-prepare";
const remember = form => { try { sessionStorage.setItem(kept, JSON.stringify([...form.querySelectorAll("[id]")].filter(e => "value" in e).map(e => [e.id, e.type === "checkbox" ? e.checked : e.value]))); } catch { /* private window: nothing is kept */ } };
function recall(form) {
  let values = [];
  try { values = JSON.parse(sessionStorage.getItem(kept)) ?? []; } catch { /* nothing kept */ }
  for (const [id, value] of values) {
    const e = form.querySelector(`#${CSS.escape(id)}`);
    if (e) { if (e.type === "checkbox") e.checked = value; else e.value = value; }
  }
}

/** Rows of sources, phrases always before chance; <code>read()</code> gives them as the service wants them. */
export async function sourcesEditor(bureau, first) {
  const people = await ask(`/api/bureaus/${bureau}/draws/contributors`);
  const place = make("div");
  const rows = [];
  const add = (source = "dice6") => {
    const kind = make("select", { ariaLabel: zh`来源` }, [["dice6", zh`六面骰`], ["d10", zh`十面骰`], ["kl8", zh`快乐8 开奖号码`], ["phrase", zh`短语`]].map(([value, textContent]) => make("option", { value, textContent, selected: value === source })));
    const value = make("input", { required: true, ariaLabel: zh`数量、期号或承诺值` });
    const person = make("select", { ariaLabel: zh`由谁录入` });
    const label = make("span");
    const told = { dice6: [zh`颗数（25 颗够用）`, "25"], d10: [zh`颗数（20 颗够用）`, "20"], kl8: [zh`期号（7 位，开抽之后才开奖的一期）`, ""], phrase: [zh`承诺值（64 位，由写短语的人提供）`, ""] };
    const change = () => {
      label.textContent = told[kind.value][0];
      value.value = told[kind.value][1];
      person.replaceChildren(...people.filter(p => p.mayThrow || kind.value === "phrase").map(p => make("option", { value: p.person, textContent: p.name })));
    };
    kind.addEventListener("change", change);
    change();
    const row = { kind, value, person, element: null };
    row.element = make("div", { className: "row" }, make("label", { className: "field" }, make("span", { textContent: zh`来源` }), kind), make("label", { className: "field" }, label, value), make("label", { className: "field" }, make("span", { textContent: zh`录入人` }), person),
      button(zh`去掉`, () => { if (rows.length > 1) { rows.splice(rows.indexOf(row), 1); row.element.remove(); } }, "small"));
    rows.push(row);
    place.append(row.element);
  };
  add(first);
  const read = () => rows.toSorted((a, b) => (b.kind.value === "phrase") - (a.kind.value === "phrase")).map(r => ({
    source: r.kind.value, person: r.person.value, count: ["dice6", "d10"].includes(r.kind.value) ? Number(r.value.value) : null, issue: r.kind.value === "kl8" ? r.value.value.trim() : null, commit: r.kind.value === "phrase" ? r.value.value.trim().toLowerCase() : null }));
  return { element: make("div", {}, place, button(zh`再加一种来源`, () => add()), note(zh`短语总是排在骰子和开奖号码之前：先定短语，后有随机数，谁也挑不了结果。`)), read };
}

async function openLogForm(bureau) {
  const enrolled = await ask(`/api/bureaus/${bureau}/draw-log/witnesses`);
  const year = make("input", { id: "log-year", type: "number", required: true, min: 2015, max: 2100, value: new Date().getFullYear() });
  const boxes = enrolled.map(w => make("input", { type: "checkbox", value: w.person, checked: true }));
  const need = make("input", { id: "log-need", type: "number", required: true, min: 0, max: 20, value: Math.min(1, enrolled.length) });
  const decision = make("input", { id: "log-decision", maxLength: 1000, placeholder: zh`例如：×市监〔2023〕5号` });
  const form = make("form", {}, make("h2", { textContent: zh`启用本年度抽取日志` }), note(zh`启用时生成各股室全年的秘密，公布它们的哈希。之后谁也换不了秘密、见证人和政策。`), field(zh`年度`, year),
    enrolled.length ? field(zh`见证人（已在自己的设备上登记密钥）`, make("div", {}, enrolled.map((w, n) => make("label", {}, boxes[n], ` ${w.name}　`)))) : make("p", { className: "warn" }, zh`还没有见证人登记密钥。请见证人先登录并打开`, make("a", { href: "/witness", textContent: zh`见证页面` }), zh`。`),
    field(zh`每次抽取需要几位见证人联署`, need), field(zh`不要求联署时，本单位的决定（文件名称或文号）`, decision, zh`只在联署人数为 0 时填写。它会印在开抽单、抽取记录和公开页面上：没有外人能证明开抽单先于掷骰子。`), make("p", { className: "acts" }, make("button", { className: "strong", textContent: zh`启用` })));
  form.addEventListener("submit", event => {
    event.preventDefault();
    confirmAct({ title: zh`启用抽取日志`, lines: [zh`启用后本年度不能更改。请把“创世记录哈希”登在不能悄悄改动的地方（例如公报）。`], yes: zh`启用`, act: async () => {
      await ask(`/api/bureaus/${bureau}/draw-log`, "POST", { year: Number(year.value), cosignatures: Number(need.value), witnesses: boxes.filter(b => b.checked).map(b => b.value), secrets: null, unwitnessedBy: decision.value.trim() || null });
      location.reload();
    } });
  });
  return make("section", {}, form);
}

async function tasksOf(bureau, draws) {
  const drawn = new Set(draws.filter(d => !["Discarded", "Void", "Superseded"].includes(d.state)).flatMap(d => d.tasks));
  const plans = (await ask(`/api/bureaus/${bureau}/plans`)).filter(p => p.adoptedVersion);
  return (await Promise.all(plans.map(async plan => (await ask(`/api/bureaus/${bureau}/plans/${plan.plan}/versions/${plan.adoptedVersion}/draw-terms`)).map(task => ({ plan: plan.plan, title: plan.title, task, drawn: drawn.has(task.number) }))))).flat();
}

function taskLine({ task, drawn }) {
  const box = make("input", { id: `task-${task.number}`, type: "checkbox", disabled: drawn && task.timesPerYear < 2 });
  const round = task.timesPerYear > 1 ? make("select", { id: `round-${task.number}`, ariaLabel: zh`第几次` }, Array.from({ length: task.timesPerYear }, (unused, n) => make("option", { value: n + 1, textContent: zh`第 ${n + 1} 次` }))) : null;
  const size = task.ratios ? (task.ratios.a === task.ratios.d ? task.ratios.a : zh`A ${task.ratios.a}，B ${task.ratios.b}，C ${task.ratios.c}，D ${task.ratios.d}`) : zh`${task.count} 家`;
  return { box, round, element: make("li", {}, make("label", {}, box, ` ${task.number}　${task.name}　`, round), make("small", { className: "soft", textContent: zh`${size}；${task.modeName}${task.partners.length ? zh`；联合 ${task.partners.join(zh`、`)}` : ""}${drawn ? zh`；已有抽取` : ""}` })) };
}

export async function prepareForm({ me, bureau, draws }) {
  const clerk = me.roles.includes("Clerk"), head = me.roles.includes("SectionHead");
  try { await ask(`/api/bureaus/${bureau}/draw-log`); } catch (e) { return e.code !== "draw.no-log" ? [fault(e.message)] : head ? [await openLogForm(bureau)] : [make("section", {}, note(e.message))]; }
  if (!clerk) return [];
  const tasks = await tasksOf(bureau, draws);
  if (!tasks.length) return [make("section", {}, make("h2", { textContent: zh`准备抽取` }), note(zh`还没有已通过的年度计划。计划由股室负责人通过之后，才能从中选择任务。`))];
  const lines = tasks.map(t => ({ ...t, ...taskLine(t) }));
  const title = make("input", { id: "prepare-title", required: true, maxLength: 200, value: `${new Date().getFullYear()}年度随机抽查` });
  const deadline = make("input", { id: "prepare-deadline", type: "datetime-local", required: true, value: daysFrom(new Date(), 3) });
  const salted = make("input", { id: "prepare-salted", type: "checkbox" });
  const group = make("input", { id: "prepare-group", maxLength: 64, placeholder: zh`例如：进一次门` });
  const sources = await sourcesEditor(bureau);
  const told = make("div");
  const send = make("button", { className: "strong", textContent: zh`封存名录，准备抽取` });
  const form = make("form", {}, field(zh`名称`, title), field(zh`截止时间（北京时间）`, deadline, zh`到时没有结果也没有宣告无效，公开页面和每个验证者都会指出。`),
    make("fieldset", {}, make("legend", { textContent: zh`任务（来自已通过的计划）` }), [...new Set(lines.map(l => l.title))].map(plan => make("div", {}, make("p", { className: "soft", textContent: plan }), make("ul", { className: "choices" }, lines.filter(l => l.title === plan).map(l => l.element))))),
    field(zh`合并检查组名（可不填）`, group, zh`填写后所选任务共用抽签值，尽量抽中同一批企业，合并上门。`), make("p", {}, make("label", {}, salted, zh` 名录加盐：没有抽中的企业，外人看不出它属于哪一层`)),
    make("fieldset", {}, make("legend", { textContent: zh`随机来源` }), sources.element), told, make("p", { className: "acts" }, send));
  recall(form);
  form.addEventListener("input", () => remember(form));
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const chosen = lines.filter(l => l.box.checked).map(l => ({ plan: l.plan, task: l.task.number, round: l.round ? Number(l.round.value) : null, scope: null, slack: null, visitGroup: group.value.trim() || null }));
    if (!chosen.length) { told.replaceChildren(fault(zh`请至少选择一项任务。`)); return; }
    send.disabled = true;
    told.replaceChildren(note(zh`正在封存名录……`));
    try {
      const sourcesChosen = sources.read();
      const answer = await ask(`/api/bureaus/${bureau}/draws`, "POST", { title: title.value.trim(), deadline: fromLocalMoment(deadline.value), tasks: chosen, witness: sourcesChosen.find(s => s.source !== "phrase")?.person ?? null, sources: sourcesChosen, salted: salted.checked });
      sessionStorage.removeItem(kept);
      location.href = `/ceremony?bureau=${encodeURIComponent(bureau)}&draw=${answer.id}`;
    } catch (e) { told.replaceChildren(fault(e.message)); send.disabled = false; }
  });
  return [make("section", {}, make("h2", { textContent: zh`准备抽取` }), form)];
}

/** Anybody may add a phrase; its commitment goes to the clerk before the draw is prepared, phrase and random string stay on this device. */
export function phraseTool() {
  const text = make("input", { id: "phrase-text", maxLength: 500, autocomplete: "off" });
  const out = make("div");
  const commitTo = async () => {
    if (!text.value.trim()) { out.replaceChildren(fault(zh`请先写短语。`)); return; }
    if (!crypto.subtle) { out.replaceChildren(fault(zh`本页不是经 https 打开的，浏览器不能计算承诺值。请改用 https 地址。`)); return; }
    const nonce = hex(crypto.getRandomValues(new Uint8Array(16)));
    const words = text.value.trim().normalize();
    const commit = hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(nonce + words)));
    localStorage.setItem(`spotcheck-phrase-${commit}`, JSON.stringify({ nonce }));
    out.replaceChildren(make("p", {}, zh`承诺值（交给经办人）`, make("br"), code(commit)), make("p", {}, zh`随机串（存在本设备，请另抄一份）`, make("br"), code(nonce)), note(zh`短语请自己记牢，录入时一字不差；本设备只存随机串。`));
  };
  return make("section", {}, make("details", {}, make("summary", { textContent: zh`写一句短语参与抽取（可选）` }), note(zh`短语在掷骰子之前就以承诺值固定，之后公开。它不能代替骰子，只是让更多的人参与。`), field(zh`短语`, text), make("p", { className: "acts" }, button(zh`生成承诺值`, commitTo)), out));
}
