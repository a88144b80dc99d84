import { zh } from "/pages/words.js";

const roles = { Clerk: zh`经办人`, SectionHead: zh`股室负责人`, Witness: zh`见证人`, Partner: zh`联合部门联系人`, Auditor: zh`审计人员`, Administrator: zh`系统管理员` };
const me = document.getElementById("me");
const people = document.getElementById("people");
const names = list => list.map(role => roles[role] ?? role).join(zh`、`);

async function sentence(reply) {
  try { return (await reply.json()).detail; } catch { return zh`服务没有正常应答（${reply.status}）。请稍后再试。`; }
}

async function act(method, body) {
  const reply = await fetch("/api/sign-in", { method, headers: body ? { "Content-Type": "application/json" } : {}, body: body && JSON.stringify(body) });
  if (reply.ok) location.reload();
  else { me.textContent = await sentence(reply); me.className = "fault"; }
}

function button(text, note, onClick) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  if (note) element.append(Object.assign(document.createElement("small"), { textContent: note }));
  element.addEventListener("click", onClick);
  return element;
}

async function showPeople() {
  const reply = await fetch("/api/sign-in/people");
  if (reply.status === 404) return false;
  const banner = document.getElementById("banner");
  banner.textContent = zh`演示方式：本机登录，不需要密码，只在这台电脑上有效。人员和企业均为样例数据。`;
  banner.hidden = false;
  if (!reply.ok) { me.textContent = await sentence(reply); me.className = "fault"; return true; }
  for (const person of await reply.json()) {
    const item = document.createElement("li");
    item.append(button(zh`${person.name}（${names(person.roles)}）`, `${person.bureauName} ${person.departmentName}`, () => act("POST", { person: person.id })));
    people.append(item);
  }
  return true;
}

try {
  const [local, reply] = [await showPeople(), await fetch("/api/me")];
  if (reply.ok) {
    const person = await reply.json();
    me.textContent = zh`${person.name}，${person.bureauName} ${person.departmentName}，${names(person.roles)} `;
    if (local) { const out = button(zh`退出`, "", () => act("DELETE")); out.className = "plain"; me.append(out); }
  } else {
    me.textContent = local ? zh`请选择一位样例人员登录：` : zh`请从统一身份认证入口登录。`;
  }
} catch {
  me.textContent = zh`连接不上服务。请确认服务正在运行，然后刷新页面。`;
  me.className = "fault";
}
