import type { GridSheet } from '../../../hosts/web/GridSheet';
import type { Language } from '../../../i18n/language';
import { TableView } from './TableView';
import { tableWords } from './words';

const key = 'spotcheck.table';

/** The table and the button that shows it; the browser remembers which way somebody works. */
export function showTable(button: HTMLElement, place: HTMLElement, grid: GridSheet, language: Language): TableView {
  const words = tableWords[language];
  place.ariaLabel = words.region;
  button.textContent = words.toggle;
  const view = new TableView(place, grid, words);
  const show = (open: boolean): void => {
    button.ariaPressed = String(open);
    view.show(open);
  };
  button.addEventListener('click', () => {
    const open = !view.open;
    localStorage.setItem(key, String(open));
    show(open);
    if (open) view.takeKeyboard();
  });
  show(localStorage.getItem(key) === 'true');
  return view;
}
