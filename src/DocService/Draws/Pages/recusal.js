// What one drawn inspector is to visit, and his declaration. The link's token stands behind the # and travels in a header only.
import { button, confirmAct, fault, make, moment, note } from "/pages/page-tools.js";

const kept = "recusal-token";
const token = (() => {
  const given = location.hash.slice(1);
  if (given) {
    try { sessionStorage.setItem(kept, given); } catch { /* A browser that keeps nothing: a reload then needs the link again. */ }
    history.replaceState(null, "", location.pathname);
    return given;
  }
  try { return sessionStorage.getItem(kept) ?? ""; } catch { return ""; }
})();
const main = document.getElementById("main");
const longest = 300;

async function ask(path, method = "GET", body) {
  let reply;
  try {
    reply = await fetch(`/recusal/${path}`, { method, headers: { "X-Recusal-Token": token, "Accept-Language": "zh-CN", ...(body ? { "Content-Type": "application/json" } : {}) }, cache: "no-store", body: body && JSON.stringify(body) });
  } catch {
    throw new Error("没有连上服务器，声明没有提交。请检查网络后再试，页面上填写的内容还在。");
  }
  const answer = /json(;|$)/.test(reply.headers.get("Content-Type") ?? "") ? await reply.json() : {};
  if (!reply.ok) throw new Error(answer.detail ?? `服务没有正常应答（${reply.status}）。请稍后再试。`);
  return answer;
}

const nameOf = visit => visit.name || visit.object;
const looks = visit => visit.because && visit.state === "不予受理" ? "refused" : /等待/.test(visit.state) ? "waiting" : /回避/.test(visit.state) ? "settled" : "";

/** One object: a box, and beneath it, once ticked, the ground and the explanation. */
function visitItem(view, visit, n, changed) {
  const about = [make("strong", { textContent: nameOf(visit) }), make("small", { textContent: `${visit.object}　任务 ${visit.task} ${visit.taskName === visit.task ? "" : visit.taskName}${visit.role ? `　${visit.role}岗位` : ""}` }),
    make("span", { className: `state ${looks(visit)}`, textContent: visit.state }), visit.because && visit.state === "不予受理" ? make("small", { textContent: `理由：${visit.because}` }) : null];
  if (!visit.asked) return { element: make("li", {}, make("div", {}, about)) };
  const tick = make("input", { type: "checkbox", id: `visit-${n}` });
  const grounds = view.grounds.map(g => make("input", { type: "radio", name: `ground-${n}`, value: g.ground }));
  const text = make("textarea", { id: `explanation-${n}`, rows: 3, maxLength: longest });
  const label = make("small", { textContent: "说明（选“其他”时必填，只有组织抽取的股室看得到，不会公开）" });
  const told = make("p", { className: "fault", role: "alert", hidden: true });
  const why = make("fieldset", { className: "why", hidden: true }, make("legend", { textContent: "回避事由" }),
    view.grounds.map((g, i) => make("label", {}, grounds[i], make("span", {}, g.name, make("small", { textContent: g.hint })))), make("label", { htmlFor: text.id }, label), text, told);
  tick.addEventListener("change", () => { why.hidden = !tick.checked; changed(); });
  const judge = () => {
    const ground = grounds.find(g => g.checked)?.value;
    const wrong = !ground ? "请选择一项回避事由。" : ground === "Other" && text.value.trim().length < 2 ? "选“其他”的，请写明情况。" : "";
    told.textContent = wrong;
    told.hidden = !wrong;
    return wrong ? (ground ? text : grounds[0]) : null;
  };
  return { element: make("li", {}, make("label", { className: "visit" }, tick, make("span", {}, about)), why), visit, ticked: () => tick.checked, judge,
    read: () => ({ task: visit.task, object: visit.object, ground: grounds.find(g => g.checked).value, explanation: text.value.trim() }) };
}

function show(view, done = "") {
  document.getElementById("section").textContent = `${view.bureau} ${view.desk}`;
  const items = view.objects.map((visit, n) => visitItem(view, visit, n, () => { const ticked = open.some(i => i.ticked()); declare.disabled = !ticked; clear.disabled = ticked; }));
  const open = items.filter(i => i.visit);
  const declare = button("声明回避……", async () => {
    const chosen = open.filter(i => i.ticked());
    const faults = chosen.map(i => i.judge()).filter(Boolean);
    if (faults.length) return faults[0].focus();
    const rest = open.filter(i => !i.ticked() && !i.visit.answered).length;
    let next;
    if (await confirmAct({ title: "确认声明回避", yes: "确认，声明回避", danger: true, lines: [
      make("ul", {}, chosen.map(i => make("li", { textContent: `${nameOf(i.visit)}：${view.grounds.find(g => g.ground === i.read().ground).name}` }))),
      `提交后不能自行撤回，由${view.desk}处理；受理后另抽他人替换您。${rest ? `其余 ${rest} 家，视为声明无需回避。` : ""}`],
      act: async () => { next = await ask("declaration", "POST", { recusals: chosen.map(i => i.read()) }); } })) show(next, "声明已收到，等待股室处理。处理情况可以用同一个二维码查看。");
  }, "danger");
  declare.id = "declare";
  declare.disabled = true;
  const clear = button("无需回避……", async () => {
    let next;
    if (await confirmAct({ title: "确认无需回避", yes: "确认，无需回避", lines: [`本人与列出的企业没有应当回避的情形。截止之前发现有应当回避情形的，可以再打开这个页面声明。`],
      act: async () => { next = await ask("clearance", "POST"); } })) show(next, "已收到：无需回避。");
  }, "strong");
  const unanswered = open.some(i => !i.visit.answered);
  main.replaceChildren(
    done ? make("p", { className: "good", role: "status", textContent: done }) : "",
    make("section", {}, make("p", {}, make("strong", { textContent: view.name || view.inspector }), `（${view.inspector}）`), make("p", { textContent: `“${view.draw}”抽中您参加下列企业的检查。` }),
      note(`不是您本人的，请关闭页面并告知${view.desk}。声明截止：${moment(view.expiresAt)}。`)),
    make("section", {}, make("h2", { textContent: "什么情形应当回避" }), note("《公务员法》第七十六条：执行公务时有下列情形之一的，应当回避。第七十七条：有应当回避情形的，本人应当申请回避。"),
      make("ul", {}, view.grounds.map(g => make("li", { textContent: `${g.name}${g.ground === "Other" ? "" : `（${g.hint}）`}` })))),
    make("section", {}, make("h2", { textContent: `您要检查的企业（${view.objects.length} 家）` }),
      open.length ? note("需要回避的，在企业前打勾并写明事由。") : note("没有需要您声明的企业。"), make("ul", { className: "visits" }, items.map(i => i.element)),
      open.length ? make("div", { className: "choose" }, declare, unanswered ? clear : null) : null));
  main.focus();
  scrollTo(0, 0);
}

async function start() {
  if (!token) return main.replaceChildren(make("section", {}, make("h2", { textContent: "链接不完整" }), fault("请用手机扫描回避告知单上的二维码打开。")));
  try { show(await ask("visits")); } catch (e) { main.replaceChildren(make("section", {}, make("h2", { textContent: "不能声明" }), fault(e.message))); }
}

// Another link in the same tab changes nothing but what stands behind the #.
addEventListener("hashchange", () => location.reload());
start();
