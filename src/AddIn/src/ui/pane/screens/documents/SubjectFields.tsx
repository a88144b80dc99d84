import { Field, Input, Select, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { subjectParts } from '../../../../domain/documents/subjects';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { lastMonth, MonthFields } from './MonthFields';
import { useAdoptedPlans } from './useAdoptedPlans';
import { useDocumentsTexts } from './useDocumentsTexts';

type Subject = Schemas['DocumentSubject'];
type Chosen = (subject: Subject) => void;

/** Chooses what a document of a kind is about. For a batch, what all its rows have in common. */
export function SubjectFields({ kind, batch = false, onChosen }: { readonly kind: string; readonly batch?: boolean; readonly onChosen: Chosen }): React.ReactNode {
  const parts = new Set(subjectParts(kind));
  if (parts.has('month')) return <MonthFields onChosen={onChosen} />;
  if (parts.has('year')) return <YearFields quarter={parts.has('quarter')} onChosen={onChosen} />;
  if (parts.has('run')) return <RunFields object={parts.has('object') && !batch} withResult={kind === 'referral-letter'} onChosen={onChosen} />;
  return <PlanFields task={batch ? null : parts.has('partner') ? 'partner' : parts.has('task') ? 'task' : null} onChosen={onChosen} />;
}

function YearFields({ quarter, onChosen }: { readonly quarter: boolean; readonly onChosen: Chosen }): React.ReactNode {
  const texts = useDocumentsTexts();
  const [chosen, choose] = useState(() => ({ year: lastMonth().year, quarter: Math.ceil(lastMonth().month / 3) }));
  useEffect(() => onChosen(chosen.year < 2015 || chosen.year > 2200 ? {} : quarter ? chosen : { year: chosen.year }), [chosen, quarter, onChosen]);
  return (
    <Row>
      <Field label={texts.year}><Input type="number" min="2015" max="2200" value={String(chosen.year)} onChange={(_, { value }) => choose({ ...chosen, year: Number(value) })} /></Field>
      {quarter ? (
        <Field label={texts.quarter}>
          <Select value={String(chosen.quarter)} onChange={(_, { value }) => choose({ ...chosen, quarter: Number(value) })}>{[1, 2, 3, 4].map((one) => <option key={one} value={one}>{texts.quarterOf(one)}</option>)}</Select>
        </Field>
      ) : null}
    </Row>
  );
}

function RunFields({ object, withResult, onChosen }: { readonly object: boolean; readonly withResult: boolean; readonly onChosen: Chosen }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useDocumentsTexts();
  const [runs, setRuns] = useState<readonly Schemas['RunSummary'][] | null>(null);
  const [run, setRun] = useState('');
  const [objects, setObjects] = useState<readonly Schemas['ObjectView'][]>([]);
  const [firm, setFirm] = useState('');
  const reading = useTask(async () => setRuns(await answered(service.GET('/api/bureaus/{bureau}/check-runs', { params: { path: { bureau } } }))));
  const opening = useTask(async (_, id: string) => {
    const view = await answered(service.GET('/api/bureaus/{bureau}/check-runs/{id}', { params: { path: { bureau, id } } }));
    setObjects(view.objects.filter(({ result }) => !withResult || result !== null));
  });
  const { run: read } = reading;
  const { run: openRun } = opening;
  useEffect(() => void read(), [read]);
  const chosen = run === '' ? runs?.[0]?.id ?? '' : run;
  useEffect(() => {
    if (chosen !== '' && object) void openRun(chosen);
  }, [chosen, object, openRun]);
  useEffect(() => onChosen(chosen === '' ? {} : object ? { run: chosen, object: firm } : { run: chosen }), [chosen, firm, object, onChosen]);
  if (runs?.length === 0) return <Text>{texts.noRun}</Text>;
  return (
    <>
      <Working task={reading} label={texts.loading} />
      <Trouble task={reading} />
      <Field label={texts.run}>
        <Select value={chosen} onChange={(_, { value }) => {
          setRun(value);
          setFirm('');
        }}>{runs?.map((one) => <option key={one.id} value={one.id}>{texts.runLine(one.taskNumber, one.taskName, one.drawn)}</option>)}</Select>
      </Field>
      {!object ? null : (
        <>
          <Working task={opening} label={texts.loading} />
          <Trouble task={opening} />
          <Field label={texts.firm}>
            <Select value={firm} onChange={(_, { value }) => setFirm(value)}>
              <option value="">{texts.choose}</option>
              {objects.map(({ objectId, name }) => <option key={objectId} value={objectId}>{name} {objectId}</option>)}
            </Select>
          </Field>
        </>
      )}
    </>
  );
}

function PlanFields({ task, onChosen }: { readonly task: 'task' | 'partner' | null; readonly onChosen: Chosen }): React.ReactNode {
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
    setTasks(version.tasks);
  });
  const { run } = opening;
  useEffect(() => {
    if (chosen === '') return;
    onChosen(task === null ? { plan: chosen } : {});
    if (task !== null) void run(chosen);
  }, [chosen, task, onChosen, run]);
  if (plans?.length === 0) return <Text>{texts.noPlan}</Text>;
  const options = task === 'partner'
    ? tasks.flatMap(({ number, name, partners }) => partners.map((partner) => ({ label: `${name} → ${partner}`, subject: { plan: chosen, task: number, partner } })))
    : tasks.map(({ number, name }) => ({ label: `${number} ${name}`, subject: { plan: chosen, task: number } }));
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
      {task === null ? null : opening.running || options.length > 0 ? (
        <Field label={task === 'partner' ? `${texts.task} · ${texts.partner}` : texts.task}>
          <Select value={choice} onChange={(_, { value }) => {
            setChoice(value);
            onChosen(options[Number(value)] === undefined || value === '' ? {} : options[Number(value)]!.subject);
          }}>
            <option value="">{texts.choose}</option>
            {options.map(({ label }, index) => <option key={label} value={index}>{label}</option>)}
          </Select>
        </Field>
      ) : <Text>{texts.noJoint}</Text>}
    </>
  );
}
