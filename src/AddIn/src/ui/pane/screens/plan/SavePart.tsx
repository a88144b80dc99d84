import { Button, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { PlanLink } from '../../../../domain/plans/planLink';
import { planSheets } from '../../../../domain/plans/planSheet';
import type { SheetReading } from '../../../../ports/WorkbookHost';
import { answered, type Schemas } from '../../../../service/client';
import { ServiceFault } from '../../../../service/ServiceFault';
import { linkedPlan, linkPlan } from '../../../../usecases/plans/planLinks';
import { savePlan } from '../../../../usecases/plans/savePlan';
import { writePlan } from '../../../../usecases/plans/writePlan';
import { usePane, usePerson } from '../../context';
import { useReturn } from '../../parts/Asked';
import { Message } from '../../parts/Message';
import { Part, Row } from '../../parts/Part';
import { Reason } from '../../parts/Reason';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { Conflict } from './Conflict';
import { usePlanTexts } from './usePlanTexts';

type Version = Schemas['VersionView'];

/** Where the sheet is stored, and what may be done with it there. */
export function SavePart({ reading }: { readonly reading: SheetReading }): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const texts = usePlanTexts();
  const [link, setLink] = useState<PlanLink | null>(null);
  const [version, setVersion] = useState<Version | null>(null);
  const [said, setSaid] = useState('');
  const [asking, setAsking] = useState(false);
  const at = (one: PlanLink) => ({ params: { path: { bureau, plan: one.plan, number: one.version } } });
  const look = useTask(async () => {
    const found = await linkedPlan(host);
    const mine = found?.sheet === reading.sheet ? found : null;
    setLink(mine);
    setVersion(mine === null ? null : await answered(service.GET('/api/bureaus/{bureau}/plans/{plan}/versions/{number}', at(mine))));
  });
  const act = useTask(async (_, work: () => Promise<string>) => setSaid(await work()));
  const keep = async (stored: Version): Promise<void> => {
    setVersion(stored);
    setLink(await linkPlan(host, reading.sheet, stored));
  };
  const save = (revision?: number): Promise<void> => act.run(async () => {
    const saved = await savePlan(host, service, bureau, reading, link, revision);
    setVersion(saved.version);
    setLink(saved.link);
    return texts.save.saved;
  });
  const submit = (): Promise<void> => act.run(async () => {
    const saved = await savePlan(host, service, bureau, reading, link);
    await keep(saved.version);
    await keep(await answered(service.POST('/api/bureaus/{bureau}/plans/{plan}/versions/{number}/submit', { ...at(saved.link), body: { revision: saved.link.revision } })));
    return texts.save.submitted;
  });
  const change = (reason: string): Promise<void> => act.run(async () => {
    await keep(await answered(service.POST('/api/bureaus/{bureau}/plans/{plan}/versions', { params: { path: { bureau, plan: link!.plan } }, body: { reason } })));
    setAsking(false);
    return '';
  });
  const takeTheirs = (): Promise<void> => act.run(async () => {
    const theirs = await answered(service.GET('/api/bureaus/{bureau}/plans/{plan}/versions/{number}', at(link!)));
    const area = await writePlan(host, planSheets(theirs));
    if (area !== null) await linkPlan(host, area.sheet, theirs);
    return '';
  });
  useReturn(asking ? 'change' : null);
  const { run } = look;
  useEffect(() => void run(), [run, reading.sheet]);
  const stale = act.fault instanceof ServiceFault && act.fault.code === 'plan.changed-meanwhile' ? act.fault : null;
  const open = version === null || version.status === 'Draft';
  return (
    <Part title={texts.save.title}>
      <Text>{version === null ? texts.save.new : texts.save.linked(version.number, texts.statuses[version.status])}</Text>
      <Message stands intent="warning">{version === null || version.returnedBecause === null || !open ? null : texts.save.returned(version.returnedBecause)}</Message>
      {open ? (
        <Row>
          <Button disabled={act.running} onClick={() => void save()}>{version === null ? texts.save.save : texts.save.again}</Button>
          <Button appearance="primary" disabled={act.running} onClick={() => void submit()}>{texts.save.submit}</Button>
        </Row>
      ) : (
        <>
          <Text>{texts.save.locked}</Text>
          {asking ? <Reason label={texts.save.why} action={texts.save.begin} busy={act.running} onDone={(reason) => void change(reason)} onCancel={() => setAsking(false)} /> : (
            <Row>
              {version?.status === 'Adopted' ? <Button size="small" data-asks="change" onClick={() => setAsking(true)}>{texts.save.change}</Button> : null}
              <Button size="small" appearance="subtle" onClick={() => { setLink(null); setVersion(null); }}>{texts.save.unlink}</Button>
            </Row>
          )}
        </>
      )}
      <Working task={act} label={texts.checking} />
      <Message intent="success">{act.running || act.fault !== null ? null : said}</Message>
      {stale === null ? <Trouble task={act} /> : <Conflict fault={stale} onMine={(revision) => void save(revision)} onTheirs={() => void takeTheirs()} />}
      <Trouble task={look} />
    </Part>
  );
}
