import { Button, Field, Select, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { MonthFields } from './MonthFields';
import { useAdoptedPlans } from './useAdoptedPlans';
import { useDocumentsTexts } from './useDocumentsTexts';

type Subject = Schemas['DocumentSubject'];

/** Kinds that are about a plan, a letter of it, or a month; the others begin where their run or firm is. */
const begunHere = new Set(['plan-notice', 'consultation-letter', 'monthly-report']);

/** Picks a kind and what it is about; the service fills in what plan, bureau and records know. */
export function BeginPart({ onBegun }: { readonly onBegun: (document: string) => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useDocumentsTexts();
  const [kinds, setKinds] = useState<readonly Schemas['ListDocumentKindsKindView'][]>([]);
  const [kind, setKind] = useState('plan-notice');
  const [subject, setSubject] = useState<Subject>({});
  const reading = useTask(async () => setKinds((await answered(service.GET('/api/document-kinds'))).filter((one) => begunHere.has(one.kind))));
  const drafting = useTask(async () => {
    const made = await answered(service.POST('/api/bureaus/{bureau}/documents', { params: { path: { bureau } }, body: { kind, subject } }));
    onBegun(made.id);
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  const complete = kind === 'monthly-report' ? subject.year !== undefined && subject.month !== undefined
    : subject.plan !== undefined && (kind !== 'consultation-letter' || (subject.task !== undefined && subject.partner !== undefined));
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      void drafting.run();
    }}>
      <Trouble task={reading} />
      <Field label={texts.kind}>
        <Select value={kind} onChange={(_, { value }) => {
          setKind(value);
          setSubject({});
        }}>
          {kinds.map((one) => <option key={one.kind} value={one.kind}>{one.name}</option>)}
        </Select>
      </Field>
      {kind === 'monthly-report' ? <MonthFields onChosen={setSubject} /> : <PlanFields key={kind} letter={kind === 'consultation-letter'} onChosen={setSubject} />}
      <Button type="submit" appearance="primary" disabled={!complete || drafting.running}>{texts.begin}</Button>
      <Working task={drafting} label={texts.saving} />
      <Trouble task={drafting} />
    </form>
  );
}

function PlanFields({ letter, onChosen }: { readonly letter: boolean; readonly onChosen: (subject: Subject) => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useDocumentsTexts();
  const { plans, first, reading } = useAdoptedPlans();
  const [plan, setPlan] = useState('');
  const [tasks, setTasks] = useState<readonly Schemas['TaskView'][]>([]);
  const [choice, setChoice] = useState('');
  const chosen = plan === '' ? first : plan;
  const opening = useTask(async (_, id: string) => {
    const number = plans!.find((one) => one.plan === id)!.adoptedVersion!;
    const version = await answered(service.GET('/api/bureaus/{bureau}/plans/{plan}/versions/{number}', { params: { path: { bureau, plan: id, number } } }));
    setTasks(version.tasks.filter(({ partners }) => partners.length > 0));
  });
  const { run } = opening;
  useEffect(() => {
    if (chosen === '') return;
    onChosen(letter ? {} : { plan: chosen });
    if (letter) void run(chosen);
  }, [chosen, letter, onChosen, run]);
  if (plans?.length === 0) return <Text>{texts.noPlan}</Text>;
  const pairs = tasks.flatMap((task) => task.partners.map((partner) => ({ task, partner })));
  return (
    <>
      <Working task={reading} label={texts.loading} />
      <Trouble task={reading} />
      <Trouble task={opening} />
      <Field label={texts.plan}>
        <Select value={chosen} onChange={(_, { value }) => {
          setPlan(value);
          setChoice('');
        }}>
          {plans?.map((one) => <option key={one.plan} value={one.plan}>{one.title}</option>)}
        </Select>
      </Field>
      {!letter ? null : opening.running || pairs.length > 0 ? (
        <Field label={`${texts.task} · ${texts.partner}`}>
          <Select value={choice} onChange={(_, { value }) => {
            setChoice(value);
            const pair = pairs[Number(value)];
            onChosen(value === '' || pair === undefined ? {} : { plan: chosen, task: pair.task.number, partner: pair.partner });
          }}>
            <option value="">{texts.choose}</option>
            {pairs.map(({ task, partner }, index) => <option key={`${task.number} ${partner}`} value={index}>{task.name} → {partner}</option>)}
          </Select>
        </Field>
      ) : <Text>{texts.noJoint}</Text>}
    </>
  );
}
