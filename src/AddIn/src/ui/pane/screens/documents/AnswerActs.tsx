import { Button, Caption1, Checkbox, MessageBar, MessageBarBody, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { momentText } from '../../../../domain/ceremony/moments';
import { answered, type Schemas } from '../../../../service/client';
import { mergeProposals, type MergeConflict } from '../../../../usecases/consultations/mergeProposals';
import { usePane, usePerson } from '../../context';
import { Row } from '../../parts/Part';
import { Reason } from '../../parts/Reason';
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
  const { host, service } = usePane();
  const { bureau, roles } = usePerson();
  const texts = useConsultationsTexts();
  const id = entry.consultation!;
  const path = { params: { path: { bureau, id } } };
  const [asking, setAsking] = useState<Asking>(null);
  const [said, setSaid] = useState('');
  const [conflicts, setConflicts] = useState<readonly MergeConflict[]>([]);
  const waiting = entry.answer?.proposals.filter(({ outcome }) => (outcome ?? 'None') === 'None') ?? [];
  const merging = useTask(async (_, followed: readonly MergeConflict[]) => {
    const kept = new Set(conflicts.filter((one) => !followed.includes(one)).map(({ column }) => column));
    const columns = waiting.map(({ column }) => column).filter((column) => !kept.has(column));
    const done = await mergeProposals(service, bureau, id, followed, kept.size > 0 ? columns : null);
    if ('conflicts' in done) return setConflicts(done.conflicts);
    setConflicts([]);
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
  const clerk = roles.includes('Clerk');
  const staff = clerk || roles.includes('SectionHead');
  return (
    <>
      {asking !== null ? (
        <Reason label={asking.kind === 'renew' ? texts.renewWhy : texts.rejectWhy(asking.header)} action={asking.kind === 'renew' ? texts.renew : texts.reject} busy={deciding.running} onCancel={() => setAsking(null)} onDone={(reason) => void deciding.run(reason)} />
      ) : !staff ? null : (
        <Row>
          {clerk && waiting.length > 0 && conflicts.length === 0 ? <Button size="small" appearance="primary" disabled={merging.running} onClick={() => void merging.run([])}>{texts.merge(waiting.length)}</Button> : null}
          {waiting.map(({ column, header }) => <Button key={header} size="small" onClick={() => setAsking({ kind: 'reject', field: column ?? 'None', header })}>{`${texts.reject} ${header}`}</Button>)}
          {entry.answer?.opinion === 'Decline' ? <Button size="small" onClick={() => setAsking({ kind: 'reject', field: 'Reason', header: texts.wholeReason })}>{texts.reject}</Button> : null}
          <Button size="small" appearance="subtle" onClick={() => setAsking({ kind: 'renew' })}>{texts.renew}</Button>
        </Row>
      )}
      {conflicts.length === 0 ? null : <Conflicts conflicts={conflicts} busy={merging.running} onChosen={(followed) => void merging.run(followed)} onCancel={() => setConflicts([])} />}
      <Working task={merging} label={texts.doing} />
      <Trouble task={merging} />
      <Working task={deciding} label={texts.doing} />
      <Trouble task={deciding} />
      {said === '' ? null : <MessageBar intent="success" layout="multiline" role="status"><MessageBarBody>{said}</MessageBarBody></MessageBar>}
      <Dossier id={id} onZip={() => void host.openWindow(`/api/bureaus/${encodeURIComponent(bureau)}/consultations/${id}/dossier`)} />
    </>
  );
}

function Conflicts({ conflicts, busy, onChosen, onCancel }: { readonly conflicts: readonly MergeConflict[]; readonly busy: boolean; readonly onChosen: (followed: readonly MergeConflict[]) => void; readonly onCancel: () => void }): React.ReactNode {
  const { texts: pane } = usePane();
  const texts = useConsultationsTexts();
  const [followed, setFollowed] = useState<readonly MergeConflict[]>([]);
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>
        {texts.conflicts}
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
      </MessageBarBody>
    </MessageBar>
  );
}

function Dossier({ id, onZip }: { readonly id: string; readonly onZip: () => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useConsultationsTexts();
  const styles = useStyles();
  const [events, setEvents] = useState<readonly Schemas['ReadDossierEvent'][]>([]);
  const reading = useTask(async () => setEvents((await answered(service.GET(base, { params: { path: { bureau, id } } }))).events));
  return (
    <details onToggle={({ currentTarget }) => {
      if (currentTarget.open) void reading.run();
    }}>
      <summary>{texts.history}</summary>
      <Working task={reading} label={texts.loading} />
      <Trouble task={reading} />
      <ul className={styles.list}>{events.map(({ at, code, text, by }) => <li key={`${at} ${code}`}><Caption1>{momentText(at)} {text}{by === null ? '' : `（${by}）`}</Caption1></li>)}</ul>
      <Row><Button size="small" appearance="subtle" onClick={onZip}>{texts.zip}</Button></Row>
    </details>
  );
}
