// Every page says when there are no passwords and the data are samples.
import { zh } from "/pages/words.js";

const reply = await fetch("/api/sign-in/people", { method: "GET" }).catch(() => null);
if (reply && reply.status !== 404) {
  const banner = Object.assign(document.createElement("p"), { className: "banner", textContent: zh`演示方式：本机登录，不需要密码，只在这台电脑上有效。人员和企业均为样例数据。` });
  banner.setAttribute("role", "status");
  document.body.prepend(banner);
}
