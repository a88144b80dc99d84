import { Button, Caption1, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { momentText } from '../../../../domain/ceremony/moments';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson, useTexts } from '../../context';
import { Part, Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { screens } from '../../screens';
import { useTask } from '../../useTask';
import { newsTexts } from './news';

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '4px' } });

/** What others did since the reader last said that he had seen it; nothing where nothing happened. */
export default function NewsPart(): React.ReactNode {
  const { service, go } = usePane();
  const { bureau } = usePerson();
  const texts = useTexts(newsTexts);
  const styles = useStyles();
  const [news, setNews] = useState<Schemas['ReadNewsResponse'] | null>(null);
  const reading = useTask(async () => setNews(await answered(service.GET('/api/bureaus/{bureau}/news', { params: { path: { bureau } } }))));
  const seeing = useTask(async (_, upTo: number) => {
    await answered(service.POST('/api/bureaus/{bureau}/news/seen', { params: { path: { bureau } }, body: { upTo } }));
    await reading.run();
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  if ((news === null || news.entries.length === 0) && reading.fault === null) return null;
  return (
    <Part title={texts.title}>
      <Trouble task={reading} />
      <ul className={styles.list}>
        {news?.entries.slice(0, 8).map(({ at, by, act, text, objectId, journey }) => (
          <li key={`${at} ${by} ${act} ${objectId}`}>
            <Text>{text}</Text> <Caption1>{momentText(at)}</Caption1>{' '}
            {screens.some(({ id }) => id === journey) ? <Button size="small" appearance="subtle" aria-label={`${texts.open} ${text}`} onClick={() => go(journey)}>{texts.open}</Button> : null}
          </li>
        ))}
      </ul>
      {news === null ? null : (
        <Row>
          <Button size="small" disabled={seeing.running} onClick={() => void seeing.run(news.upTo)}>{texts.seen}</Button>
          {news.more + Math.max(0, news.entries.length - 8) > 0 ? <Caption1>{texts.more(news.more + Math.max(0, news.entries.length - 8))}</Caption1> : null}
        </Row>
      )}
      <Trouble task={seeing} />
    </Part>
  );
}
