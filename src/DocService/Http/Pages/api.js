import { zh } from "/pages/words.js";

const place = document.getElementById("operations");
const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};

function shape(schema, all, depth = 0) {
  if (!schema) return "—";
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    return depth > 3 ? name : shape(all[name], all, depth + 1);
  }
  if (schema.enum) return schema.enum.map(value => JSON.stringify(value)).join(" | ");
  const options = schema.oneOf ?? schema.anyOf;
  if (options) return options.map(option => shape(option, all, depth)).join(" | ");
  const type = [schema.type ?? "any"].flat();
  if (type.includes("array")) return `${shape(schema.items, all, depth)}[]`;
  if (type.includes("object") && schema.properties) {
    const pad = "  ".repeat(depth + 1);
    const rows = Object.entries(schema.properties).map(([name, value]) => `${pad}${name}${schema.required?.includes(name) ? "" : "?"}: ${shape(value, all, depth + 1)}`);
    return `{\n${rows.join("\n")}\n${"  ".repeat(depth)}}`;
  }
  return type.join(" | ") + (schema.format ? ` (${schema.format})` : "");
}

function operation(method, path, spec, all) {
  const details = make("details", {}, make("summary", {}, make("span", { className: "method", textContent: method.toUpperCase() }), make("code", { textContent: path }), `　${spec.summary ?? ""}`));
  if (spec.parameters?.length) {
    const rows = spec.parameters.map(p => make("tr", {}, make("td", {}, make("code", { textContent: p.name })), make("td", { textContent: { path: zh`地址`, query: zh`查询`, header: zh`请求头` }[p.in] ?? p.in }), make("td", { textContent: shape(p.schema, all) }), make("td", { textContent: p.required ? zh`必填` : "" })));
    details.append(make("table", {}, ...rows));
  }
  for (const [type, content] of Object.entries(spec.requestBody?.content ?? {}))
    details.append(make("p", { textContent: zh`请求内容（${type}）` }), make("pre", { textContent: shape(content.schema, all) }));
  for (const [status, reply] of Object.entries(spec.responses ?? {})) {
    const [type, content] = Object.entries(reply.content ?? {})[0] ?? [];
    details.append(make("p", { textContent: zh`返回 ${status}${type ? zh`（${type}）` : ""}` }));
    if (content?.schema) details.append(make("pre", { textContent: shape(content.schema, all) }));
  }
  return details;
}

try {
  const document_ = await (await fetch("/openapi.json")).json();
  const groups = new Map();
  for (const [path, methods] of Object.entries(document_.paths))
    for (const [method, spec] of Object.entries(methods)) {
      const tag = spec.tags?.[0] ?? zh`其他`;
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push(operation(method, path, spec, document_.components?.schemas ?? {}));
    }
  place.replaceChildren(...[...groups].map(([tag, operations]) => make("section", {}, make("h2", { textContent: tag }), ...operations)));
} catch {
  place.replaceChildren(make("p", { className: "fault", textContent: zh`读不到 openapi.json。请刷新页面；仍不行时请查看服务日志。` }));
}
