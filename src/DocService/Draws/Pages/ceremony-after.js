// The result: drawn list with ticket and rank, teams, downloads; recusals, re-draw, SUPERSEDE; what the log holds.
import { sourcesEditor } from "/pages/ceremony-prepare.js";
import { declarations } from "/pages/ceremony-recusals.js";
import { ask, button, code, confirmAct, daysFrom, field, fromLocalMoment, make, moment, note, table, taskName } from "/pages/page-tools.js";
import { zh } from "/pages/words.js";

const firstRows = 100;
const named = (names, id) => names[id] ? `${names[id]} ${id}` : id;

function byHand(task, drawn) {
  return confirmAct({ title: zh`亲手复算这一户`, yes: zh`知道了`, act: async () => {}, lines: [zh`在任何一台装有 sha256sum 的电脑上运行（密钥由公开的种子算出），结果应与抽签值相同；抽签值不大于本层的抽中线就是抽中。`,
    make("pre", {}, code(`printf '%s%s' '${task.outcome.key}' '${drawn.message}' | sha256sum`)), make("p", {}, zh`抽签值 `, code(drawn.ticket)), make("p", {}, zh`“${drawn.stratum}”的抽中线 `, code(task.strata.find(s => s.id === drawn.stratum).cutoff))] });
}

function recuse(room, task, drawn, member) {
  const ground = make("textarea", { rows: 2, maxLength: 900, required: true });
  const [declared, found] = [zh`本人申报`, zh`股室发现`].map((text, n) => make("label", {}, make("input", { type: "radio", name: "origin", value: n ? "Found" : "Declared", checked: !n }), ` ${text}　`));
  return confirmAct({ title: zh`登记回避`, yes: zh`登记回避`, danger: true, lines: [zh`任务 ${task.id}，企业 ${named(room.draw.objectNames, drawn.object)}，${member.role}岗位 ${named(room.draw.inspectorNames, member.inspector)}。`, zh`写入公开日志，不能撤销。可以登记几项后一起重新抽取，其他人员不变。`],
    fields: [make("p", {}, declared, found), field(zh`事由（公开，不写姓名和个人信息）`, ground)],
    act: async () => {
      await ask(`${room.address}/recusals`, "POST", { task: task.id, object: drawn.object, inspector: member.inspector, ground: ground.value.trim().replace(/\s*\n\s*/g, " "), origin: declared.querySelector("input").checked ? "Declared" : "Found" });
      await room.refresh();
    } });
}

function team(room, task, drawn, head) {
  return drawn.team.map(m => make("span", { className: m.recused ? "member out" : "member" }, zh`${m.role}：${named(room.draw.inspectorNames, m.inspector)}`,
    m.recused ? zh`（回避）` : head && task.outcome.live && room.draw.state === "Drawn" ? button(zh`回避`, () => recuse(room, task, drawn, m), "small") : ""));
}

function drawnList(room, task, head) {
  const { draw } = room;
  const all = task.outcome.drawn;
  const place = make("div");
  const search = make("input", { id: `find-${task.id}`, type: "search", placeholder: zh`按名称或代码查找` });
  const show = count => {
    const words = search.value.trim().toUpperCase();
    const rows = all.filter(d => !words || `${draw.objectNames[d.object] ?? ""} ${d.object}`.toUpperCase().includes(words));
    place.replaceChildren(table([zh`层`, zh`次序`, zh`企业`, zh`抽签值`, zh`检查小组`], rows.slice(0, count).map(d => [d.stratum, `${d.rank}`, make("span", {}, draw.objectNames[d.object] ?? "", make("br"), code(d.object)),
      make("span", { className: "ticket" }, `${d.ticket.slice(0, 16)}… `, button(zh`复算`, () => byHand(task, d), "small")), make("div", {}, team(room, task, d, head))]), "wide"),
    ...(rows.length > count ? [button(zh`还有 ${rows.length - count} 家，全部显示`, () => show(rows.length))] : []));
  };
  search.addEventListener("input", () => show(firstRows));
  show(firstRows);
  return [all.length > 12 ? field(zh`查找`, search) : null, place];
}

function taskSection(room, task, head) {
  const { outcome } = task;
  return make("section", {}, make("h2", { textContent: zh`任务 ${task.id} ${taskName(task)}：从 ${task.register.size} 家中抽中 ${outcome.drawn.length} 家` }),
    outcome.live ? null : make("p", { className: "alarm", textContent: zh`这项任务的结果已被替代，仍然公开；以后一次抽取为准。` }),
    outcome.infeasible.length ? make("p", { className: "alarm", textContent: zh`${outcome.infeasible.length} 家无人可查（${outcome.infeasible.slice(0, 5).join(zh`、`)}）：整项任务没有派出小组，须由股室负责人替代后重新抽取。` }) : null,
    table([zh`层`, zh`名录家数`, zh`抽中`, zh`抽中线`], task.strata.map(s => [s.id, `${s.count}`, `${s.quota}`, make("span", { className: "ticket", textContent: s.cutoff || "—" })])), ...drawnList(room, task, head));
}

function downloads({ bureau, draw, address }) {
  const item = (href, text, more, props = {}) => make("li", {}, make("a", { href, textContent: text, ...props }), more);
  return make("section", {}, make("h2", { textContent: zh`带走` }), make("ul", {},
    item(`${address}/record?format=docx`, zh`抽取记录（.docx）`, zh`　打印后三方签字`), item(`${address}/record?format=pdf`, zh`抽取记录（PDF）`, ""), item(`${address}/drawn-list`, zh`抽取名单（.xlsx）`, zh`　每户有次序、抽签值和复算命令`),
    item(`${address}/evidence`, zh`证据包（.zip）`, zh`　任何人都可以离线复算`), item(draw.publicPage ?? "/public/log", zh`公开页面`, zh`　不用登录，给企业和群众`), item("/verify.html", zh`核验页 verify.html`, zh`　可另存后断网使用`, { download: "verify.html" }),
    item(`/slip?bureau=${encodeURIComponent(bureau)}&draw=${draw.id}`, zh`开抽单`, "")), make("p", {}, zh`核验页的 SHA-256 `, make("a", { href: draw.verifierAddress }, code(draw.verifierSha256))), make("p", {}, zh`种子 `, code(draw.seed)), make("p", {}, zh`创世记录哈希 `, code(draw.genesis)));
}

