// What the pages of a draw share: elements, questions to the service, dates, dialogs.
import { inEnglish, language, zh } from "/pages/words.js";

export const make = (tag, props = {}, ...children) => { const e = Object.assign(document.createElement(tag), props); e.append(...children.flat().filter(c => c !== null && c !== undefined && c !== false)); return e; };

export class Refused extends Error {
  constructor(status, answer) { super(answer?.detail ?? zh`服务没有正常应答（${status}）。请稍后再试。`); this.status = status; this.code = answer?.code; this.answer = answer; }
}

export async function ask(address, method = "GET", body) {
  let reply;
  try {
    reply = await fetch(address, { method, headers: { Accept: "application/json", "Accept-Language": language, ...(body ? { "Content-Type": "application/json" } : {}) }, body: body && JSON.stringify(body) });
  } catch {
    throw new Refused(0, { detail: zh`连接不上服务，刚才的操作可能没有办成。请检查网络；恢复后页面会自动显示最新进度。` });
  }
  const answer = /json(;|$)/.test(reply.headers.get("Content-Type") ?? "") ? await reply.json() : await reply.text();
  if (!reply.ok) throw new Refused(reply.status, answer);
  return answer;
}

const two = n => String(n).padStart(2, "0");
const beijing = instant => new Date(new Date(instant).getTime() + 8 * 3600_000);
/** 2023年3月6日 09:00, Beijing time, as on the paper; in English 2023-03-06 09:00. */
export const moment = instant => { const d = beijing(instant); return inEnglish ? d.toISOString().slice(0, 16).replace("T", " ") : `${d.getUTCFullYear()}年${d.getUTCMonth() + 1}月${d.getUTCDate()}日 ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`; };
/** For an input of type datetime-local. */
export const localMoment = instant => beijing(instant).toISOString().slice(0, 16);
export const fromLocalMoment = text => new Date(`${text}:00+08:00`).toISOString();
export const daysFrom = (now, days) => { const d = beijing(now.getTime() + days * 86_400_000); return `${d.toISOString().slice(0, 10)}T17:00`; };

export const fault = message => make("p", { className: "fault", role: "alert", textContent: message });
export const note = (...children) => make("p", { className: "soft" }, ...children);
export const code = text => make("code", { textContent: text });
export const button = (text, onClick, className = "plain") => {
  const b = make("button", { type: "button", className, textContent: text });
  b.addEventListener("click", onClick);
  return b;
};
export const field = (label, input, hint) => make("label", { className: "field" }, make("span", { textContent: label }), input, hint ? make("small", { textContent: hint }) : null);
export const table = (heads, rows, className = "") => make("div", { className: "scroll", tabIndex: 0 }, make("table", { className },
  make("thead", {}, make("tr", {}, heads.map(text => make("th", { scope: "col", textContent: text })))), make("tbody", {}, rows.map(cells => make("tr", {}, cells.map(c => make("td", {}, c)))))));

/** Asks before what binds. The dialog stays open with the refusal in it until the act is done or given up. */
export function confirmAct({ title, lines = [], fields = [], act, yes, danger = false }) {
  return new Promise(done => {
    const told = make("div");
    const go = make("button", { className: danger ? "danger" : "strong", textContent: yes });
    const back = button(zh`返回`, () => { dialog.close(); done(false); });
    const form = make("form", {}, make("h2", { textContent: title }), lines.map(line => typeof line === "string" ? make("p", { textContent: line }) : line), fields, told, make("p", { className: "acts" }, go, back));
    const dialog = make("dialog", {}, form);
    form.addEventListener("submit", async event => {
      event.preventDefault();
      go.disabled = true;
      told.replaceChildren(note(zh`正在办理……`));
      try { await act(); dialog.close(); done(true); } catch (e) { told.replaceChildren(fault(e.message)); go.disabled = false; }
    });
    dialog.addEventListener("close", () => { dialog.remove(); done(false); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export const hex = bytes => [...new Uint8Array(bytes)].map(b => b.toString(16).padStart(2, "0")).join("");
export const ratio = (numerator, denominator) => numerator === denominator ? "100%" : `${+(numerator * 100 / denominator).toFixed(4)}%`;
export const sourceName = source => ({ dice6: zh`六面骰`, d10: zh`十面骰`, kl8: zh`快乐8`, phrase: zh`短语` })[source] ?? source;
export const describeSource = c => c.source === "kl8" ? zh`快乐8 第 ${c.issue} 期开奖号码` : c.source === "phrase" ? zh`事先写好的短语` : zh`${c.count} 颗${sourceName(c.source)}`;
/** 抽查任务名称 out of the plan row a task was frozen with; empty where the plan has none. */
export const taskName = task => task.planText.split("\n").find(line => line.startsWith("抽查任务名称："))?.slice(7) ?? "";
