export interface Editing {
  readonly label: string;
  readonly text: string;
  readonly choices: readonly string[];
  /** Moves on to the cell below after Enter, to the one beside after Tab. */
  readonly kept: (text: string, step: 'down' | 'right' | 'left' | 'stay') => void;
  readonly given: () => void;
}

/** Puts a field into a cell. Enter, Tab and leaving keep what was typed, Escape gives the old value back. */
export function openEditor(cell: HTMLElement, { label, text, choices, kept, given }: Editing): void {
  const field = choices.length > 0 ? Object.assign(document.createElement('input'), { type: 'text' }) : Object.assign(document.createElement('textarea'), { rows: Math.max(1, text.split('\n').length) });
  field.ariaLabel = label;
  field.value = text;
  let open = true;
  const close = (act: () => void): void => {
    if (!open) return;
    open = false;
    act();
  };
  field.addEventListener('keydown', (event) => {
    // An input method takes Enter and Escape for itself while it composes.
    if ((event as KeyboardEvent).isComposing) return;
    const { key, altKey, shiftKey } = event as KeyboardEvent;
    event.stopPropagation();
    if (key === 'Escape') close(given);
    else if (key === 'Enter' && altKey && field instanceof HTMLTextAreaElement) field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end');
    else if (key === 'Enter') close(() => kept(field.value, 'down'));
    else if (key === 'Tab') close(() => kept(field.value, shiftKey ? 'left' : 'right'));
    else return;
    event.preventDefault();
  });
  field.addEventListener('blur', () => close(() => kept(field.value, 'stay')));
  cell.replaceChildren(field);
  if (choices.length > 0) {
    const list = document.createElement('datalist');
    list.id = 'table-choices';
    list.replaceChildren(...choices.map((value) => Object.assign(document.createElement('option'), { value })));
    cell.append(list);
    field.setAttribute('list', list.id);
  }
  field.focus();
  field.select();
}
