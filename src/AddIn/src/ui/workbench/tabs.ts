import type { FUniver } from '@univerjs/presets';

const sheetChanges = /^sheet\.(?:mutation\.(?:insert-sheet|remove-sheet|set-worksheet-name|set-worksheet-order)|operation\.set-worksheet-active)/;

/** The sheets of the workbook as tabs that a keyboard and a screen reader reach. Returns how to show them anew for another workbook. */
export function showTabs(list: HTMLElement, api: FUniver): () => void {
  const show = (): void => {
    const book = api.getActiveWorkbook();
    if (book === null) return;
    const active = book.getActiveSheet().getSheetId();
    list.replaceChildren(...book.getSheets().filter((sheet) => !sheet.isSheetHidden()).map((sheet) => {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.role = 'tab';
      tab.textContent = sheet.getSheetName();
      tab.ariaSelected = String(sheet.getSheetId() === active);
      tab.tabIndex = sheet.getSheetId() === active ? 0 : -1;
      tab.addEventListener('click', () => book.setActiveSheet(sheet));
      return tab;
    }));
  };
  list.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const tabs = [...list.querySelectorAll('button')];
    const at = tabs.indexOf(event.target as HTMLButtonElement);
    if (step === 0 || at < 0) return;
    const next = tabs[(at + step + tabs.length) % tabs.length]!;
    next.click();
    list.querySelectorAll('button')[(at + step + tabs.length) % tabs.length]?.focus();
  });
  api.addEvent(api.Event.CommandExecuted, ({ id }) => {
    if (sheetChanges.test(id)) show();
  });
  show();
  return show;
}
