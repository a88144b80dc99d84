/** Tells the pane, from inside a dialog of Office, the address the issuer came back to. */
export async function answerDialog(script: string, address: string): Promise<void> {
  await new Promise((resolve, reject) => {
    const office = document.createElement('script');
    office.src = script;
    office.addEventListener('load', resolve);
    office.addEventListener('error', () => reject(new Error('Office.js')));
    document.head.append(office);
  });
  await Office.onReady();
  Office.context.ui.messageParent(address);
}
