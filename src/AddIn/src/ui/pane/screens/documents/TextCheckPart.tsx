import { Button, Caption1, Field, Input, Text, Textarea, makeStyles } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Part, Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useReviewTexts } from './useReviewTexts';

type Checked = Schemas['CheckTextResponse'];
const route = '/api/bureaus/{bureau}/text-checks';
const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '6px' } });

/** The text lint on any text or Word file; the service keeps nothing of it. */
export function TextCheckPart(): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useReviewTexts().check;
  const chooser = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [agency, setAgency] = useState('');
  const [year, setYear] = useState('');
  const [found, setFound] = useState<{ readonly what: string; readonly checked: Checked } | null>(null);
  const wrongYear = year !== '' && !/^(19|20|21)\d\d$/.test(year);
  const context = { ...(agency.trim() === '' ? {} : { agency: agency.trim() }), ...(year === '' ? {} : { year: Number(year) }) };
  const checking = useTask(async (_, file: File | null) => {
    setFound(null);
    const path = { bureau };
    const checked = file === null
      ? await answered(service.POST(route, { params: { path }, body: { text, ...context } }))
      : await answered(service.POST(`${route}/file`, { params: { path, query: context }, body: file as never, bodySerializer: () => file, headers: { 'Content-Type': 'application/octet-stream' } }));
    setFound({ what: file?.name ?? texts.typed, checked });
  });
  return (
    <>
      <Text>{texts.intro}</Text>
      <form onSubmit={(event) => {
        event.preventDefault();
        void checking.run(null);
      }}>
        <Field label={texts.text} hint={texts.hint}><Textarea rows={8} value={text} onChange={(_, { value }) => setText(value)} /></Field>
        <details>
          <summary>{texts.more}</summary>
          <Field label={texts.agency} hint={texts.agencyHint}><Input value={agency} maxLength={100} onChange={(_, { value }) => setAgency(value)} /></Field>
          <Field label={texts.year} hint={texts.yearHint} {...(wrongYear ? { validationState: 'error', validationMessage: texts.badYear } : {})}><Input inputMode="numeric" value={year} onChange={(_, { value }) => setYear(value.trim())} /></Field>
        </details>
        <Row>
          <Button type="submit" size="small" appearance="primary" disabled={checking.running || wrongYear || text.trim() === ''}>{texts.check}</Button>
          <Button size="small" disabled={checking.running || wrongYear} onClick={() => chooser.current?.click()}>{texts.choose}</Button>
        </Row>
      </form>
      <input ref={chooser} type="file" accept=".docx" hidden aria-label={texts.choose} onChange={({ target }) => {
        const file = target.files?.[0];
        target.value = '';
        if (file !== undefined) void checking.run(file);
      }} />
      <Working task={checking} label={texts.checking} />
      <Trouble task={checking} />
      {found === null ? null : <Findings {...found} />}
    </>
  );
}

function Findings({ what, checked: { agency, year, errors, warnings, advice, findings } }: { readonly what: string; readonly checked: Checked }): React.ReactNode {
  const texts = useReviewTexts().check;
  const styles = useStyles();
  return (
    <Part arrives title={findings.length === 0 ? texts.clean : texts.counts(errors, warnings, advice)}>
      <Caption1>{texts.result(what, agency, year)}</Caption1>
      <ul className={styles.list}>
        {findings.map(({ code, weight, place, found, reason, fix }) => (
          <li key={`${code} ${place} ${found} ${reason}`}>
            <Text block><Text weight="semibold">{texts.weights[weight]} · {place}</Text>：{reason}</Text>
            {found === '' ? null : <Text block size={200}>{texts.found(found)}</Text>}
            {typeof fix === 'string' ? <Text block size={200}>{texts.fix(fix)}</Text> : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}
