import { Button, Card, CardHeader, Caption1, Text } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { usePane } from './context';
import { screens } from './screens';
import { SignInPart } from './SignInPart';

const NewsPart = lazy(() => import('./screens/news/NewsPart'));

export function Home(): React.ReactNode {
  const { texts, language, person, go } = usePane();
  return (
    <>
      <Text>{texts.home.welcome}</Text>
      {screens.map(({ id, title, about }) => (
        <Card key={id} onClick={() => go(id)} size="small">
          <CardHeader
            header={<Button appearance="transparent" onClick={() => go(id)}>{title[language]}</Button>}
            description={<Caption1>{about[language]}</Caption1>}
          />
        </Card>
      ))}
      {person === null ? null : <Suspense><NewsPart key={person.id} /></Suspense>}
      <SignInPart />
    </>
  );
}
