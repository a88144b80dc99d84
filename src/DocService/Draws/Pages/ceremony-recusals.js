// What drawn inspectors have declared themselves, and the section's decision.
import { ask, button, confirmAct, field, make, moment, note, table } from "/pages/page-tools.js";
import { zh } from "/pages/words.js";

const named = (name, id) => name ? `${name} ${id}` : id;
const settled = d => d.state === "TakenOver" ? zh`已受理（日志第 ${d.recuseSeq} 条）` : zh`不予受理：${d.rejectedBecause}`;

function decide(room, open, boxes) {
  const chosen = () => open.filter((_, n) => boxes[n].checked);
  const told = make("span", { className: "fault", role: "status" });
  const guarded = act => async () => {
    told.textContent = chosen().length ? "" : zh`请先勾选要处理的声明。`;
    if (chosen().length) await act(chosen());
  };
  const lines = some => make("ul", {}, some.map(d => make("li", { textContent: zh`${named(d.inspectorName, d.inspector)} 对 ${named(d.objectName, d.object)}：${d.groundName}` })));
  const accept = guarded(some => confirmAct({ title: zh`受理 ${some.length} 项回避声明`, yes: zh`受理，写入日志`, danger: true,
    lines: [lines(some), zh`每一项写入公开日志，不能撤销。日志只写事由类别，不写声明人的说明。受理后可以一起重新抽取，其他人员不变。`],
    act: async () => { await ask(`${room.address}/declarations/acceptance`, "POST", { declarations: some.map(d => d.id) }); await room.refresh(); } }));
  const reason = make("textarea", { rows: 2, maxLength: 300, required: true });
  const reject = guarded(some => confirmAct({ title: zh`不予受理 ${some.length} 项声明`, yes: zh`不予受理`, danger: true, lines: [lines(some)], fields: [field(zh`理由（声明人会看到）`, reason)],
    act: async () => { await ask(`${room.address}/declarations/rejection`, "POST", { declarations: some.map(d => d.id), reason: reason.value.trim().replace(/\s*\n\s*/g, " ") }); await room.refresh(); } }));
  return make("p", { className: "acts" }, button(zh`受理所选……`, accept, "strong"), button(zh`不予受理……`, reject), told);
}

/** Null for whoever is not of the section. */
export async function declarations(room) {
  const { me, draw, address, bureau } = room;
  if (me.departmentName !== draw.desk || !me.roles.some(r => ["Clerk", "SectionHead"].includes(r)) || !["Drawn", "Redrawing"].includes(draw.state))
    return draw.waitingDeclarations ? make("section", {}, note(zh`有 ${draw.waitingDeclarations} 项检查人员的回避声明等待${draw.desk}处理。`)) : null;
  const all = await ask(`${address}/declarations`);
  const open = all.filter(d => d.state === "Open");
  const done = all.filter(d => d.state !== "Open");
  const mayDecide = me.roles.includes("SectionHead") && draw.state === "Drawn";
  const boxes = open.map(d => make("input", { type: "checkbox", id: `declared-${d.id}`, ariaLabel: zh`选择 ${d.inspector} 对 ${d.object} 的声明` }));
  const row = (d, first) => [first, named(d.inspectorName, d.inspector), named(d.objectName, d.object), make("span", {}, d.groundName, d.explanation ? make("small", { className: "soft", textContent: `　${d.explanation}` }) : ""), moment(d.declaredAt)];
  return make("section", {}, make("h2", { textContent: zh`检查人员的回避声明` }), make("p", {}, make("a", { href: `/recusal-notices?bureau=${encodeURIComponent(bureau)}&draw=${draw.id}`, textContent: zh`回避告知单` }), zh`　给每名抽中的检查人员一个二维码，由本人声明是否需要回避。`),
    open.length ? make("p", { className: "next", textContent: zh`${open.length} 项声明等待处理。` }) : null,
    open.length ? table([zh`选择`, zh`检查人员`, zh`企业`, zh`事由`, zh`声明时间`], open.map((d, n) => row(d, mayDecide ? boxes[n] : ""))) : null,
    open.length ? mayDecide ? decide(room, open, boxes) : note(draw.state === "Redrawing" ? zh`正在重新抽取，结束后再处理。` : zh`由股室负责人受理或不予受理。`) : null,
    done.length ? make("details", {}, make("summary", { textContent: zh`已处理 ${done.length} 项` }), table([zh`检查人员`, zh`企业`, zh`事由`, zh`声明时间`, zh`处理`], done.map(d => [...row(d, "").slice(1), settled(d)]))) : null,
    all.length ? null : note(zh`还没有收到声明。`));
}
