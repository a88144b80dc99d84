import { zh } from "/pages/words.js";

const place = document.getElementById("check");
const LARGEST = 30 * 1024 * 1024;

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

// Browsers hash by themselves only on a secure origin; elsewhere the service does it and keeps nothing.
async function hashOf(file) {
  if (globalThis.crypto?.subtle) return hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const reply = await fetch(`/public/documents/${place.dataset.code}/check`, { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" } });
  const said = await reply.json();
  if (!reply.ok) throw new Error(said.detail);
  return said.sha256;
}

if (place) {
  const answer = document.getElementById("answer");
  const show = (style, text) => { answer.className = style; answer.textContent = text; };
  place.hidden = false;
  document.getElementById("file").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    if (file.size > LARGEST) return show("bad", zh`文件有 ${Math.ceil(file.size / 1048576)} MB，超过 30 MB，不会是这份公文。`);
    show("", zh`正在计算……`);
    try {
      const hash = await hashOf(file);
      if (hash === place.dataset.document) show("good", zh`一致：这就是印发时的原件，没有改动。`);
      else if (hash === place.dataset.pdf) show("good", zh`一致：这就是由原件生成的 PDF，没有改动。`);
      else show("bad", zh`不一致：“${file.name}”不是印发时的那一份，它的 SHA-256 是 ${hash}。`);
    } catch (fault) {
      show("bad", zh`没有核对成：${fault.message}`);
    }
  });
}
