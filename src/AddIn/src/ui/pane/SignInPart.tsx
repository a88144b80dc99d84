import { Button, Caption1, Subtitle2, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { bureausOf } from '../../domain/people';
import { signInTexts } from '../../i18n/signInTexts';
import { answered, type Schemas } from '../../service/client';
import { usePane, useTexts } from './context';
import { Trouble } from './parts/Trouble';
import { useTask } from './useTask';

type SamplePerson = Schemas['ListSignInPeopleSignInPerson'];

const useStyles = makeStyles({
  bureau: { display: 'flex', flexDirection: 'column', alignItems: 'stretch', gap: '2px', marginTop: '8px' },
  person: { justifyContent: 'flex-start', textAlign: 'start', fontWeight: 400 },
});

/** Who is signed in, and how to become somebody. */
export function SignInPart(): React.ReactNode {
  const { person, signIn } = usePane();
  if (person !== null) return <SignedIn name={person.name} department={person.departmentName} roles={person.roles} />;
  if (signIn === null) return null;
  return signIn.way === 'samplePeople' ? <SamplePeople /> : <AtTheIssuer />;
}

function SignedIn({ name, department, roles }: { readonly name: string; readonly department: string; readonly roles: readonly Schemas['Role'][] }): React.ReactNode {
  const { texts, signIn, refresh } = usePane();
  const leaving = useTask(async () => {
    await signIn?.signOut();
    await refresh();
  });
  return (
    <section aria-label={texts.signIn.title}>
      <Text weight="semibold">{texts.signIn.as(name, department)}</Text>{' '}
      <Caption1>{roles.map((role) => texts.roles[role]).join('、')}</Caption1>{' '}
      <Button size="small" appearance="subtle" disabled={leaving.running} onClick={() => void leaving.run()}>{texts.signIn.out}</Button>
      <Trouble task={leaving} />
    </section>
  );
}

/** One button; the rest happens in a window of the issuer. Whoever closes that window can give up waiting. */
function AtTheIssuer(): React.ReactNode {
  const { texts, signIn, refresh } = usePane();
  const words = useTexts(signInTexts);
  const giveUp = useRef<AbortController | null>(null);
  const entering = useTask(async () => {
    giveUp.current = new AbortController();
    await signIn!.signIn({ signal: giveUp.current.signal });
    await refresh();
  });
  if (signIn!.way === 'none') return <Text>{words.notSetUp}</Text>;
  return (
    <section aria-labelledby="sign-in">
      <Subtitle2 as="h2" id="sign-in">{texts.signIn.title}</Subtitle2>
      <div><Button appearance="primary" disabled={entering.running} onClick={() => void entering.run()}>{words.button}</Button></div>
      {entering.running ? <div role="status"><Caption1>{words.waiting}</Caption1>{' '}<Button size="small" onClick={() => giveUp.current?.abort()}>{texts.cancel}</Button></div> : null}
      <Trouble task={entering} />
    </section>
  );
}

function SamplePeople(): React.ReactNode {
  const { texts, service, signIn, refresh } = usePane();
  const styles = useStyles();
  const [people, setPeople] = useState<readonly SamplePerson[]>([]);
  const reading = useTask(async () => setPeople(await answered(service.GET('/api/sign-in/people'))));
  const entering = useTask(async (_, id: string) => {
    await signIn!.signIn({ person: id });
    await refresh();
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  return (
    <section aria-labelledby="sign-in">
      <Subtitle2 as="h2" id="sign-in">{texts.signIn.title}</Subtitle2>
      <div><Caption1>{texts.signIn.sample}</Caption1></div>
      <Trouble task={reading} />
      <Trouble task={entering} />
      {bureausOf(people).map(({ bureau, members }) => (
        <section key={bureau} aria-label={bureau} className={styles.bureau}>
          <Text weight="semibold">{bureau}</Text>
          {members.map(({ id, name, departmentName, roles }) => (
            <Button key={id} size="small" appearance="subtle" className={styles.person} disabled={entering.running} onClick={() => void entering.run(id)}>
              {name} · {roles.map((role) => texts.roles[role]).join('、')} · {departmentName}
            </Button>
          ))}
        </section>
      ))}
    </section>
  );
}
