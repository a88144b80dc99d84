import { Button, Checkbox, Field, Input, Text, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { dayForInput, dayFromInput, fieldProblem, type FieldRow, type FormField, type Json, type Step } from '../../../../domain/documents/fieldForm';
import { Row } from '../../parts/Part';
import type { DocumentsTexts } from './documents.zh';
import { useDocumentsTexts } from './useDocumentsTexts';

interface Editor {
  readonly field: FormField;
  readonly value: Json | undefined;
  /** The clerk gave it, over whatever the system knew. */
  readonly own: boolean;
  readonly editable: boolean;
  readonly steps: readonly Step[];
  readonly onSet: (steps: readonly Step[], value: Json | undefined) => void;
}

/** One field: read, or typed with its meaning, example and what is wrong. What the system gave is changed only on request. */
export function FieldEditor(editor: Editor): React.ReactNode {
  const { field, value, own, steps, onSet } = editor;
  const texts = useDocumentsTexts();
  const [open, setOpen] = useState(false);
  const row = field.row!;
  const ofSystem = row.source === 'System';
  const editable = editor.editable && row.source !== 'Record';
  if (!editable || (ofSystem && !own && !open)) {
    return (
      <div>
        <Text weight="semibold">{field.name}</Text> <Text>{shownText(value, texts)}</Text>
        {editable ? <Button size="small" appearance="subtle" aria-label={`${texts.override} ${field.name}`} onClick={() => setOpen(true)}>{texts.override}</Button> : null}
      </div>
    );
  }
  return (
    <>
      {row.type === 'List' ? <ListEditor {...editor} /> : <ValueEditor name={field.name} row={row} value={value} onSet={(next) => onSet(steps, next)} />}
      {ofSystem && own ? <Button size="small" appearance="subtle" aria-label={`${texts.useSystem} ${field.name}`} onClick={() => {
        onSet(steps, undefined);
        setOpen(false);
      }}>{texts.useSystem}</Button> : null}
    </>
  );
}

function ListEditor({ field, value, steps, onSet }: Editor): React.ReactNode {
  const texts = useDocumentsTexts();
  const items = Array.isArray(value) ? value as readonly Json[] : [];
  return (
    <fieldset>
      <legend>{field.name}</legend>
      <Text size={200}>{shownBreaks(field.row!.meaning)}</Text>
      {items.map((item, index) => (
        // Items have no identity of their own; their place is all there is.
        // eslint-disable-next-line react/no-array-index-key
        <fieldset key={index}>
          <legend>{texts.item(index + 1)}</legend>
          {field.members.map((member) => member.row === null ? null : member.row.type === 'List'
            ? <ListEditor key={member.name} field={member} value={memberOf(item, member.name)} own editable steps={[...steps, index, member.name]} onSet={onSet} />
            : <ValueEditor key={member.name} name={member.name} row={member.row} value={memberOf(item, member.name)} onSet={(next) => onSet([...steps, index, member.name], next)} />)}
          <Button size="small" appearance="subtle" aria-label={`${texts.remove} ${field.name} ${index + 1}`} onClick={() => onSet([...steps, index], undefined)}>{texts.remove}</Button>
        </fieldset>
      ))}
      <Row>
        <Button size="small" aria-label={`${texts.add} ${field.name}`} onClick={() => onSet([...steps, items.length], {})}>{texts.add}</Button>
        {items.length === 0 && field.row!.mayBeEmpty ? <Button size="small" appearance="subtle" onClick={() => onSet(steps, [])}>{texts.emptyList}</Button> : null}
      </Row>
    </fieldset>
  );
}

function ValueEditor({ name, row, value, onSet }: { readonly name: string; readonly row: FieldRow; readonly value: Json | undefined; readonly onSet: (value: Json | undefined) => void }): React.ReactNode {
  const texts = useDocumentsTexts();
  const [touched, setTouched] = useState(false);
  const problem = touched ? fieldProblem(row, value) : null;
  const wrong = problem === null ? {} : { validationState: 'error' as const, validationMessage: texts.problems[problem] };
  const label = row.required ? name : `${name}（${texts.optional}）`;
  const hint = [row.meaning, row.example === '' ? '' : texts.example(row.example)].filter((text) => text !== '').map(shownBreaks).join('；');
  const set = (next: Json | undefined): void => {
    setTouched(true);
    onSet(next);
  };
  if (row.type === 'Truth') return <Checkbox label={label} checked={value === true} onChange={(_, { checked }) => set(checked === true)} />;
  if (row.type === 'Day') {
    return <Field label={label} hint={hint} required={row.required} {...wrong}><DayInput day={dayForInput(typeof value === 'string' ? value : '')} onDay={set} /></Field>;
  }
  if (row.type === 'Whole') {
    return <Field label={label} hint={hint} required={row.required} {...wrong}><Input type="number" step="1" value={typeof value === 'number' ? String(value) : ''} onChange={(_, data) => set(data.value === '' ? undefined : Number(data.value))} /></Field>;
  }
  if (row.type === 'TextList') {
    const lines = textsOf(value).join('\n');
    return <Field label={label} hint={`${hint}；${texts.perLine}`} required={row.required} {...wrong}><LinesInput text={lines} onLines={set} /></Field>;
  }
  const text = typeof value === 'string' ? value : '';
  return (
    <Field label={label} hint={hint} required={row.required} {...wrong}>
      {text.length > 40 || row.example.length > 30 || text.includes('\n')
        ? <Textarea value={text} resize="vertical" onChange={(_, data) => set(data.value === '' ? undefined : data.value)} />
        : <Input value={text} onChange={(_, data) => set(data.value === '' ? undefined : data.value)} />}
    </Field>
  );
}

/** While a year is typed digit by digit the input holds the year 2 or 202; that is no day yet, and must not be taken from under the typist. */
function DayInput({ day, onDay, ...rest }: { readonly day: string; readonly onDay: (day: string | undefined) => void }): React.ReactNode {
  const [typed, setTyped] = useState(day);
  return <Input {...rest} type="date" value={day === '' ? typed : day} onChange={(_, { value }) => {
    setTyped(value);
    onDay(dayFromInput(value) ?? undefined);
  }} />;
}

/** Lines while they are typed; an empty last line is a line about to come, not an entry. */
function LinesInput({ text, onLines, ...rest }: { readonly text: string; readonly onLines: (lines: string[]) => void }): React.ReactNode {
  const [typed, setTyped] = useState(text);
  return <Textarea {...rest} value={typed} resize="vertical" onChange={(_, { value }) => {
    setTyped(value);
    onLines(value.split('\n').map((line) => line.trim()).filter((line) => line !== ''));
  }} />;
}

const textsOf = (value: Json | undefined): string[] => (Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === 'string') : []);

const memberOf = (item: Json, name: string): Json | undefined => (typeof item === 'object' && item !== null && !Array.isArray(item) ? (item as Readonly<Record<string, Json>>)[name] : undefined);

/** The line break as fields.md writes it, in the words of somebody who types. */
const shownBreaks = (text: string): string => text.replaceAll('`\\n`', '↵').replaceAll('\\n', '↵');

/** A value in words, short enough to be read beside its name. */
function shownText(value: Json | undefined, texts: DocumentsTexts): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'boolean') return value ? '✓' : '—';
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return items.length === 0 ? '—' : items.every((item) => typeof item === 'string') ? items.join('；') : texts.entries(items.length);
  }
  return typeof value === 'object' ? '…' : String(value);
}
