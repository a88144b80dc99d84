import { Button, Caption1, Text } from '@fluentui/react-components';
import { usePane } from './context';
import { Loaded } from './parts/Loaded';
import { screens } from './screens';
import { SignInPart } from './SignInPart';

const loadNews = () => import('./screens/news/NewsPart');

export function Home(): React.ReactNode {
  const { texts, language, person, go } = usePane();
  return (
    <>
      <Text>{texts.home.welcome}</Text>
      {person === null ? <><Button appearance="primary" onClick={() => go('plan')}>{texts.home.tryIt}</Button><Caption1>{texts.home.tryAbout}</Caption1></> : null}
      {screens.map(({ id, title, about }) => (
        <div key={id} className="choice">
          <button type="button" onClick={() => go(id)}>{title[language]}</button>
          <span>{about[language]}</span>
        </div>
      ))}
      {person === null ? null : <Loaded key={person.id} load={loadNews} quiet />}
      <SignInPart />
    </>
  );
}
