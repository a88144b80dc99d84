import { Button, Card, CardHeader, Caption1, Text, makeStyles } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { usePane } from './context';
import { screens } from './screens';
import { SignInPart } from './SignInPart';

const NewsPart = lazy(() => import('./screens/news/NewsPart'));
const useStyles = makeStyles({ title: { paddingLeft: 0, paddingRight: 0, minWidth: 'auto', justifyContent: 'flex-start' } });

export function Home(): React.ReactNode {
  const { texts, language, person, go } = usePane();
  const styles = useStyles();
  return (
    <>
      <Text>{texts.home.welcome}</Text>
      {person === null ? <><Button appearance="primary" onClick={() => go('plan')}>{texts.home.tryIt}</Button><Caption1>{texts.home.tryAbout}</Caption1></> : null}
      {screens.map(({ id, title, about }) => (
        <Card key={id} onClick={() => go(id)} size="small">
          <CardHeader
            header={<Button appearance="transparent" className={styles.title} onClick={() => go(id)}>{title[language]}</Button>}
            description={<Caption1>{about[language]}</Caption1>}
          />
        </Card>
      ))}
      {person === null ? null : <Suspense><NewsPart key={person.id} /></Suspense>}
      <SignInPart />
    </>
  );
}
