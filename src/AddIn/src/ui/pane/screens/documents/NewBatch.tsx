import { Button, Checkbox, Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { formOf, sourceOf, type JsonMap } from '../../../../domain/documents/fieldForm';
import { inBatches, rowsOfPlan, rowsOfRun, type BatchRow } from '../../../../domain/documents/subjects';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { FieldsPart } from './FieldsPart';
import { SubjectFields } from './SubjectFields';
import { useBatchTexts } from './useBatchTexts';
import { useDocumentsTexts } from './useDocumentsTexts';

const useStyles = makeStyles({ rows: { display: 'flex', flexDirection: 'column', maxHeight: '220px', overflowY: 'auto' } });

/** One document for every object of a run, or for every partner of a plan. */
export function NewBatch({ onBegun }: { readonly onBegun: () => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useBatchTexts();
  const words = useDocumentsTexts();
  const styles = useStyles();
  const [kinds, setKinds] = useState<readonly Schemas['ListDocumentKindsKindView'][]>([]);
  const [kind, setKind] = useState('inspection-notice');
  const [subject, setSubject] = useState<Schemas['DocumentSubject']>({});
  const [rows, setRows] = useState<readonly BatchRow[]>([]);
  const [left, setLeft] = useState<ReadonlySet<BatchRow>>(new Set());
  const [title, setTitle] = useState('');
  const [begun, setBegun] = useState('');
  const [given, setGiven] = useState<JsonMap>({});
  const reading = useTask(async () => setKinds((await answered(service.GET('/api/document-kinds'))).filter((one) => inBatches(one.kind))));
  const listing = useTask(async (_, { run, plan }: Schemas['DocumentSubject']) => {
    setLeft(new Set());
    if (typeof run === 'string') return setRows(rowsOfRun(kind, await answered(service.GET('/api/bureaus/{bureau}/check-runs/{id}', { params: { path: { bureau, id: run } } }))));
    if (typeof plan !== 'string') return setRows([]);
    const adopted = (await answered(service.GET('/api/bureaus/{bureau}/plans', { params: { path: { bureau } } }))).find((one) => one.plan === plan)!.adoptedVersion!;
    return setRows(rowsOfPlan(await answered(service.GET('/api/bureaus/{bureau}/plans/{plan}/versions/{number}', { params: { path: { bureau, plan, number: adopted } } }))));
  });
  const chosen = rows.filter((row) => !left.has(row));
  const shown = kinds.find((one) => one.kind === kind);
  const name = title.trim() === '' ? shown?.name ?? '' : title.trim();
  const beginning = useTask(async () => {
    // A row says wholly what it is about.
    const body = { kind, title: name, rows: chosen.map((row) => ({ name: row.name, subject: { ...subject, ...row.subject } as never })), ...(Object.keys(given).length > 0 ? { fields: given as never } : {}) };
    await answered(service.POST('/api/bureaus/{bureau}/document-batches', { params: { path: { bureau } }, body }));
    setBegun(name);
    setTitle('');
    setGiven({});
    onBegun();
  });
  const { run: read } = reading;
  const { run: list } = listing;
  useEffect(() => void read(), [read]);
  const about = JSON.stringify(subject);
  useEffect(() => void list(JSON.parse(about) as Schemas['DocumentSubject']), [list, about, kind]);
  const common = formOf(shown?.fields ?? []).filter((field) => sourceOf(field) === 'Clerk');
  const choose = (row: BatchRow, wanted: boolean): void => {
    const next = new Set(left);
    if (wanted) next.delete(row);
    else next.add(row);
    setLeft(next);
  };
  return (
    // What is common may be left out here, although each document needs it in the end.
    <form noValidate onSubmit={(event) => {
      event.preventDefault();
      void beginning.run();
    }}>
      <Trouble task={reading} />
      <Field label={words.kind}>
        <Select value={kind} onChange={(_, { value }) => {
          setKind(value);
          setSubject({});
          setGiven({});
        }}>{kinds.map((one) => <option key={one.kind} value={one.kind}>{one.name}</option>)}</Select>
      </Field>
      <SubjectFields key={kind} kind={kind} batch onChosen={setSubject} />
      <Working task={listing} label={texts.loading} />
      <Trouble task={listing} />
      {rows.length === 0 ? <Text block>{listing.running ? '' : texts.noRows}</Text> : (
        <details>
          <summary>{texts.rows(chosen.length, rows.length)}</summary>
          <Row><Button size="small" onClick={() => setLeft(new Set())}>{texts.all}</Button><Button size="small" onClick={() => setLeft(new Set(rows))}>{texts.noneOf}</Button></Row>
          <div className={styles.rows}>{rows.map((row) => <Checkbox key={JSON.stringify(row.subject)} checked={!left.has(row)} label={row.name} onChange={(_, { checked }) => choose(row, checked === true)} />)}</div>
        </details>
      )}
      <Field label={texts.title}><Input value={title} placeholder={shown?.name ?? ''} maxLength={100} onChange={(_, { value }) => setTitle(value)} /></Field>
      {common.length === 0 ? null : <details><summary>{texts.common}</summary><FieldsPart form={common} shown={{}} given={given} findings={[]} editable onGiven={setGiven} /></details>}
      <Button type="submit" appearance="primary" disabled={chosen.length === 0 || beginning.running}>{texts.begin(chosen.length)}</Button>
      <Working task={beginning} label={texts.beginning} />
      <Trouble task={beginning} />
      {begun === '' ? null : <Text block role="status">{texts.begun(begun)}</Text>}
    </form>
  );
}
