// Runs before everything else and without the bundle, so that a bundle which never arrives is noticed and said.
(() => {
  'use strict';
  const script = document.currentScript;
  const english = /[?&]lang=en/.test(location.search);

  const show = (code, cause) => {
    const box = document.querySelector('#boot');
    if (!box || window.spotcheckReady) return;
    const text = document.createElement('p');
    text.textContent = `${cause}${english ? ' Check the network, or ask the administrator for the address of the service. Code ' : '请检查网络，或请管理员核对服务地址。编号 '}${code}`;
    const again = document.createElement('button');
    again.type = 'button';
    again.textContent = english ? 'Retry' : '重试';
    again.addEventListener('click', () => location.reload());
    box.replaceChildren(text, again);
    box.hidden = false;
  };

  const loadOffice = (resolve) => {
    const office = document.createElement('script');
    office.src = script.dataset.office;
    office.addEventListener('load', () => resolve(true));
    office.addEventListener('error', () => {
      show('BOOT-OFFICE', english ? 'The script of Office could not be loaded.' : '没有取到 Excel 的接口脚本（Office.js）。');
      resolve(false);
    });
    document.head.append(office);
  };

  window.spotcheckOffice = new Promise((resolve) => {
    // Beside the web grid nothing is asked of another origin.
    if (/[?&]host=web/.test(location.search)) resolve(false);
    else loadOffice(resolve);
  });
  // Asked while the bundle is on its way; the pane takes the answers (service/earlyAnswers.ts).
  const ask = (path) => fetch(path, { headers: { Accept: 'application/json' } }).catch(() => null);
  const after = (answer, holds, path) => answer.then(async (found) => (found && await holds(found) ? ask(path) : null)).catch(() => null);
  const ways = ask('/api/sign-in');
  // Only where a cookie says who it is; an issuer's token is not here yet.
  const me = after(ways, async (found) => found.ok && (await found.clone().json()).local, '/api/me');
  const people = after(me, (found) => found.status === 401, '/api/sign-in/people');
  window.spotcheckAsked = new Map([['/api/sign-in', ways], ['/api/me', me], ['/api/sign-in/people', people]]);
  setTimeout(() => show('BOOT-8S', english ? 'The pane has not opened within 8 seconds.' : '窗格 8 秒内没有打开。'), 8000);
})();
