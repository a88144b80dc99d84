// The link's token stands behind the # and travels in a header only: no server log, no other site and no history entry gets it.
const token = (() => {
  const given = location.hash.slice(1);
  if (given) {
    try { sessionStorage.setItem("reply-token", given); } catch { /* A browser that keeps nothing: a reload then needs the link again. */ }
    history.replaceState(null, "", location.pathname);
    return given;
  }
  try { return sessionStorage.getItem("reply-token") ?? ""; } catch { return ""; }
})();

const main = document.getElementById("main");
const make = (tag, props = {}, ...children) => {
  const { attributes = {}, ...own } = props;
  const element = Object.assign(document.createElement(tag), own);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
};
const day = text => { const [y, m, d] = text.split("-"); return `${y}年${Number(m)}月${Number(d)}日`; };
// As the letter writes its days; the clock is Beijing's wherever the browser stands.
const beijing = text => new Date(text).toLocaleDateString("zh-CN", { timeZone: "Asia/Shanghai", year: "numeric", month: "long", day: "numeric" });
const moment = text => `${beijing(text)} ${new Date(text).toLocaleTimeString("zh-CN", { timeZone: "Asia/Shanghai", hour12: false })}`;
const size = bytes => bytes >= 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
const opinions = [
  ["Agree", "同意", "按函中的安排联合抽查，并填写拟派人员"],
  ["Propose", "修改后同意", "逐项写明要改什么、为什么"],
  ["Decline", "不参加", "写明理由"],
];

async function ask(path, method = "GET", body, raw = false) {
  const headers = { "X-Reply-Token": token, "Accept-Language": "zh-CN" };
  if (body && !raw) headers["Content-Type"] = "application/json";
  let reply;
  try {
    reply = await fetch(`/reply/${path}`, { method, headers, credentials: "omit", cache: "no-store", body: body && (raw ? body : JSON.stringify(body)) });
  } catch {
    throw Object.assign(new Error("没有连上服务器，内容没有提交。请检查网络后再试，页面上填写的内容还在。"), { code: "offline" });
  }
  if (reply.ok && path === "document") return reply.blob();
  const answer = /json(;|$)/.test(reply.headers.get("Content-Type") ?? "") ? await reply.json() : {};
  if (!reply.ok) throw Object.assign(new Error(answer.detail ?? `服务没有正常应答（${reply.status}）。请稍后再试。`), answer);
  return answer;
}

let view;
let content;
let revision = 0;
let faults = [];

const show = (...parts) => { main.replaceChildren(...parts.flat().filter(Boolean)); };
const closed = fault => show(make("section", { className: "summary", attributes: { role: "alert" } }, make("h2", { textContent: "不能回复" }), make("p", { textContent: fault.message })));

async function start() {
  if (!token) return closed(new Error("链接不完整。请从函件邮件里完整地打开链接，或用手机扫描函件中的二维码。"));
  try {
    view = await ask("letter");
  } catch (fault) {
    return closed(fault);
  }
  document.getElementById("bureau").textContent = `${view.bureau} 致 ${view.partner}`;
  document.getElementById("title").textContent = view.title;
  if (view.state === "answered") return receipt(view.receipt, view.receivedAt);
  ({ content, revision } = view);
  form();
}

