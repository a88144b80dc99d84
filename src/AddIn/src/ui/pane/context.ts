import { createContext, use } from 'react';
import type { Person, SignIn } from '../../auth/SignIn';
import type { Language } from '../../i18n/language';
import type { PaneTexts } from '../../i18n/pane.zh';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import type { Service } from '../../service/client';

/** What every screen works with. */
export interface Pane {
  readonly host: WorkbookHost;
  readonly service: Service;
  readonly language: Language;
  readonly texts: PaneTexts;
  readonly person: Person | null;
  /** Null until it is known how people sign in here. */
  readonly signIn: SignIn | null;
  readonly go: (screen: string) => void;
  /** Reads anew who is signed in. */
  readonly refresh: () => Promise<void>;
  /** Loads the newest pane and comes back to this screen. */
  readonly reload: () => void;
}

export const PaneContext = createContext<Pane | null>(null);

export function usePane(): Pane {
  const pane = use(PaneContext);
  if (pane === null) throw new Error('a screen stands outside the pane');
  return pane;
}

/** The signed-in person of a screen that asks for one. */
export function usePerson(): Person {
  const { person } = usePane();
  if (person === null) throw new Error('a screen that needs somebody is shown to nobody');
  return person;
}

/** A screen's own texts in the language of the pane. */
export const useTexts = <T>(texts: Record<Language, T>): T => texts[usePane().language];
