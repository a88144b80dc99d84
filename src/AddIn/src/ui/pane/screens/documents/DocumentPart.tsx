import { Button, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { formOf, type JsonMap } from '../../../../domain/documents/fieldForm';
import { answered, type Schemas } from '../../../../service/client';
import { ServiceFault } from '../../../../service/ServiceFault';
import { usePane, usePerson } from '../../context';
import { useReturn } from '../../parts/Asked';
import { FileButton } from '../../parts/FileButton';
import { Bar, Message } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { ComparePart } from './ComparePart';
import { Decisions } from './Decisions';
import { DistributionPart } from './DistributionPart';
import { FieldsPart } from './FieldsPart';
import { PagesPart } from './PagesPart';
import { RemarksPart } from './RemarksPart';
import { useDocumentsTexts } from './useDocumentsTexts';

/** One document from its draft to its file. */
export function DocumentPart({ document, onChanged }: { readonly document: string; readonly onChanged: () => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau, roles } = usePerson();
  const texts = useDocumentsTexts();
  const [view, setView] = useState<Schemas['DocumentView'] | null>(null);
  const [kinds, setKinds] = useState<readonly Schemas['ListDocumentKindsKindView'][]>([]);
  const [given, setGiven] = useState<JsonMap | null>(null);
  const [said, setSaid] = useState('');
  const [looking, setLooking] = useState(false);
  const path = { params: { path: { bureau, document } } };
  const reading = useTask(async () => {
    const [found, all] = await Promise.all([answered(service.GET('/api/bureaus/{bureau}/documents/{document}', path)), answered(service.GET('/api/document-kinds'))]);
    setView(found);
    setKinds(all);
  });
  const saving = useTask(async () => {
    setView(await answered(service.PUT('/api/bureaus/{bureau}/documents/{document}/fields', { ...path, body: { revision: view!.revision, fields: given as never } })));
    setGiven(null);
    setSaid(texts.saved);
  });
  const file = `/api/bureaus/${encodeURIComponent(bureau)}/documents/${document}`;
  useReturn(looking ? 'pages' : null);
  const { run } = reading;
  useEffect(() => void run(), [run]);
  if (view === null) return <><Working task={reading} label={texts.loading} /><Trouble task={reading} /></>;
  const edits = roles.includes('Clerk') && view.state === 'Draft';
  const previews = (roles.includes('Clerk') || roles.includes('SectionHead')) && (view.state === 'Draft' || view.state === 'Signed');
  const stale = saving.fault instanceof ServiceFault && saving.fault.code === 'documents.changed-meanwhile';
  const changed = (next: Schemas['DocumentView'], words: string): void => {
    setView(next);
    setSaid(words);
    onChanged();
  };
  const kind = kinds.find((one) => one.kind === view.kind);
  const form = formOf(kind?.fields ?? []);
  return (
    <div className="together">
      <Text block weight="semibold">{view.title}</Text>
      <Message stands intent="warning">{view.returnedBecause === null || view.state !== 'Draft' ? null : texts.wasReturned(view.returnedBecause)}</Message>
      <Message stands intent="warning">{view.voidedBecause === null ? null : texts.voided(view.voidedBecause)}</Message>
      {view.issued === null ? null : <Text block>{view.issued.number === null ? texts.issuedForm : texts.issued(view.issued.number)}</Text>}
      <FieldsPart form={form} shown={view.fields} given={given ?? view.given} findings={view.findings} editable={edits}
        onGiven={(next) => {
          setGiven(next);
          setSaid('');
        }} />
      {view.state !== 'Draft' ? null : <Text block role="status">{given !== null ? texts.unsaved : view.findings.length === 0 ? texts.ready : texts.findings(view.findings.length)}</Text>}
      {edits ? <Row><Button appearance="primary" size="small" disabled={given === null || saving.running} onClick={() => void saving.run()}>{texts.save}</Button></Row> : null}
      <Working task={saving} label={texts.saving} />
      {stale ? (
        <Bar intent="warning" role="alert">{texts.stale}
          <Row><Button size="small" onClick={() => void reading.run().then(saving.clear)}>{texts.reload}</Button></Row></Bar>
      ) : <Trouble task={saving} />}
      <Message intent="success">{said}</Message>
      {given === null && (view.state === 'Draft' || view.state === 'Signed') ? <RemarksPart remarks={view.remarks} /> : null}
      <Decisions view={view} numbered={kind?.numbered ?? true} unsaved={given !== null} onChanged={changed} />
      <Row>
        {previews ? <Button size="small" data-asks="pages" aria-expanded={looking} disabled={given !== null} onClick={() => setLooking(!looking)}>{looking ? texts.pagesHide : texts.pages}</Button> : null}
        {previews ? <FileButton file={`${file}/preview?pdf=true`} disabled={given !== null} doing={texts.opening}>{texts.preview}</FileButton> : null}
        {previews ? <FileButton file={`${file}/preview`} disabled={given !== null}>{texts.previewWord}</FileButton> : null}
        {view.issued === null ? null : <FileButton file={`${file}/pdf`} doing={texts.opening}>{texts.downloadPdf}</FileButton>}
        {view.issued === null ? null : <FileButton file={`${file}/docx`}>{texts.downloadWord}</FileButton>}
      </Row>
      {previews && looking && given === null ? <PagesPart key={view.revision} document={document} /> : null}
      <ComparePart key={`compare ${view.revision}`} document={document} corrects={view.corrects !== null} />
      {view.issued === null ? null : <DistributionPart view={view} />}
    </div>
  );
}
