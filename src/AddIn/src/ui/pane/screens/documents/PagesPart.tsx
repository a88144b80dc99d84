import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Part, Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useDocumentsTexts } from './useDocumentsTexts';

const useStyles = makeStyles({ page: { display: 'block', width: '100%', height: 'auto', border: `1px solid ${tokens.colorNeutralStroke1}`, backgroundColor: '#ffffff' } });

/** The printed pages as pictures, one at a time: what will be issued, before it is. */
export function PagesPart({ document }: { readonly document: string }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useDocumentsTexts();
  const styles = useStyles();
  const [shown, setShown] = useState<{ readonly page: number; readonly of: number; readonly picture: string } | null>(null);
  // Where it ends up is known once a page has its height.
  const [seen, setSeen] = useState(false);
  const drawing = useTask(async (_, page: number, known: number | null) => {
    const path = { bureau, document };
    const of = known ?? (await answered(service.GET('/api/bureaus/{bureau}/documents/{document}/pages', { params: { path } }))).pages;
    const drawn = await answered<Blob>(service.GET('/api/bureaus/{bureau}/documents/{document}/pages/{page}', { params: { path: { ...path, page } }, parseAs: 'blob' }));
    setShown({ page, of, picture: await asAddress(drawn) });
  });
  const { run } = drawing;
  useEffect(() => void run(1, null), [run]);
  const turn = (by: number): void => {
    if (shown !== null) void run(shown.page + by, shown.of);
  };
  return (
    <>
      {shown === null ? null : (
        <Part title={texts.pagesTitle} arrives={seen}>
          <Row>
            <Button size="small" disabled={drawing.running || shown.page === 1} onClick={() => turn(-1)}>{texts.pageBefore}</Button>
            <Text size={200} role="status">{texts.page(shown.page, shown.of)}</Text>
            <Button size="small" disabled={drawing.running || shown.page === shown.of} onClick={() => turn(1)}>{texts.pageAfter}</Button>
          </Row>
          <img className={styles.page} src={shown.picture} alt={texts.page(shown.page, shown.of)} onLoad={() => setSeen(true)} />
        </Part>
      )}
      <Working task={drawing} label={texts.drawing} />
      <Trouble task={drawing} />
    </>
  );
}

/** The page's policy shows pictures of its own origin and such addresses; a picture asked for with a token is neither until it is one. */
const asAddress = (picture: Blob): Promise<string> => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.addEventListener('load', () => resolve(reader.result as string));
  reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable picture')));
  reader.readAsDataURL(picture);
});