function redraw(room) {
  const { draw, address, refresh, bureau, me } = room;
  const waiting = draw.recusals.filter(r => r.pending);
  if (!waiting.length) return null;
  const own = me.departmentName === draw.desk && me.roles.some(r => ["Clerk", "SectionHead"].includes(r));
  const deadline = make("input", { type: "datetime-local", required: true, value: daysFrom(new Date(), 2) });
  const usedUp = draw.contributions.some(c => ["kl8", "phrase"].includes(c.source));
  return make("section", {}, make("p", { className: "next", textContent: zh`有 ${waiting.length} 项回避等待重新抽取。` }), make("ul", {}, waiting.map(r => make("li", { textContent: zh`${r.task}　${named(draw.objectNames, r.object)}　${named(draw.inspectorNames, r.inspector)}：${r.ground}` }))),
    own ? make("p", { className: "acts" }, button(zh`重新抽取检查人员……`, async () => {
      const sources = usedUp ? await sourcesEditor(bureau) : null;
      await confirmAct({ title: zh`重新抽取检查人员`, lines: [zh`一次处理全部 ${waiting.length} 项回避。见证人重新联署、重新掷骰子，其余人员不变。`, ...(usedUp ? [zh`原来的期号或短语不能再用，请另写来源：`] : [])], fields: [field(zh`截止时间（北京时间）`, deadline), sources?.element],
        yes: zh`开始`, act: async () => { await ask(`${address}/reopening`, "POST", { deadline: fromLocalMoment(deadline.value), ...(sources ? { sources: sources.read() } : {}) }); await refresh(); } });
    }, "strong")) : note(zh`由组织抽取的股室重新抽取。`));
}

function superseding(room) {
  const { draw, address, refresh } = room;
  const live = draw.tasks.filter(t => t.outcome.live);
  if (!live.length) return null;
  const boxes = live.map(t => make("input", { type: "checkbox", value: t.id, checked: live.length === 1 }));
  const [reason, basis] = [1, 2].map(() => make("textarea", { rows: 2, maxLength: 1000, required: true }));
  const line = e => e.value.trim().replace(/\s*\n\s*/g, " ");
  return make("section", {}, make("h2", { textContent: zh`替代` }), note(zh`结果依法不能再用时，由股室负责人写明理由和法律依据，替代后另行抽取。原结果仍然公开。`),
    make("p", { className: "acts" }, button(zh`替代……`, () => confirmAct({ title: zh`替代抽取结果`, danger: true, yes: zh`替代`, lines: [zh`写入公开日志，不能撤销。两次结果都保留公开。`],
      fields: [make("p", {}, live.map((t, n) => make("label", {}, boxes[n], ` ${t.id}　`))), field(zh`理由（公开）`, reason), field(zh`法律依据（公开）`, basis)],
      act: async () => { await ask(`${address}/supersede`, "POST", { tasks: boxes.filter(b => b.checked).map(b => b.value), reason: line(reason), legalBasis: line(basis) }); await refresh(); } }))));
}

export async function afterDraw(room) {
  const { me, draw } = room;
  const head = me.departmentName === draw.desk && me.roles.includes("SectionHead");
  const total = draw.tasks.reduce((a, t) => a + t.outcome.drawn.length, 0);
  const replaced = draw.replacements.length ? make("section", {}, make("h2", { textContent: zh`回避后换上的人员` }), table([zh`任务`, zh`企业`, zh`岗位`, zh`换下`, zh`换上`],
    draw.replacements.map(r => [r.task, named(draw.objectNames, r.object), r.role, r.out, r.in ? named(draw.inspectorNames, r.in) : make("strong", { className: "fault", textContent: zh`无人可换，须替代后重新抽取` })]))) : null;
  const short = draw.tasks.filter(t => t.outcome.live && draw.replacements.some(r => r.task === t.id && !r.in)).map(t => t.id);
  return [make("section", {}, short.length ? make("p", { className: "alarm", textContent: zh`任务 ${short.join(zh`、`)} 有岗位回避后无人可换：请增加人员或放宽单位，由股室负责人替代这项任务，再重新抽取。` }) : null,
    make("p", { className: "next", textContent: draw.state === "Superseded" ? zh`结果已全部被替代。请重新准备这些任务的抽取。` : zh`抽取完成：${draw.tasks.length} 项任务，共抽中 ${total} 家。` }),
    make("div", { className: "tiles" }, draw.tasks.map(t => make("div", { className: "tile" }, make("b", { textContent: `${t.outcome.drawn.length} / ${t.register.size}` }), t.id)))),
  await declarations(room), redraw(room), ...draw.tasks.map(t => taskSection(room, t, head)), replaced, downloads(room), head && draw.state === "Drawn" ? superseding(room) : null];
}

export function timeline(draw) {
  return draw.events.length ? make("section", {}, make("h2", { textContent: zh`日志中的记录` }), make("ol", { className: "timeline" }, draw.events.map(e =>
    make("li", {}, make("time", { dateTime: e.at, textContent: zh`第 ${e.seq} 条　${moment(e.at)}` }), e.text)))) : null;
}
