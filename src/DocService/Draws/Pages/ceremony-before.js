// Before anything is in the log: what will be drawn, how fair it is, approval, opening.
import { ask, button, code, confirmAct, describeSource, fault, make, moment, note, ratio, table, taskName } from "/pages/page-tools.js";
import { zh } from "/pages/words.js";

const index = hundredths => (hundredths / 100).toFixed(2);

function tasksSection(draw) {
  return make("section", {}, make("h2", { textContent: zh`抽什么` }), make("p", {}, zh`截止 ${moment(draw.deadline)}　准备人 ${draw.preparedByName}${draw.approvedByName ? zh`　批准人 ${draw.approvedByName}` : ""}　随机来源 ${draw.contributions.map(c => zh`${c.by}：${describeSource(c)}`).join(zh`；`)}`),
    ...draw.tasks.map(task => make("details", {}, make("summary", { textContent: zh`${task.id} ${taskName(task)}　名录 ${task.register.size} 家，抽 ${task.strata.reduce((a, s) => a + s.quota, 0)} 家；可选人员 ${task.roster.size} 人，回避 ${task.conflicts.size} 对${task.salted ? zh`；名录加盐` : ""}` }),
      make("p", {}, ...task.planText.split("\n").flatMap(line => [line, make("br")])), table([zh`封存的名录`, zh`行数`, zh`根`], [[zh`检查对象`, `${task.register.size}`, code(task.register.root)], [zh`检查人员`, `${task.roster.size}`, code(task.roster.root)], [zh`回避`, `${task.conflicts.size}`, code(task.conflicts.root)]]))));
}

function steering(report, names) {
  const bad = report.index > 150;
  return [make("div", { className: "tiles" }, make("div", { className: bad ? "tile bad" : "tile" }, make("b", { textContent: index(report.index) }), zh`操纵指数（1 为完全均等，高于 1.5 须说明）`),
    make("div", { className: report.unstaffable ? "tile bad" : "tile" }, make("b", { textContent: `${report.unstaffable}` }), zh`名录中无人可查的企业`), make("div", { className: "tile" }, make("b", { textContent: `${report.simulations}` }), zh`次模拟抽取`)),
    bad ? make("div", { className: "alarm" }, make("p", { textContent: zh`有人员与企业的组合，配到一起的机会远高于均等份额。请核对回避名单是否真实，或者增加人员、放宽单位后重新准备：` }),
      table([zh`企业`, zh`岗位`, zh`检查人员`, zh`模拟中配到一起`, zh`均等份额`, zh`指数`, zh`原因`], report.pairs.map(p => [
        `${names.objects[p.object] ?? ""} ${p.object}${p.alike > 1 ? zh`（同类 ${p.alike} 家）` : ""}`, p.role, `${names.inspectors[p.inspector] ?? ""} ${p.inspector}`, `${(p.chance / 10).toFixed(1)}%`, `${(p.fairShare / 10).toFixed(1)}%`, index(p.index), p.why]))) : null,
    loads(report, names)];
}

function loads(report, names) {
  const most = Math.max(1, ...report.loads.map(l => l.expected));
  return make("details", {}, make("summary", { textContent: zh`每名检查人员的预计工作量（${report.loads.length} 人，最多的预计 ${report.loads[0]?.expected ?? 0} 家）` }),
    table([zh`检查人员`, zh`单位`, zh`预计家数`, zh`最多家数`, zh`图示`], report.loads.map(l => [`${names.inspectors[l.inspector] ?? ""} ${l.inspector}`, l.unit, `${l.expected}`, `${l.greatest}`, make("span", { className: "bar", style: `width:${Math.round(l.expected / most * 120)}px` })])));
}

