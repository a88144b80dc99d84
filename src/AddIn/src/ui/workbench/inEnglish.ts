/** The page is written in Chinese; these are its words for others. */
export function inEnglish(): void {
  document.documentElement.lang = 'en';
  document.title = 'SpotCheck workbench';
  document.querySelector('h1')!.textContent = document.title;
  document.querySelector('#others')!.ariaLabel = 'Other pages';
  document.querySelector('#others a')!.textContent = 'Public log, verifier and other pages';
  document.querySelector('#sheetside')!.ariaLabel = 'Sheet';
  document.querySelector('#tabs')!.ariaLabel = 'Sheets';
  document.querySelector('#pane')!.setAttribute('title', 'SpotCheck pane');
}
