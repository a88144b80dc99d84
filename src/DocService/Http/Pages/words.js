// The pages are written in Chinese. zh`…` gives the sentence in the reader's language: English stands in the tables a page names
// (data-english of its html), under the Chinese text, with {0}, {1} for the values in any order.
const page = document.documentElement;
const wish = new URLSearchParams(location.search).get("lang") ?? navigator.language ?? "";
/** A page without tables (papers, letters, what inspectors and partners sign) stays Chinese. */
export const inEnglish = page.dataset.english !== undefined && wish.toLowerCase().startsWith("en");
/** For Accept-Language: refusals and what the service itself puts into words. */
export const language = inEnglish ? "en-US" : "zh-CN";

const tables = inEnglish ? await Promise.all(["words", ...page.dataset.english.split(" ").filter(Boolean)].map(name => import(`/pages/${name}.en.js`).then(table => table.default, () => ({})))) : [];
const english = Object.assign({}, ...tables);

export function zh(parts, ...values) {
  const chinese = parts.reduce((text, part, n) => `${text}{${n - 1}}${part}`);
  return (english[chinese] ?? chinese).replace(/\{(\d)\}/g, (mark, n) => values[n]);
}

if (inEnglish) {
  page.lang = language;
  document.title = english[document.title] ?? document.title;
  const written = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (written.nextNode()) {
    const text = written.currentNode.data.trim();
    if (english[text]) written.currentNode.data = written.currentNode.data.replace(text, english[text]);
  }
}
