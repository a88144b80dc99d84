import { Button, Caption1, Checkbox, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { momentText } from '../../../../domain/ceremony/moments';
import { answered, type Schemas } from '../../../../service/client';
import { mergeProposals, type MergeConflict, type MergeConflicts } from '../../../../usecases/consultations/mergeProposals';
import { usePane, usePerson } from '../../context';
import { Asked, useReturn } from '../../parts/Asked';
import { FileButton } from '../../parts/FileButton';
import { Bar, Message } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { Reason } from '../../parts/Reason';
import { Sure } from '../../parts/Sure';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useConsultationsTexts } from './BoardPart';

type Entry = Schemas['ReadBoardEntry'];
type Asking = { readonly kind: 'renew' } | { readonly kind: 'reject'; readonly field: string; readonly header: string } | null;

const base = '/api/bureaus/{bureau}/consultations/{id}';
const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px' } });

/** What the bureau does with one letter: merge, reject, send a new link, look at its dossier. */
export function AnswerActs({ entry, onChanged }: { readonly entry: Entry; readonly onChanged: () => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau, roles } = usePerson();
  const texts = useConsultationsTexts();
  const id = entry.consultation!;
  const path = { params: { path: { bureau, id } } };
  const [asking, setAsking] = useState<Asking>(null);
  const [said, setSaid] = useState('');
  const [changed, setChanged] = useState<MergeConflicts | null>(null);
  const asks = (what: string): string => `${id} ${what}`;
  useReturn(asking === null ? null : asks(asking.kind === 'renew' ? 'renew' : asking.header));
  useReturn(changed === null ? null : asks('merge'));
  const waiting = entry.answer?.proposals.filter(({ outcome }) => (outcome ?? 'None') === 'None') ?? [];
  const merging = useTask(async (_, followed: readonly MergeConflict[]) => {
    const kept = new Set((changed?.conflicts ?? []).filter((one) => !followed.includes(one)).map(({ column }) => column));
    const columns = waiting.map(({ column }) => column).filter((column) => !kept.has(column));
    const done = await mergeProposals(service, bureau, id, followed, kept.size > 0 ? columns : null);
    if ('conflicts' in done) return setChanged(done);
    setChanged(null);
    setSaid(texts.merged(done.merged.version, done.merged.merged.map(({ header }) => header)));
    onChanged();
  });
  const deciding = useTask(async (_, reason: string) => {
    if (asking?.kind === 'reject') {
      await answered(service.POST(`${base}/rejections`, { ...path, body: { field: asking.field, position: reason } }));
      setSaid(texts.rejected);
    } else {
      const { expiresAt } = await answered(service.POST(`${base}/link`, { ...path, body: { reason } }));
      setSaid(texts.renewed(momentText(expiresAt)));
    }
    setAsking(null);
    onChanged();
  });
  const reminding = useTask(async () => {
    await answered(service.POST(`${base}/reminder`, path));
    setSaid(texts.reminded);
    onChanged();
  });
  const clerk = roles.includes('Clerk');
  const staff = clerk || roles.includes('SectionHead');
  return (
    <>
      {asking !== null ? (
        <Reason label={asking.kind === 'renew' ? texts.renewWhy : texts.rejectWhy(asking.header)} action={asking.kind === 'renew' ? texts.renew : texts.reject} busy={deciding.running} onCancel={() => setAsking(null)} onDone={(reason) => void deciding.run(reason)} />
      ) : !staff ? null : (
        <Row>
          {clerk && waiting.length > 0 && changed === null ? <Button size="small" appearance="primary" data-asks={asks('merge')} disabled={merging.running} onClick={() => void merging.run([])}>{texts.merge(waiting.length)}</Button> : null}
          {waiting.map(({ column, header }) => <Button key={header} size="small" data-asks={asks(header)} onClick={() => setAsking({ kind: 'reject', field: column ?? 'None', header })}>{`${texts.reject} ${header}`}</Button>)}
          {entry.answer?.opinion === 'Decline' ? <Button size="small" data-asks={asks(texts.wholeReason)} onClick={() => setAsking({ kind: 'reject', field: 'Reason', header: texts.wholeReason })}>{texts.reject}</Button> : null}
          {entry.state === 'Sent' || entry.state === 'Overdue' ? <Sure closes action={texts.remind} question={texts.remindSure(entry.partner)} task={reminding} doing={texts.doing} /> : null}
          <Button size="small" appearance="subtle" data-asks={asks('renew')} onClick={() => setAsking({ kind: 'renew' })}>{texts.renew}</Button>
        </Row>
      )}
      {changed === null ? null : <Asked onClose={() => setChanged(null)}><Conflicts changed={changed} busy={merging.running} onChosen={(followed) => void merging.run(followed)} onCancel={() => setChanged(null)} /></Asked>}
      <Working task={merging} label={texts.doing} />
      <Trouble task={merging} />
      <Working task={deciding} label={texts.doing} />
      <Trouble task={deciding} />
      <Message intent="success">{said}</Message>
      <Dossier id={id} />
    </>
  );
}

function Conflicts({ changed: { conflicts, changedBy, changedAt }, busy, onChosen, onCancel }: { readonly changed: MergeConflicts; readonly busy: boolean; readonly onChosen: (followed: readonly MergeConflict[]) => void; readonly onCancel: () => void }): React.ReactNode {
  const { texts: pane } = usePane();
  const texts = useConsultationsTexts();
  const [followed, setFollowed] = useState<readonly MergeConflict[]>([]);
  return (
    <Bar intent="warning" role="alert">
      {texts.conflicts(changedBy === null || changedAt === null ? '' : texts.changedBy(changedBy, momentText(changedAt)))}
      {conflicts.map((one) => (
        <div key={one.column}>
          <Text block weight="semibold">{one.header}</Text>
          <Text block>{texts.conflict(one.before, one.current, one.proposed)}</Text>
          <Checkbox checked={followed.includes(one)} label={texts.replace} onChange={(_, { checked }) => setFollowed(checked === true ? [...followed, one] : followed.filter((other) => other !== one))} />
        </div>
      ))}
      <Row>
        <Button size="small" appearance="primary" disabled={busy} onClick={() => onChosen(followed)}>{texts.mergeChosen}</Button>
        <Button size="small" onClick={onCancel}>{pane.cancel}</Button>
      </Row>
    </Bar>
  );
}

function Dossier({ id }: { readonly id: string }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useConsultationsTexts();
  const styles = useStyles();
  const address = `/api/bureaus/${encodeURIComponent(bureau)}/consultations/${id}`;
  const [{ events, files }, setFound] = useState<Pick<Schemas['ReadDossierResponse'], 'events' | 'files'>>({ events: [], files: [] });
  const reading = useTask(async () => setFound(await answered(service.GET(base, { params: { path: { bureau, id } } }))));
  return (
    <details onToggle={({ currentTarget }) => {
      if (currentTarget.open) void reading.run();
    }}>
      <summary>{texts.history}</summary>
      <Working task={reading} label={texts.loading} />
      <Trouble task={reading} />
      <ul className={styles.list}>{events.map(({ at, code, text, by }) => <li key={`${at} ${code}`}><Caption1>{momentText(at)} {text}{by === null ? '' : `（${by}）`}</Caption1></li>)}</ul>
      {files.length === 0 ? null : <Row><Text size={200}>{texts.files}</Text>{files.map((file) => <FileButton key={file.id} file={`${address}/files/${file.id}`}>{file.name}</FileButton>)}</Row>}
      <Row><FileButton file={`${address}/dossier`}>{texts.zip}</FileButton></Row>
    </details>
  );
}
