// The witness's own device: the private key cannot be exported from here, and the last checkpoint seen is kept here,
// so that a log which rewrites itself is found even if the service says otherwise.
import { entryForm } from "/pages/ceremony-throw.js";
import { ask, hex, make } from "/pages/page-tools.js";
import { zh } from "/pages/words.js";

const say = (id, text, fault = false) => { const e = document.getElementById(id); e.textContent = text; e.className = fault ? "fault" : ""; };
const base64 = bytes => btoa(String.fromCharCode(...bytes));

const hash = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer()));

// RFC 6962 §2.1.
async function root(leaves) {
  if (leaves.length === 1) return leaves[0];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hash(new Uint8Array([1]), await root(leaves.slice(0, split)), await root(leaves.slice(split)));
}

// WebCrypto gives r ‖ s; checkpoints carry DER.
function der(raw) {
  const integer = bytes => {
    let start = 0;
    while (start < bytes.length - 1 && bytes[start] === 0) start++;
    const body = bytes[start] & 0x80 ? [0, ...bytes.slice(start)] : [...bytes.slice(start)];
    return [2, body.length, ...body];
  };
  const body = [...integer(raw.slice(0, 32)), ...integer(raw.slice(32))];
  return new Uint8Array([0x30, body.length, ...body]);
}

const open = () => new Promise((done, failed) => {
  const request = indexedDB.open("spotcheck-witness", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("kept");
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
async function kept(name, value) {
  const store = (await open()).transaction("kept", value === undefined ? "readonly" : "readwrite").objectStore("kept");
  return new Promise((done, failed) => {
    const request = value === undefined ? store.get(name) : store.put(value, name);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

function describe(record) {
  if (record.kind === "OPEN") return zh`第 ${record.seq} 条 开抽单：${record.ceremony}，${record.tasks.map(t => zh`${t.id}（名录 ${t.register.size} 家，抽 ${t.quota.reduce((a, b) => a + b, 0)} 家）`).join(zh`、`)}，截止 ${record.deadline.replace("T", " ").slice(0, 16)}`;
  const names = { GENESIS: zh`创世记录`, CONTRIB: zh`录入`, REVEAL: zh`公开服务器密值`, RESULT: zh`抽取结果`, VOID: zh`宣告无效`, SUPERSEDE: zh`替代`, RECUSE: zh`回避`, REOPEN: zh`重新抽取人员`, RERESULT: zh`重新抽取的结果`, YEAROPEN: zh`年终公开主密钥` };
  return zh`第 ${record.seq} 条 ${names[record.kind] ?? record.kind}${record.reason ? zh`：${record.reason}` : ""}`;
}

async function checkLog(bureau) {
  const log = await ask(`/api/bureaus/${bureau}/draw-log`);
  const note = await ask(`/public/${log.genesisHash}/checkpoints/latest`);
  const [origin, size, claimed] = note.split("\n");
  const lines = [];
  while (lines.length < Number(size)) {
    const page = (await ask(`/public/${log.genesisHash}/records?from=${lines.length}`)).split("\n").filter(Boolean);
    if (!page.length) throw new Error(zh`日志的记录不全。请停止联署并报告。`);
    lines.push(...page);
  }
  const leaves = await Promise.all(lines.slice(0, Number(size)).map(line => hash(new Uint8Array([0]), new TextEncoder().encode(line))));
  if (hex(leaves[0]) !== log.genesisHash) throw new Error(zh`日志的创世记录与公布的哈希不符。请停止联署并报告。`);
  if (base64(await root(leaves)) !== claimed) throw new Error(zh`检查点与日志的记录不符。请停止联署并报告。`);
  const before = await kept(`checkpoint ${origin}`);
  if (before && (before.genesis !== log.genesisHash || before.size > leaves.length || base64(await root(leaves.slice(0, before.size))) !== before.root))
    throw new Error(zh`日志与本设备上次保存的检查点（${before.size} 条）不一致，可能被改写。请停止联署并报告。`);
  return { log, note, origin, size: Number(size), root: claimed, news: lines.slice(before?.size ?? 0, Number(size)).map(line => JSON.parse(line)), before };
}

function drawPart(me, draw) {
  const address = `/api/bureaus/${me.bureau}/draws/${draw.id}`;
  const waiting = draw.contributions.find(c => !c.received);
  const room = make("a", { href: `/ceremony?bureau=${encodeURIComponent(me.bureau)}&draw=${draw.id}`, textContent: zh`打开抽取页面` });
  if (!waiting) return make("div", {}, make("h3", { textContent: draw.title }), make("p", {}, zh`全部录入完毕，可以揭示。`, room));
  const mine = waiting.person === me.id;
  return make("div", {}, make("h3", { textContent: draw.title }), make("p", {}, mine ? "" : zh`等待 ${waiting.by} 录入。`, room), mine ? entryForm(address, waiting, () => refresh().catch(show)) : null);
}

async function refresh() {
  const me = await ask("/api/me");
  say("who", zh`${me.name}，${me.bureauName} ${me.departmentName}`);
  if (!me.roles.includes("Witness")) throw new Error(zh`这个页面供见证人使用。请用见证人身份登录。`);
  const key = await kept("key");
  say("key", key ? zh`本设备已有密钥，私钥不能导出。` : zh`本设备还没有密钥。`);
  const enrol = document.getElementById("enrol");
  enrol.hidden = Boolean(key);
  enrol.onclick = async () => {
    try {
      const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
      const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
      await ask(`/api/bureaus/${me.bureau}/draw-log/witness-key`, "PUT", { publicKey: base64(spki) });
      await kept("key", pair);
      await refresh();
    } catch (fault) { show(fault); }
  };
  const entries = await ask(`/api/bureaus/${me.bureau}/draws`);
  const active = await Promise.all(entries.filter(d => ["Opened", "Contributed", "Redrawing"].includes(d.state)).map(d => ask(`/api/bureaus/${me.bureau}/draws/${d.id}`)));
  document.getElementById("draws").replaceChildren(...(active.length ? active.map(draw => drawPart(me, draw)) : [zh`没有等待录入的抽取。`]));
  const cosign = document.getElementById("cosign");
  cosign.hidden = true;
  const checked = await checkLog(me.bureau);
  say("log", checked.before ? zh`共 ${checked.size} 条记录，与本设备上次保存的检查点（${checked.before.size} 条）一致。` : zh`共 ${checked.size} 条记录，记录与检查点一致。本设备第一次核对这本日志，请把创世记录哈希 ${checked.log.genesisHash} 与公布的核对。`);
  document.getElementById("news").replaceChildren(...checked.news.map(record => make("li", { textContent: describe(record) })));
  cosign.hidden = !key;
  cosign.onclick = async () => {
    try {
      const bytes = new TextEncoder().encode(`${checked.origin}\n${checked.size}\n${checked.root}\n`);
      const raw = new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key.privateKey, bytes));
      const answer = await ask(`/api/bureaus/${me.bureau}/draw-log/cosignatures`, "POST", { size: checked.size, signature: base64(der(raw)) });
      await kept(`checkpoint ${checked.origin}`, { genesis: checked.log.genesisHash, size: checked.size, root: checked.root });
      await refresh();
      cosign.hidden = true;
      say("log", zh`已联署 ${checked.size} 条记录的检查点，现有 ${answer.cosignatures} 位见证人联署。`);
    } catch (fault) { say("log", fault.message, true); }
  };
}

const show = fault => say("log", fault.message, true);
refresh().catch(show);
