// 回避告知单: a slip of paper with a code for every drawn inspector, two to a page; and the same links to copy.
import { ask, button, confirmAct, daysFrom, fault, field, fromLocalMoment, make, moment, note } from "/pages/page-tools.js";

const wanted = new URLSearchParams(location.search);
const place = document.getElementById("notices");
const address = `/api/bureaus/${encodeURIComponent(wanted.get("bureau"))}/draws/${encodeURIComponent(wanted.get("draw"))}`;
const named = n => n.name ? `${n.name}（${n.inspector}）` : n.inspector;

function slip(view, n) {
  const copied = make("span", { className: "soft", role: "status" });
  const copy = button("复制链接", async () => { await navigator.clipboard.writeText(n.address); copied.textContent = "已复制，只发给本人"; }, "plain");
  const why = make("input", { maxLength: 200, required: true, value: "告知单遗失" });
  const withdraw = button("收回这个链接", async () => {
    if (await confirmAct({ title: `收回 ${named(n)} 的链接`, yes: "收回", danger: true, lines: ["旧二维码随即失效；已经作出的声明仍然有效。收回后可以另发一张。"], fields: [field("原因（拿着旧链接的人会看到）", why)],
      act: () => ask(`${address}/recusal-links/${n.link}/withdrawal`, "POST", { reason: why.value }) })) await read();
  }, "plain");
  return make("section", { className: "notice" }, make("div", { className: "slip-head" }, make("div", {}, make("h2", { textContent: "检查人员回避告知单" }), make("p", {}, make("strong", { textContent: named(n) })),
    make("p", { textContent: `您在“${view.draw}”中被抽中，参加 ${n.objects} 家企业的检查。有下列情形之一的，应当回避：` }),
    make("ol", {}, ["涉及本人利害关系的；", "涉及与本人有夫妻、直系血亲、三代以内旁系血亲或近姻亲关系人员的利害关系的；", "其他可能影响公正执行公务的。（公务员法第七十六条）"].map(textContent => make("li", { textContent }))),
    make("p", {}, "请在 ", make("strong", { textContent: moment(n.expiresAt) }), " 前用手机扫描二维码，逐家声明是否需要回避。二维码只供本人使用，不要转发。"),
    make("p", { className: "signs" }, make("span", { textContent: `${view.bureau} ${view.desk}` }), make("span", { textContent: "签收：＿＿＿＿＿＿　日期：＿＿＿＿＿＿" }))), make("img", { className: "notice-code", src: n.qrCode, alt: `${named(n)} 的声明页面二维码` })),
  make("p", { className: "acts" }, copy, withdraw, make("span", { className: "soft", textContent: `已声明 ${n.answered} / ${n.objects} 家` }), copied));
}

function show(view) {
  document.title = `回避告知单 ${view.draw}`;
  document.getElementById("who").textContent = `${view.draw}　${view.bureau} ${view.desk}`;
  const missing = view.notices.filter(n => !n.link || new Date(n.expiresAt) <= new Date(view.now));
  const made = view.notices.filter(n => !missing.includes(n));
  const until = make("input", { type: "datetime-local", required: true, value: daysFrom(new Date(view.now), 3) });
  const begin = button(`制作 ${missing.length} 张告知单`, async () => {
    try { show(await ask(`${address}/recusal-links`, "POST", { expiresAt: fromLocalMoment(until.value) })); } catch (e) { told.replaceChildren(fault(e.message)); }
  }, "strong");
  const told = make("div");
  place.replaceChildren(make("section", { className: "acts-only" },
    missing.length ? make("div", {}, make("p", { className: "next", textContent: `${missing.length} 名抽中的检查人员还没有告知单。` }), field("声明截止（北京时间）", until), told, make("p", { className: "acts" }, begin))
      : make("p", { className: "next", textContent: `${made.length} 名检查人员的告知单都已做好。` }),
    made.length ? make("div", {}, note(`一张 A4 纸印两份，裁开后交给本人，也可以复制链接发给本人。${made.filter(n => n.answered === n.objects).length} 人已声明完毕。`), make("p", { className: "acts" }, button("打印", () => print(), "strong"))) : null),
  ...made.map(n => slip(view, n)));
}

async function read() {
  try { show(await ask(`${address}/recusal-links`)); } catch (e) {
    document.getElementById("who").textContent = "";
    place.replaceChildren(make("section", {}, e.status === 401 ? make("p", {}, "这个页面供组织抽取的股室使用，请先", make("a", { href: "/", textContent: "登录" }), "，再回到这里。") : fault(e.message)));
  }
}
read();
