const key = 'spotcheck.screen';

/** Loads the newest pane; it opens where this one was. The workbook and the sign-in are outside the pane and stay. */
export function reloadAt(screen: string): void {
  sessionStorage.setItem(key, screen);
  location.reload();
}

/** Where the pane was before it loaded itself anew; asked once. */
export function screenBefore(): string | null {
  const screen = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return screen;
}
