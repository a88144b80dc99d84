import { Button, Checkbox, Field, Input, Select, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { closingTime, instantOf } from '../../../../domain/ceremony/moments';
import type { DiceSource } from '../../../../domain/ceremony/entries';
import { answered, type Schemas } from '../../../../service/client';
import { ServiceFault } from '../../../../service/ServiceFault';
import { drawableTasks, type DrawableTask } from '../../../../usecases/draws/drawableTasks';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useDrawTexts } from './useDrawTexts';

const useStyles = makeStyles({ list: { border: 0, margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '6px' }, more: { paddingLeft: '32px' } });
const enough: Record<DiceSource, number> = { dice6: 25, d10: 20 };

interface Found { readonly tasks: readonly DrawableTask[]; readonly people: readonly Schemas['ContributorsEntry'][] }

/** Chooses tasks of plans in force and freezes the registers for them. */
export function PreparePart({ onPrepared }: { readonly onPrepared: (draw: string) => void }): React.ReactNode {
  const { host, service } = usePane();
  const { bureau, id: reader } = usePerson();
  const texts = useDrawTexts();
  const words = texts.prepare;
  const styles = useStyles();
  const [found, setFound] = useState<Found | null>(null);
  const [rounds, setRounds] = useState<ReadonlyMap<string, number>>(new Map());
  const [form, setForm] = useState(() => ({ title: null as string | null, deadline: closingTime(Date.now(), 3), source: 'dice6' as DiceSource, count: '25', person: '', group: '', salted: false }));
  const set = (part: Partial<typeof form>): void => setForm({ ...form, ...part });
  const reading = useTask(async () => {
    await answered(service.GET('/api/bureaus/{bureau}/draw-log', { params: { path: { bureau } } }));
    const [tasks, people] = await Promise.all([drawableTasks(service, bureau), answered(service.GET('/api/bureaus/{bureau}/draws/contributors', { params: { path: { bureau } } }))]);
    setFound({ tasks, people: people.filter(({ mayThrow }) => mayThrow) });
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  // Dice are better thrown by somebody else than the one who prepares.
  const person = form.person === '' ? (found?.people.find((one) => one.person !== reader) ?? found?.people[0])?.person ?? '' : form.person;
  const instant = instantOf(form.deadline);
  const key = (task: DrawableTask): string => `${task.plan} ${task.terms.number}`;
  // Unless somebody says otherwise a draw is called after the year of its plan.
  const first = found?.tasks.find((task) => rounds.has(key(task))) ?? found?.tasks[0];
  const title = form.title ?? (first === undefined ? '' : words.titleOf(first.year));
  const preparing = useTask(async () => {
    const chosen = found!.tasks.filter((task) => rounds.has(key(task)));
    const { id } = await answered(service.POST('/api/bureaus/{bureau}/draws', { params: { path: { bureau } }, body: {
      title: title.trim(), deadline: instant ?? '', witness: person, salted: form.salted,
      tasks: chosen.map((task) => ({ plan: task.plan, task: task.terms.number, round: task.terms.timesPerYear > 1 ? rounds.get(key(task))! : null, scope: null, slack: null, visitGroup: form.group.trim() || null })),
      sources: [{ source: form.source, count: Number(form.count), issue: null, commit: null, person }],
    } }));
    onPrepared(id);
  });
  if (reading.fault instanceof ServiceFault && reading.fault.code === 'draw.no-log') {
    return <><Text>{words.noLog}</Text><Row><Button size="small" onClick={() => void host.openWindow(`/ceremony?bureau=${encodeURIComponent(bureau)}`)}>{texts.page}</Button></Row></>;
  }
  if (found === null) return <>{reading.running ? <Spinner size="tiny" label={texts.loading} /> : null}<Trouble task={reading} /></>;
  if (found.tasks.length === 0) return <Text>{words.noPlan}</Text>;
  const choose = (task: DrawableTask, round: number | null): void => {
    const next = new Map(rounds);
    if (round === null) next.delete(key(task));
    else next.set(key(task), round);
    setRounds(next);
  };
  const ready = rounds.size > 0 && instant !== null && title.trim() !== '' && person !== '' && Number(form.count) > 0;
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      void preparing.run();
    }}>
      <fieldset className={styles.list}>
        <legend><Text weight="semibold">{words.tasks}</Text></legend>
        {found.tasks.map((task) => <TaskChoice key={key(task)} task={task} round={rounds.get(key(task)) ?? null} onChosen={(round) => choose(task, round)} />)}
      </fieldset>
      <Field label={words.title} required><Input value={title} maxLength={200} onChange={(_, { value }) => set({ title: value })} /></Field>
      <Field label={words.deadline} hint={words.deadlineHint} required {...(instant === null ? { validationMessage: words.badTime } : {})}>
        <Input type="datetime-local" value={form.deadline} onChange={(_, { value }) => set({ deadline: value })} />
      </Field>
      <Row>
        <Field label={words.source}>
          <Select value={form.source} onChange={(_, { value }) => set({ source: value as DiceSource, count: String(enough[value as DiceSource]) })}>
            {(['dice6', 'd10'] as const).map((source) => <option key={source} value={source}>{words.sources[source]}</option>)}
          </Select>
        </Field>
        <Field label={words.count2}><Input type="number" min={1} max={1000} value={form.count} onChange={(_, { value }) => set({ count: value })} /></Field>
      </Row>
      {found.people.length === 0 ? <Message stands intent="warning">{words.noPerson}</Message> : (
        <Field label={words.person}><Select value={person} onChange={(_, { value }) => set({ person: value })}>{found.people.map((one) => <option key={one.person} value={one.person}>{one.name}</option>)}</Select></Field>
      )}
      <Field label={words.group} hint={words.groupHint}><Input value={form.group} maxLength={64} onChange={(_, { value }) => set({ group: value })} /></Field>
      <Checkbox checked={form.salted} label={words.salted} onChange={(_, { checked }) => set({ salted: checked === true })} />
      <Text block size={200}>{rounds.size === 0 ? words.choose : ''}</Text>
      <Button type="submit" appearance="primary" disabled={!ready || preparing.running}>{words.send}</Button>
      <Working task={preparing} label={words.sending} />
      <Trouble task={preparing} />
    </form>
  );
}

function TaskChoice({ task: { terms, drawn }, round, onChosen }: { readonly task: DrawableTask; readonly round: number | null; readonly onChosen: (round: number | null) => void }): React.ReactNode {
  const { prepare: words } = useDrawTexts();
  const styles = useStyles();
  const { ratios } = terms;
  const size = ratios === null ? words.count(terms.count ?? 0) : words.ratios(ratios.a, ratios.b, ratios.c, ratios.d);
  const about = [words.size(size, terms.modeName), ...(terms.partners.length > 0 ? [words.partners(terms.partners)] : []), ...(drawn ? [words.drawn] : [])].join('；');
  return (
    <div>
      <Checkbox checked={round !== null} disabled={drawn && terms.timesPerYear < 2} label={`${terms.number} ${terms.name}`} onChange={(_, { checked }) => onChosen(checked === true ? 1 : null)} />
      <Text block size={200} className={styles.more}>{about}</Text>
      {round === null || terms.timesPerYear < 2 ? null : (
        <Select className={styles.more} size="small" aria-label={words.round(round)} value={String(round)} onChange={(_, { value }) => onChosen(Number(value))}>
          {Array.from({ length: terms.timesPerYear }, (_, index) => <option key={index} value={index + 1}>{words.round(index + 1)}</option>)}
        </Select>
      )}
    </div>
  );
}
