import { Button, Card, CardHeader, Caption1, Text } from '@fluentui/react-components';
import { usePane } from './context';
import { screens } from './screens';
import { SignInPart } from './SignInPart';

export function Home(): React.ReactNode {
  const { texts, language, go } = usePane();
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
      <SignInPart />
    </>
  );
}
