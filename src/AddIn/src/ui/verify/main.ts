import { serve } from './background';
import { startPage } from './page';

// One script is both: the page, and the worker the page starts from the script's own text.
if (typeof document === 'undefined') serve(globalThis);
else startPage(document.querySelector<HTMLElement>('#page')!, document.currentScript?.textContent ?? null);
