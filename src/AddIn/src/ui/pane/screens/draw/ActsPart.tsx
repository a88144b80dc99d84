import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Act } from '../../../../domain/ceremony/course';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Row } from '../../parts/Part';
import { Sure } from '../../parts/Sure';
import { useTask } from '../../useTask';
import { hundredths, named } from './texts';
import { useDrawTexts } from './useDrawTexts';

const base = '/api/bureaus/{bureau}/draws/{id}';
const alarming = 150;

/** What the reader may do to the draw as a whole: approve, open, reveal, take back. */
export function ActsPart({ draw, acts, onDone }: { readonly draw: Schemas['ShowDrawResponse']; readonly acts: ReadonlySet<Act>; readonly onDone: () => void }): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const texts = useDrawTexts();
  const [fairness, setFairness] = useState<Schemas['ShowFairnessResponse'] | null>(null);
  const path = { params: { path: { bureau, id: draw.id } } };
  const doing = (act: () => Promise<unknown>) => async (): Promise<void> => {
    await act();
    onDone();
  };
  const approving = useTask(async () => {
    // The second question names the worst pairs, so it needs the newest figures.
    const known = await answered(service.GET(`${base}/fairness`, path));
    const bad = worst(known);
    if (fairness === null && (bad.length > 0 || known.steering === null)) return setFairness(known);
    await answered(service.POST(`${base}/approval`, path));
    onDone();
  });
  const opening = useTask(doing(() => answered(service.POST(`${base}/opening`, path))));
  const revealing = useTask(doing(() => answered(service.POST(`${base}/reveal`, path))));
  const discarding = useTask(doing(() => answered(service.DELETE(base, path))));
  const slip = `/slip?bureau=${encodeURIComponent(bureau)}&draw=${draw.id}`;
  const warned = fairness !== null;
  return (
    <Row>
      {acts.has('approve') ? (
        <Sure primary action={texts.approve} {...(warned ? { anyway: texts.approveAnyway } : {})} task={approving} doing={texts.doing} question={<>
          <Text block>{texts.approveSure}</Text>
          {fairness === null ? null : <Warnings fairness={fairness} />}
        </>} />
      ) : null}
      {acts.has('open') ? <Sure primary action={texts.open} question={texts.openSure} task={opening} doing={texts.doing} /> : null}
      {acts.has('reveal') ? <Sure primary action={texts.reveal} question={texts.revealSure} task={revealing} doing={texts.doing} /> : null}
      {draw.openSeq === null ? null : <Button size="small" onClick={() => void host.openWindow(slip)}>{texts.slip}</Button>}
      {acts.has('discard') ? <Sure action={texts.discard} question={texts.discardSure} task={discarding} doing={texts.doing} /> : null}
    </Row>
  );
}

const worst = ({ steering }: Schemas['ShowFairnessResponse']): Schemas['SteeringReport'][] => (steering ?? []).filter(({ index }) => index > alarming);

function Warnings({ fairness }: { readonly fairness: Schemas['ShowFairnessResponse'] }): React.ReactNode {
  const texts = useDrawTexts();
  const { steering, objectNames, inspectorNames } = fairness;
  if (steering === null || steering === undefined) return <Text block weight="semibold">{texts.approveBusy}</Text>;
  return worst(fairness).map(({ task, index, pairs: [pair] }) => (
    <Text block weight="semibold" key={task}>{texts.approveWorst(task, hundredths(index), named(inspectorNames, pair?.inspector ?? ''), named(objectNames, pair?.object ?? ''), pair?.why ?? '')}</Text>
  ));
}
