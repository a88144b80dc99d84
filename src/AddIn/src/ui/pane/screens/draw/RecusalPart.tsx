import { Button, Field, Input, Select, Text, Textarea, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Act } from '../../../../domain/ceremony/course';
import { closingTime, instantOf } from '../../../../domain/ceremony/moments';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Part, Row } from '../../parts/Part';
import { Sure } from '../../parts/Sure';
import { useTask } from '../../useTask';
import { named } from './texts';
import { useDrawTexts } from './useDrawTexts';

type Draw = Schemas['ShowDrawResponse'];

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px' } });
const line = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, ' ');

/** Recusals after the result, and the re-draw of the inspectors concerned. */
export function RecusalPart({ draw, page, acts, onDone }: { readonly draw: Draw; readonly page: string; readonly acts: ReadonlySet<Act>; readonly onDone: () => void }): React.ReactNode {
  const { host } = usePane();
  const texts = useDrawTexts().recusal;
  const styles = useStyles();
  const pending = draw.recusals.filter((one) => one.pending);
  if (!acts.has('recuse') && pending.length === 0 && draw.replacements.length === 0 && draw.waitingDeclarations === 0) return null;
  return (
    <Part title={texts.title}>
      {draw.waitingDeclarations === 0 ? null : (
        <Message stands intent="warning">{texts.waiting(draw.waitingDeclarations, draw.desk)}
          <Row><Button size="small" onClick={() => void host.openWindow(page)}>{texts.decide}</Button></Row></Message>
      )}
      {pending.length === 0 ? null : <ul className={styles.list}>{pending.map((one) => <li key={one.seq}>{texts.pending(one.task, named(draw.objectNames, one.object), named(draw.inspectorNames, one.inspector), one.ground)}</li>)}</ul>}
      {acts.has('reopen') ? <Reopen draw={draw} pending={pending.length} onDone={onDone} /> : null}
      {draw.replacements.length === 0 ? null : (
        <ul className={styles.list}>
          {draw.replacements.map((one) => <li key={`${one.task} ${one.object} ${one.out}`}>{texts.replaced(one.task, named(draw.objectNames, one.object), named(draw.inspectorNames, one.out), one.in === '' ? texts.nobody : named(draw.inspectorNames, one.in))}</li>)}
        </ul>
      )}
      {acts.has('recuse') ? <Recuse draw={draw} onDone={onDone} /> : null}
    </Part>
  );
}

function Reopen({ draw, pending, onDone }: { readonly draw: Draw; readonly pending: number; readonly onDone: () => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const { recusal: texts, prepare, doing } = useDrawTexts();
  const [deadline, setDeadline] = useState(() => closingTime(Date.now(), 2));
  const instant = instantOf(deadline);
  const reopening = useTask(async () => {
    await answered(service.POST('/api/bureaus/{bureau}/draws/{id}/reopening', { params: { path: { bureau, id: draw.id } }, body: { deadline: instant ?? '' } }));
    onDone();
  });
  // A lottery issue and a phrase are used up; others are named on the ceremony page.
  if (draw.contributions.some(({ source }) => source === 'kl8' || source === 'phrase')) return <Text>{texts.newSources}</Text>;
  return (
    <>
      <Field label={prepare.deadline} {...(instant === null ? { validationMessage: prepare.badTime } : {})}><Input type="datetime-local" value={deadline} onChange={(_, { value }) => setDeadline(value)} /></Field>
      {instant === null ? null : <Row><Sure primary action={texts.reopen} question={texts.reopenSure(pending)} task={reopening} doing={doing} /></Row>}
    </>
  );
}

function Recuse({ draw, onDone }: { readonly draw: Draw; readonly onDone: () => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const { recusal: texts, doing } = useDrawTexts();
  const live = draw.tasks.filter(({ outcome }) => outcome?.live === true);
  const [task, setTask] = useState(live[0]?.id ?? '');
  const [words, setWords] = useState('');
  const [object, setObject] = useState('');
  const [inspector, setInspector] = useState('');
  const [origin, setOrigin] = useState<'Declared' | 'Found'>('Declared');
  const [ground, setGround] = useState('');
  const drawn = live.find(({ id }) => id === task)?.outcome?.drawn ?? [];
  const wanted = words.trim().toUpperCase();
  const found = wanted === '' ? drawn : drawn.filter((one) => named(draw.objectNames, one.object).toUpperCase().includes(wanted));
  const chosen = found.find((one) => one.object === object);
  const team = chosen?.team.filter(({ recused }) => !recused) ?? [];
  const recording = useTask(async () => {
    await answered(service.POST('/api/bureaus/{bureau}/draws/{id}/recusals', { params: { path: { bureau, id: draw.id } }, body: { task, object, inspector, ground: line(ground), origin } }));
    setGround('');
    setInspector('');
    onDone();
  });
  const complete = chosen !== undefined && team.some((one) => one.inspector === inspector) && line(ground) !== '';
  return (
    <details>
      <summary>{texts.record}</summary>
      {live.length < 2 ? null : <Field label={texts.task}><Select value={task} onChange={(_, { value }) => setTask(value)}>{live.map(({ id }) => <option key={id}>{id}</option>)}</Select></Field>}
      <Field label={texts.object} hint={texts.found(found.length)}><Input type="search" value={words} onChange={(_, { value }) => setWords(value)} /></Field>
      <Select aria-label={texts.object} value={chosen === undefined ? '' : object} onChange={(_, { value }) => {
        setObject(value);
        setInspector('');
      }}>
        <option value="" />
        {found.slice(0, 200).map((one) => <option key={one.object} value={one.object}>{named(draw.objectNames, one.object)}</option>)}
      </Select>
      {chosen === undefined ? null : (
        <>
          <Field label={texts.inspector}>
            <Select value={inspector} onChange={(_, { value }) => setInspector(value)}>
              <option value="" />
              {team.map((one) => <option key={`${one.role} ${one.inspector}`} value={one.inspector}>{one.role} {named(draw.inspectorNames, one.inspector)}</option>)}
            </Select>
          </Field>
          <Field label={texts.origin}>
            <Select value={origin} onChange={(_, { value }) => setOrigin(value as 'Declared' | 'Found')}>
              {(['Declared', 'Found'] as const).map((one) => <option key={one} value={one}>{texts.origins[one]}</option>)}
            </Select>
          </Field>
          <Field label={texts.ground} required><Textarea value={ground} maxLength={900} onChange={(_, { value }) => setGround(value)} /></Field>
          {complete ? <Row><Sure primary action={texts.record} question={texts.sure} task={recording} doing={doing} /></Row> : <Button size="small" disabled>{texts.record}</Button>}
        </>
      )}
    </details>
  );
}