function fairnessSection(room, found) {
  const section = make("section", {}, make("h2", { textContent: zh`公平性预览` }));
  const names = { objects: {}, inspectors: {} };
  const show = answer => {
    Object.assign(names, { objects: answer.objectNames, inspectors: answer.inspectorNames });
    found.reports = answer.steering;
    section.replaceChildren(...[make("h2", { textContent: zh`公平性预览` }), ...answer.tasks.flatMap((task, n) => [
      make("h3", { textContent: zh`任务 ${task.task} ${taskName(room.draw.tasks[n])}：预计抽 ${task.objects} 家` }),
      table([zh`层`, zh`名录家数`, zh`比例`, zh`应抽家数`], task.strata.map(s => [s.id, `${s.count}`, ratio(s.numerator, s.denominator), `${s.quota}`])),
      ...task.warnings.map(text => make("p", { className: "warn", textContent: text })),
      ...(answer.steering ? steering(answer.steering[n], names) : [])]),
    answer.failed ? fault(zh`模拟没有做完（服务正在停止或名录有误）。请刷新页面再看。`) : null,
    answer.steering || answer.failed ? null : make("p", { role: "status" }, zh`正在用 1,000 个模拟种子试抽，计算每名人员的工作量和操纵指数：${answer.done} / ${answer.of}`, make("progress", { max: answer.of, value: answer.done }))].filter(Boolean));
  };
  const look = async () => {
    try {
      const answer = await ask(`${room.address}/fairness`);
      show(answer);
      // The section leaves the page when the draw moves on; then nobody waits any more.
      if (!answer.steering && !answer.failed) setTimeout(() => section.isConnected && look(), 700);
    } catch (e) { section.append(fault(e.message)); }
  };
  look();
  return section;
}

export async function beforeOpening(room) {
  const { me, draw, address, refresh } = room;
  const own = me.departmentName === draw.desk;
  const head = own && me.roles.includes("SectionHead");
  const clerk = own && me.roles.includes("Clerk");
  const prepared = draw.state === "Prepared";
  const found = {};
  const acts = make("p", { className: "acts" });
  if (prepared && head) acts.append(button(zh`批准这次抽取`, () => {
    const worst = (found.reports ?? []).filter(r => r.index > 150);
    const lines = [zh`批准后名录、比例、人员都不能再改；开抽之后一切公开。`];
    if (!found.reports) lines.push(make("p", { className: "warn", textContent: zh`1,000 次模拟还没有做完，操纵指数尚未得出。` }));
    for (const r of worst) lines.push(make("p", { className: "alarm", textContent: zh`任务 ${r.task} 的操纵指数为 ${index(r.index)}：${r.pairs[0].inspector} 与 ${r.pairs[0].object}。${r.pairs[0].why}。` }));
    confirmAct({ title: zh`批准抽取`, lines, yes: worst.length ? zh`已核实原因，仍然批准` : zh`批准`, act: async () => { await ask(`${address}/approval`, "POST", {}); await refresh(); } });
  }, "strong"));
  if (!prepared && (head || clerk)) acts.append(button(zh`开抽`, () => confirmAct({
    title: zh`开抽`, lines: [zh`开抽单写入公开日志，不能撤回，只能写明理由宣告无效。`, zh`之后的顺序：打印开抽单签字，见证人联署，再掷骰子。`], yes: zh`开抽`,
    act: async () => { await ask(`${address}/opening`, "POST", {}); await refresh(); } }), "strong"));
  if (head || (prepared && clerk)) acts.append(button(zh`撤回`, () => confirmAct({
    title: zh`撤回这次抽取`, lines: [zh`日志中还没有它的任何记录。撤回后留在列表里，需要时重新准备。`], yes: zh`撤回`, danger: true, act: async () => { await ask(address, "DELETE"); await refresh(); } })));
  const waits = prepared ? zh`等待股室负责人批准。准备的人不能批准自己准备的抽取。` : zh`已批准，等待开抽。`;
  return [make("section", {}, make("p", { className: "next", textContent: prepared ? (head ? zh`请核对下面的内容，再决定是否批准。` : waits) : (head || clerk ? zh`已批准，可以开抽。` : waits) }), acts,
    own ? null : note(zh`这次抽取由${draw.desk}组织，您可以查看。`)), tasksSection(draw), fairnessSection(room, found)];
}
