import { Button, Caption1, Subtitle2, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../service/client';
import { usePane } from './context';
import { Trouble } from './parts/Trouble';
import { useTask } from './useTask';

/** Who is signed in, and how to become somebody. */
export function SignInPart(): React.ReactNode {
  const { texts, person, signIn, refresh } = usePane();
  const leaving = useTask(async () => {
    await signIn.signOut();
    await refresh();
  });
  if (person === null) return <SamplePeople />;
  return (
    <section aria-label={texts.signIn.title}>
      <Text weight="semibold">{texts.signIn.as(person.name, person.departmentName)}</Text>{' '}
      <Caption1>{person.roles.map((role) => texts.roles[role]).join('、')}</Caption1>{' '}
      <Button size="small" appearance="subtle" disabled={leaving.running} onClick={() => void leaving.run()}>{texts.signIn.out}</Button>
      <Trouble task={leaving} />
    </section>
  );
}

function SamplePeople(): React.ReactNode {
  const { texts, service, signIn, refresh } = usePane();
  const [people, setPeople] = useState<readonly Schemas['ListSignInPeopleSignInPerson'][]>([]);
  const reading = useTask(async () => setPeople(await answered(service.GET('/api/sign-in/people'))));
  const entering = useTask(async (_, id: string) => {
    await signIn.signIn(id);
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
      {people.map(({ id, name, bureauName, departmentName, roles }) => (
        <Button key={id} appearance="subtle" disabled={entering.running} onClick={() => void entering.run(id)}>
          {name}（{roles.map((role) => texts.roles[role]).join('、')}）{bureauName} {departmentName}
        </Button>
      ))}
    </section>
  );
}
