import { Button, FluentProvider, Text, makeStyles, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { chooseSignIn } from '../../auth/chooseSignIn';
import type { Person, SignIn } from '../../auth/SignIn';
import type { Language } from '../../i18n/language';
import { paneEn } from '../../i18n/pane.en';
import { paneZh } from '../../i18n/pane.zh';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import { connectService } from '../../service/client';
import { whoAmI } from '../../usecases/whoAmI';
import { PaneContext, usePane, type Pane } from './context';
import { Home } from './Home';
import { reloadAt, screenBefore } from './lastScreen';
import { Loaded } from './parts/Loaded';
import { Trouble } from './parts/Trouble';
import { Waiting } from './parts/Waiting';
import { screens, type Screen } from './screens';
import { SignInPart } from './SignInPart';
import { useDarkness } from './useDarkness';
import { useKeptFocus } from './useKeptFocus';
import { useMessagesInView } from './useMessagesInView';
import { useTask } from './useTask';

const useStyles = makeStyles({
  pane: { height: '100%', display: 'flex', flexDirection: 'column' },
  // The top right 34 × 32 px belong to the host.
  bar: { display: 'flex', alignItems: 'center', gap: '4px', minHeight: '32px', paddingRight: '38px', paddingLeft: '12px' },
  title: { fontSize: '14px', fontWeight: 600, margin: 0, flexGrow: 1 },
  body: { flexGrow: 1, overflowY: 'auto', padding: '4px 12px 16px', display: 'flex', flexDirection: 'column', gap: '10px', '& > *': { flexShrink: 0 } },
});

/** @param follow Tells of journeys asked for outside the pane, by the ribbon. */
export function App({ host, language, follow }: { readonly host: WorkbookHost; readonly language: Language; readonly follow?: (show: (screen: string) => void) => void }): React.ReactNode {
  const styles = useStyles();
  const dark = useDarkness();
  const texts = language === 'en-US' ? paneEn : paneZh;
  useKeptFocus();
  useMessagesInView();
  const bearer = useRef<SignIn | null>(null);
  const service = useMemo(() => connectService(language, async () => (await bearer.current?.token()) ?? null), [language]);
  const [signIn, setSignIn] = useState<SignIn | null>(null);
  const [person, setPerson] = useState<Person | null>(null);
  const [at, go] = useState(() => screenBefore() ?? 'home');
  useEffect(() => follow?.(go), [follow]);
  const asking = useTask(async () => {
    bearer.current ??= await chooseSignIn(service, host.kind);
    setSignIn(bearer.current);
    setPerson(await whoAmI(service));
  });
  const refresh = useCallback(() => asking.run(), [asking.run]);
  useEffect(() => void refresh(), [refresh]);
  const pane: Pane = useMemo(
    () => ({ host, service, language, texts, person, signIn, go, refresh, reload: () => reloadAt(at) }),
    [host, service, language, texts, person, signIn, refresh, at],
  );
  const screen = screens.find(({ id }) => id === at);
  return (
    <FluentProvider theme={dark ? webDarkTheme : webLightTheme} className={styles.pane}>
      <PaneContext value={pane}>
        <header className={styles.bar}>
          {screen === undefined ? null : <Button appearance="subtle" size="small" onClick={() => go('home')}>← {texts.back}</Button>}
          <h1 className={styles.title}>{screen === undefined ? texts.product : screen.title[language]}</h1>
        </header>
        <main className={styles.body} tabIndex={-1}>
          <Trouble task={asking} />
          <Waiting />
          {screen === undefined ? <Home /> : <Opened screen={screen} />}
        </main>
      </PaneContext>
    </FluentProvider>
  );
}

/** A screen, or what is missing to see it. Another person gets it anew. */
function Opened({ screen }: { readonly screen: Screen }): React.ReactNode {
  const { texts, person } = usePane();
  if (screen.roles !== null && person === null) return <><Text>{texts.home.signInFirst}</Text><SignInPart /></>;
  if (screen.roles !== null && !screen.roles.some((role) => person!.roles.includes(role))) return <Text>{texts.home.forRoles(screen.roles.map((role) => texts.roles[role]).join('、'))}</Text>;
  return <Loaded key={`${screen.id} ${person?.id}`} load={screen.load} />;
}
