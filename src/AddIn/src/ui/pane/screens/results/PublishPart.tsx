import { Button, Field, Input, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { useReturn } from '../../parts/Asked';
import { Message } from '../../parts/Message';
import { Part, Row } from '../../parts/Part';
import { Reason } from '../../parts/Reason';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useResultsTexts } from './useResultsTexts';

type ObjectView = Schemas['ObjectView'];
const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px' } });
const base = '/api/bureaus/{bureau}/check-runs/{id}';

/** The results of a run: the section head publishes or returns them, the clerk closes follow-ups. */
export function PublishPart({ view, onChanged }: { readonly view: Schemas['RunView']; readonly onChanged: () => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau, roles } = usePerson();
  const texts = useResultsTexts();
  const styles = useStyles();
  const [where, setWhere] = useState('国家企业信用信息公示系统');
  const [asking, setAsking] = useState<{ readonly act: 'return' | 'close'; readonly one: ObjectView } | null>(null);
  const [said, setSaid] = useState('');
  useReturn(asking === null ? null : `${asking.act} ${asking.one.objectId}`);
  const path = { bureau, id: view.summary.id };
  const acting = useTask(async (_, act: () => Promise<unknown>, words: string) => {
    await act();
    setAsking(null);
    setSaid(words);
    onChanged();
  });
  const head = roles.includes('SectionHead');
  const waiting = view.objects.filter(({ state }) => state === 'Entered');
  const decide = (words: string): void => {
    if (asking === null) return;
    const object = { params: { path: { ...path, objectId: asking.one.objectId } } };
    const { revision } = asking.one.result!;
    void acting.run(() => (asking.act === 'return'
      ? answered(service.POST(`${base}/objects/{objectId}/return`, { ...object, body: { revision, reason: words } }))
      : answered(service.POST(`${base}/objects/{objectId}/follow-up`, { ...object, body: { revision, closedOn: new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }), note: words } }))),
    asking.act === 'return' ? texts.back : texts.closed);
  };
  const question = asking === null ? null : (
    <Reason label={asking.act === 'return' ? texts.backWhy(asking.one.name) : texts.closeNote(asking.one.name)} action={asking.act === 'return' ? texts.back : texts.close}
      busy={acting.running} onDone={decide} onCancel={() => setAsking(null)} />
  );
  return (
    <Part title={texts.publish}>
      <ul className={styles.list}>
        {view.objects.map((one) => (
          <li key={one.objectId}>
            <Text>{one.name} · {one.stateName}{one.result === null ? '' : ` · ${one.result.shown}`}</Text>
            {one.state === 'Returned' && typeof one.result?.returnedBecause === 'string' ? <Text block size={200}>{texts.returned(one.result.returnedBecause)}</Text> : null}
            {asking?.one.objectId === one.objectId ? question : <Row>
              {head && one.state === 'Entered' ? <Button size="small" appearance="subtle" data-asks={`return ${one.objectId}`} aria-label={`${texts.back} ${one.name}`} onClick={() => setAsking({ act: 'return', one })}>{texts.back}</Button> : null}
              {roles.includes('Clerk') && one.state === 'Published' && closes(one) ? <Button size="small" appearance="subtle" data-asks={`close ${one.objectId}`} aria-label={`${texts.close} ${one.name}`} onClick={() => setAsking({ act: 'close', one })}>{texts.close}</Button> : null}
            </Row>}
          </li>
        ))}
      </ul>
      {!head ? null : waiting.length === 0 ? <Text>{texts.nothing}</Text> : (
        <form onSubmit={(event) => {
          event.preventDefault();
          void acting.run(() => answered(service.POST(`${base}/publication`, { params: { path }, body: { where: where.trim() } })), texts.published);
        }}>
          <Field label={texts.where} hint={texts.publishSure} required><Input value={where} maxLength={200} onChange={(_, { value }) => setWhere(value)} /></Field>
          <Button type="submit" appearance="primary" size="small" disabled={acting.running || where.trim() === ''}>{texts.publishAll(waiting.length)}</Button>
        </form>
      )}
      <Working task={acting} label={texts.saving} />
      <Trouble task={acting} />
      <Message intent="success">{said}</Message>
    </Part>
  );
}

const closes = ({ result }: ObjectView): boolean => result !== null && result.followUpClosedOn === null && result.followUps.some((code) => code !== 'none');
