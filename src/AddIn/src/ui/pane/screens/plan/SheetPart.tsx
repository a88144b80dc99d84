import { Button, Checkbox, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { ServiceFault } from '../../../../service/ServiceFault';
import { checkSheet, type SheetCheck } from '../../../../usecases/plans/checkSheet';
import { offerPlanChoices } from '../../../../usecases/plans/offerPlanChoices';
import { usePane } from '../../context';
import { Message } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useChanges } from '../../useChanges';
import { Findings } from './Findings';
import { Forecast } from './Forecast';
import { NewPlan } from './NewPlan';
import { OverlapPart } from './OverlapPart';
import { SavePart } from './SavePart';
import { usePlanTexts } from './usePlanTexts';

const noTable = new Set(['plan.no-known-header', 'plan.no-tasks', 'plan.grid-out-of-range']);

/** The sheet in front: what it is, what is wrong with it, what it leads to, and, for people of a bureau, where it is stored. */
export function SheetPart({ bureau, saves }: { readonly bureau: string | null; readonly saves: boolean }): React.ReactNode {
  const { host, service } = usePane();
  const texts = usePlanTexts();
  const [check, setCheck] = useState<SheetCheck | null>(null);
  const [live, setLive] = useState(true);
  const [offered, setOffered] = useState<number | null>(null);
  const checking = useTask(async () => {
    try {
      setCheck(await checkSheet(host, service, bureau));
    } catch (fault) {
      if (fault instanceof ServiceFault && !fault.away) setCheck(null);
      throw fault;
    }
  });
  const offering = useTask(async () => setOffered(check === null || bureau === null ? 0 : await offerPlanChoices(host, service, bureau, check)));
  const { run } = checking;
  useEffect(() => void run(), [run]);
  useChanges(live, () => void run());
  const unrecognised = checking.fault instanceof ServiceFault && noTable.has(checking.fault.code);
  return (
    <>
      <Row>
        <Button appearance={check === null ? 'primary' : 'secondary'} size="small" onClick={() => void run()}>{texts.check}</Button>
        <Checkbox checked={live} onChange={(_, { checked }) => setLive(checked === true)} label={texts.live} />
      </Row>
      <Working task={checking} label={texts.checking} />
      {unrecognised ? <Text>{texts.noTable}</Text> : <Trouble task={checking} />}
      {check === null ? <NewPlan bureau={bureau} onMade={() => void run()} /> : (
        <>
          <div role="status">
            <Text weight="semibold">{texts.sheet(check.reading.sheet, check.answer.tasks, check.answer.year)}</Text>{' '}
            <Text>{texts.counts(check.answer.check.errors, check.answer.check.warnings, check.answer.check.advice)}</Text>
          </div>
          <Findings sheet={check.reading.sheet} findings={check.answer.check.findings} onFixed={() => void run()} />
          <Forecast figures={check.answer.check.forecast} />
          {bureau === null ? null : <OverlapPart />}
          {saves ? <SavePart reading={check.reading} /> : null}
          {bureau === null ? null : <Row><Button size="small" disabled={offering.running} onClick={() => void offering.run()}>{texts.choices}</Button></Row>}
          <Message intent="success">{offered === null ? null : texts.choicesDone(offered)}</Message>
          <Trouble task={offering} />
          <details><summary>{texts.start.title}</summary><NewPlan bureau={bureau} onMade={() => void run()} /></details>
        </>
      )}
    </>
  );
}
