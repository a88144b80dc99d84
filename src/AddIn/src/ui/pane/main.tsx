import { createRoot } from 'react-dom/client';
import { associateJourneys } from '../../commands/journeys';
import { languageOf } from '../../i18n/language';
import { openHost } from './openHost';
import { App } from './App';

declare global {
  interface Window {
    /** Set by boot.js: whether Office.js has been loaded. */
    spotcheckOffice?: Promise<boolean>;
    spotcheckReady?: boolean;
  }
}

const { host, wish } = await openHost();
const language = languageOf(new URLSearchParams(location.search).get('lang') ?? wish ?? navigator.language);
document.documentElement.lang = language;
window.spotcheckReady = true;
document.querySelector('#boot')!.setAttribute('hidden', '');
createRoot(document.querySelector('#root')!).render(<App host={host} language={language} {...(host.kind === 'excel' ? { follow: associateJourneys } : {})} />);
