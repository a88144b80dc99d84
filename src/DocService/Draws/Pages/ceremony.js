// The room of a ceremony. Everything shown is the service's state; a reload loses nothing, and every device asks how far the draw is.
import { ask, fault, make, moment, note, table } from "/pages/page-tools.js";
import { phraseTool, prepareForm } from "/pages/ceremony-prepare.js";
import { beforeOpening } from "/pages/ceremony-before.js";
import { underWay } from "/pages/ceremony-throw.js";
import { afterDraw, timeline } from "/pages/ceremony-after.js";
import { zh } from "/pages/words.js";

const wanted = new URLSearchParams(location.search);
const stage = document.getElementById("stage");
const every = 2000;
const steps = [zh`准备`, zh`批准`, zh`开抽`, zh`联署`, zh`掷骰`, zh`揭示`, zh`结果`];

function showSteps(draw, progress) {
  const at = { Prepared: 1, Approved: 2, Contributed: 5, Drawn: 7, Superseded: 7 }[draw.state]
    ?? (["Opened", "Redrawing"].includes(draw.state) ? (progress.received >= progress.expected ? 5 : progress.received > 0 || progress.cosignatures >= progress.cosignaturesNeeded ? 4 : 3) : -1);
  const place = document.getElementById("steps");
  place.hidden = at < 0;
  place.replaceChildren(...steps.map((text, n) => make("li", { className: n < at ? "done" : n === at ? "now" : "", ariaCurrent: n === at ? "step" : null, textContent: `${n < at ? "✓ " : ""}${text}` })));
}

// What somebody is typing survives when another device moves the draw on.
function replaceKeeping(content) {
  const typed = new Map([...stage.querySelectorAll("input[id], textarea[id], select[id]")].map(e => [e.id, e.type === "checkbox" ? e.checked : e.value]));
  const focused = document.activeElement?.id;
  stage.replaceChildren(...content);
  for (const [id, value] of typed) {
    const e = document.getElementById(id);
    if (!e) continue;
    if (e.type === "checkbox") e.checked = value; else e.value = value;
    e.dispatchEvent(new Event("input"));
  }
  if (focused) document.getElementById(focused)?.focus();
}

async function follow(room) {
  let shown = "";
  const look = async (again = false) => {
    const progress = await ask(`${room.address}/progress`);
    document.getElementById("offline").hidden = true;
    if (!again && progress.version === shown) return;
    const draw = await ask(room.address);
    shown = progress.version;
    document.title = `${draw.stateName} ${draw.title}`;
    document.getElementById("title").textContent = draw.title;
    showSteps(draw, progress);
    const view = { ...room, draw, progress, refresh: () => look(true) };
    const part = { Prepared: beforeOpening, Approved: beforeOpening, Opened: underWay, Contributed: underWay, Redrawing: underWay, Drawn: afterDraw, Superseded: afterDraw }[draw.state] ?? (() => []);
    const ended = draw.state === "Discarded" ? make("section", {}, make("p", { className: "next", textContent: zh`这次抽取在开抽之前已撤回，日志中没有它的任何记录。` }))
      : draw.state === "Void" ? make("section", {}, make("p", { className: "next", textContent: zh`这次抽取已宣告无效，秘密已公开。同一任务可以重新准备，作为下一次抽取。` })) : null;
    replaceKeeping([ended, draw.overdue ? make("p", { className: "alarm", textContent: zh`已过截止时间 ${moment(draw.deadline)}，还没有结果。请尽快办完，或由股室负责人写明理由宣告无效；公开页面已标出。` }) : null,
      draw.policyNote ? make("p", { className: "warn", textContent: draw.policyNote }) : null, ...await part(view), timeline(draw)].filter(Boolean));
  };
  await look();
  setInterval(() => look().catch(() => { document.getElementById("offline").hidden = false; }), every);
}

async function list(me, bureau) {
  const draws = await ask(`/api/bureaus/${bureau}/draws`);
  document.getElementById("title").textContent = zh`抽取`;
  const link = d => make("a", { href: `/ceremony?bureau=${encodeURIComponent(bureau)}&draw=${d.id}`, textContent: d.title });
  stage.replaceChildren(
    make("section", {}, make("h2", { textContent: zh`本单位的抽取` }), draws.length
      ? table([zh`抽取`, zh`股室`, zh`任务`, zh`准备时间`, zh`截止`, zh`状态`], draws.map(d => [link(d), d.desk, d.tasks.join(zh`、`), moment(d.preparedAt), moment(d.deadline), d.overdue ? make("strong", { className: "fault", textContent: zh`${d.stateName}（已过截止时间）` }) : d.stateName]))
      : note(zh`还没有抽取。`)),
    ...await prepareForm({ me, bureau, draws }), phraseTool());
}

try {
  const me = await ask("/api/me");
  const bureau = wanted.get("bureau") ?? me.bureau;
  const bureauPath = `/ceremony?bureau=${encodeURIComponent(bureau)}`;
  document.getElementById("who").replaceChildren(zh`${me.name}，${me.bureauName} ${me.departmentName}　`, make("a", { href: "/", textContent: zh`换人或退出` }), "　", make("a", { href: bureauPath, textContent: zh`全部抽取` }));
  if (wanted.get("draw")) await follow({ me, bureau, address: `/api/bureaus/${encodeURIComponent(bureau)}/draws/${encodeURIComponent(wanted.get("draw"))}` });
  else await list(me, bureau);
} catch (e) {
  if (e.status === 401) {
    document.getElementById("who").textContent = "";
    stage.replaceChildren(make("section", {}, make("p", {}, zh`这个页面供本单位人员使用，请先`, make("a", { href: "/", textContent: zh`登录` }), zh`，再回到这里。公开的记录在`, make("a", { href: "/public/log", textContent: zh`公开日志` }), zh`。`)));
  } else {
    stage.replaceChildren(make("section", {}, fault(e.message)));
  }
}