function about() {
  const entries = [["函号", view.number], ["任务", view.taskName], ["回复单位", view.partner], ["回复期限", !view.replyBy ? "函中未写" : `${day(view.replyBy)}${view.overdue ? "（已过，仍可答复）" : ""}`], ["链接有效", `${beijing(view.expiresAt)}前，提交后失效`]];
  const open = make("button", { type: "button", className: "slim", textContent: "查看函件全文（.docx）" });
  open.onclick = async () => {
    const link = make("a", { href: URL.createObjectURL(await ask("document")), download: `${view.number}.docx` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  return make("section", {}, make("h2", { textContent: "函件" }), make("dl", {}, entries.flatMap(([name, value]) => [make("dt", { textContent: name }), make("dd", { textContent: value })])), make("p", { className: "row" }, open));
}

// One labelled input bound to the content; its fault stands beneath it.
let serial = 0;
function input(field, label, value, set, { area = false, type = "text", hint = "", mode = "" } = {}) {
  const id = `f${++serial}`;
  const fault = faults.find(f => f.field === field);
  const box = make(area ? "textarea" : "input", { id, value, className: fault ? "bad" : "", maxLength: 1000, attributes: { "data-field": field, autocomplete: "off", ...(mode ? { inputmode: mode } : {}), ...(fault ? { "aria-invalid": "true", "aria-describedby": `${id}w` } : {}) } });
  if (!area) box.type = type;
  const why = fault && make("span", { id: `${id}w`, className: "why", textContent: fault.reason });
  box.oninput = () => {
    set(box.value);
    if (!why?.isConnected) return;
    // What is being mended is judged anew with the next step.
    faults = faults.filter(other => other !== fault);
    why.remove();
    box.classList.remove("bad");
    box.removeAttribute("aria-invalid");
    box.removeAttribute("aria-describedby");
    mended(field);
  };
  return make("label", { className: "field", htmlFor: id }, make("span", { textContent: label + hint }), box, why);
}

// The list of what is missing grows shorter while it is worked through.
function mended(field) {
  const summary = main.querySelector(".summary");
  summary?.querySelector(`li[data-of="${CSS.escape(field)}"]`)?.remove();
  const left = summary?.querySelectorAll("li").length;
  if (left === 0) summary.remove();
  else if (summary) summary.querySelector("h2").textContent = unfinished(left);
}

const unfinished = count => `还有${count}处需要填写或改正`;

function opinionPart() {
  const fault = faults.find(f => f.field === "opinion");
  return make("section", {}, make("fieldset", {}, make("legend", { textContent: "会商意见" }),
    opinions.map(([value, text, hint]) => {
      const radio = make("input", { type: "radio", name: "opinion", value, checked: content.opinion === value, attributes: { "data-field": "opinion" } });
      radio.onchange = () => { content.opinion = value; faults = []; form(false); main.querySelector(`input[value=${value}]`).focus(); };
      return make("label", { className: "choice" }, radio, make("span", {}, text, make("small", { textContent: hint })));
    }), fault && make("p", { className: "why", textContent: fault.reason })));
}

function proposalPart() {
  if (content.opinion !== "Propose") return null;
  return make("section", {}, make("h2", { textContent: "逐项修改" }), make("p", { className: "note", textContent: "勾选要修改的一项，写拟改为什么和理由；不修改的不要勾。" }),
    view.fields.map(field => {
      const at = content.proposals.findIndex(p => p.column === field.column);
      const proposal = content.proposals[at];
      const check = make("input", { type: "checkbox", checked: at >= 0, attributes: { "aria-label": `修改${field.header}` } });
      check.onchange = () => {
        if (check.checked) content.proposals.push({ column: field.column, newValue: field.value, reason: "" });
        else content.proposals = content.proposals.filter(p => p.column !== field.column);
        faults = [];
        form(false);
      };
      return make("div", { className: "item" }, make("label", { className: "row" }, check, make("strong", { textContent: field.header })), make("p", { className: "now", textContent: field.value || "（空）" }),
        proposal && input(`proposals[${at}].newValue`, "拟改为", proposal.newValue, value => { proposal.newValue = value; }, { area: field.value.length > 30 }),
        proposal && input(`proposals[${at}].reason`, "修改理由", proposal.reason, value => { proposal.reason = value; }));
    }),
    faults.some(f => f.field === "proposals") && make("p", { className: "why", textContent: faults.find(f => f.field === "proposals").reason }),
    input("reason", "其他意见（选填）", content.reason, value => { content.reason = value; }, { area: true }));
}

const declinePart = () => content.opinion !== "Decline" ? null
  : make("section", {}, make("h2", { textContent: "不参加的理由" }), input("reason", "理由", content.reason, value => { content.reason = value; }, { area: true }));

function inspectorPart() {
  if (!content.opinion || content.opinion === "Decline") return null;
  if (content.inspectors.length === 0 && content.opinion === "Agree") content.inspectors.push({ name: "", certificate: "", section: "", telephone: "" });
  const add = make("button", { type: "button", className: "slim", textContent: "再加一人" });
  add.onclick = () => { content.inspectors.push({ name: "", certificate: "", section: "", telephone: "" }); form(false); main.querySelector(`[data-field="inspectors[${content.inspectors.length - 1}].name"]`).focus(); };
  const fault = faults.find(f => f.field === "inspectors");
  return make("section", {}, make("h2", { textContent: "拟派执法检查人员" }),
    content.inspectors.map((inspector, i) => {
      const drop = make("button", { type: "button", className: "slim", textContent: "删去", attributes: { "aria-label": `删去第${i + 1}人` } });
      drop.onclick = () => { content.inspectors.splice(i, 1); faults = []; form(false); };
      return make("div", { className: "item" }, make("div", { className: "row between" }, make("strong", { textContent: `第${i + 1}人` }), drop),
        make("div", { className: "pair" },
          input(`inspectors[${i}].name`, "姓名", inspector.name, value => { inspector.name = value; }),
          input(`inspectors[${i}].certificate`, "执法证号", inspector.certificate, value => { inspector.certificate = value; }),
          input(`inspectors[${i}].section`, "所在科室", inspector.section, value => { inspector.section = value; }),
          input(`inspectors[${i}].telephone`, "联系电话", inspector.telephone, value => { inspector.telephone = value; }, { type: "tel", mode: "tel" })));
    }), fault && make("p", { className: "why", textContent: fault.reason }), make("p", {}, add));
}

const contactPart = () => make("section", {}, make("h2", { textContent: "联系人" }), make("div", { className: "pair" },
  input("contact.name", "姓名", content.contact.name, value => { content.contact.name = value; }),
  input("contact.telephone", "联系电话", content.contact.telephone, value => { content.contact.telephone = value; }, { type: "tel", mode: "tel" })));

function filePart() {
  const told = make("p", { className: "why", attributes: { role: "alert" } });
  const list = make("ul", { className: "files" }, view.files.map(file => {
    const drop = make("button", { type: "button", className: "slim", textContent: "删去", attributes: { "aria-label": `删去附件${file.name}` } });
    drop.onclick = async () => { try { view.files = await ask(`files/${file.id}`, "DELETE"); await adopt(); form(false); } catch (fault) { told.textContent = fault.message; } };
    return make("li", {}, make("span", { textContent: `${file.name}（${size(file.size)}）` }), drop);
  }));
  const pick = make("input", { type: "file", accept: ".pdf,.jpg,.jpeg,.png,.docx", id: "file", className: "pick", attributes: { "aria-describedby": "kinds" } });
  pick.onchange = async () => {
    const [file] = pick.files;
    if (!file) return;
    told.className = "note";
    told.textContent = `正在上传${file.name}……`;
    pick.disabled = true;
    try {
      view.files = await ask(`files?name=${encodeURIComponent(file.name)}`, "POST", file, true);
      await adopt();
      form(false);
    } catch (fault) {
      told.className = "why";
      told.textContent = fault.message;
      pick.disabled = false;
      pick.value = "";
    }
  };
  return make("section", {}, make("h2", { textContent: "盖章的回执（选填）" }), make("p", { id: "kinds", className: "note", textContent: "PDF、JPEG、PNG 或 DOCX，每个不超过10 MB，最多5个。" }), list, make("p", {}, pick, make("label", { htmlFor: "file", className: "choose", textContent: view.files.length > 0 ? "再添加一个文件" : "添加文件" })), told);
}

// A file is kept with the draft on the server, whose revision may have begun with it.
async function adopt() { if (revision === 0) revision = (await ask("letter")).revision; }

function form(top = true) {
  serial = 0;
  const told = make("p", { className: "why", attributes: { role: "alert" } });
  const next = make("button", { type: "button", className: "main", textContent: "下一步：核对" });
  const keep = make("button", { type: "button", textContent: "保存草稿" });
  const save = async then => {
    next.disabled = keep.disabled = true;
    told.className = "why";
    told.textContent = "";
    try {
      const saved = await ask("draft", "PUT", { revision, content });
      revision = saved.revision;
      then(saved.faults);
    } catch (fault) {
      told.textContent = fault.message;
    }
    next.disabled = keep.disabled = false;
  };
  next.onclick = () => save(found => {
    faults = found;
    if (found.length === 0) return review();
    form();
    main.querySelector(".summary")?.focus();
  });
  keep.onclick = () => save(() => { told.className = "note"; told.textContent = `草稿已保存（${moment(new Date())}），可以稍后用同一链接继续填写。`; });
  show(
    faults.length > 0 && make("section", { className: "summary", tabIndex: -1, attributes: { role: "alert" } }, make("h2", { textContent: unfinished(faults.length) }),
      make("ul", {}, faults.map(fault => {
        const link = make("a", { href: "#", textContent: fault.reason });
        link.onclick = event => { event.preventDefault(); (main.querySelector(`[data-field="${CSS.escape(fault.field)}"]`) ?? main.querySelector("section")).focus(); };
        return make("li", { attributes: { "data-of": fault.field } }, link);
      }))),
    about(), opinionPart(), proposalPart(), declinePart(), inspectorPart(), contactPart(), filePart(),
    make("div", { className: "actions" }, make("div", { className: "row" }, next, keep), told));
  if (top) scrollTo(0, 0);
}

function review() {
  const told = make("p", { className: "why", attributes: { role: "alert" } });
  const back = make("button", { type: "button", textContent: "返回修改" });
  const send = make("button", { type: "button", className: "main", textContent: "确认提交" });
  back.onclick = () => form();
  send.onclick = async () => {
    send.disabled = back.disabled = true;
    try {
      const done = await ask("confirmation", "POST", { revision });
      receipt(done.receipt, done.receivedAt);
    } catch (fault) {
      told.textContent = fault.message;
      send.disabled = back.disabled = false;
    }
  };
  const proposals = content.opinion === "Propose" ? content.proposals : [];
  show(make("section", {}, make("h2", { textContent: "请核对" }), make("dl", {},
    make("dt", { textContent: "会商意见" }), make("dd", {}, make("strong", { textContent: opinions.find(([value]) => value === content.opinion)[1] })),
    proposals.flatMap(p => {
      const field = view.fields.find(f => f.column === p.column);
      return [make("dt", { textContent: field.header }), make("dd", {}, make("del", { textContent: field.value || "（空）" }), " → ", make("ins", { textContent: p.newValue }), `\n理由：${p.reason}`)];
    }),
    content.opinion !== "Agree" && content.reason.trim() ? [make("dt", { textContent: content.opinion === "Decline" ? "理由" : "其他意见" }), make("dd", { textContent: content.reason })] : [],
    content.opinion === "Decline" ? [] : content.inspectors.flatMap((i, at) => [make("dt", { textContent: `检查人员${at + 1}` }), make("dd", { textContent: `${i.name}，${i.certificate}，${i.section}，${i.telephone}` })]),
    make("dt", { textContent: "联系人" }), make("dd", { textContent: `${content.contact.name}，${content.contact.telephone}` }),
    make("dt", { textContent: "附件" }), make("dd", { textContent: view.files.map(f => f.name).join("、") || "无" })),
  make("p", { className: "note", textContent: `提交后链接失效，不能再改；要更正须请${view.bureau}重新开放。` })),
  make("div", { className: "actions" }, make("div", { className: "row" }, send, back), told));
  scrollTo(0, 0);
  main.focus();
}

function receipt(number, at) {
  show(make("section", { className: "receipt" }, make("h2", { textContent: "回复已收到" }), make("p", {}, "回执编号：", make("strong", { textContent: number })), make("p", { textContent: `收到时间：${moment(at)}` }),
    make("p", { className: "note", textContent: `请记下回执编号，或截图、打印本页。链接已失效；要更正，请凭回执编号联系${view.bureau}重新开放。` })));
  scrollTo(0, 0);
  main.focus();
}

// Another link in the same tab changes nothing but what stands behind the #.
addEventListener("hashchange", () => location.reload());
start();
