import { Button, Text } from '@fluentui/react-components';
import { actsOf, courseOf } from '../../../../domain/ceremony/course';
import { momentText } from '../../../../domain/ceremony/moments';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { ActsPart } from './ActsPart';
import { CodesPart } from './CodesPart';
import { EntryPart } from './EntryPart';
import { FairnessPart } from './FairnessPart';
import { RecusalPart } from './RecusalPart';
import { ResultPart } from './ResultPart';
import { Steps } from './Steps';
import { nextText } from './texts';
import { useCeremony } from './useCeremony';
import { useDrawTexts } from './useDrawTexts';

/** One draw from its preparation to its result: where it stands, who acts next, and what the reader may do. */
export function CeremonyPart({ id, onMoved, onWritten }: { readonly id: string; readonly onMoved: () => void; readonly onWritten: () => void }): React.ReactNode {
  const { host } = usePane();
  const person = usePerson();
  const texts = useDrawTexts();
  const { view, reading, away } = useCeremony(id);
  if (view === null) return <><Working task={reading} label={texts.loading} /><Trouble task={reading} /></>;
  const { draw, progress } = view;
  const course = courseOf(draw, progress);
  const acts = actsOf(person, draw, course);
  const page = `/ceremony?bureau=${encodeURIComponent(person.bureau)}&draw=${id}`;
  const moved = (): void => {
    void reading.run();
    onMoved();
  };
  const before = draw.state === 'Prepared' || draw.state === 'Approved';
  const underWay = draw.openSeq !== null && course.at >= 3 && course.at < 6;
  return (
    <>
      <Steps at={course.at} />
      <Message intent={(acts as ReadonlySet<string>).has(course.next.act) ? 'warning' : 'info'}>{nextText(texts, draw, course, person.id)}</Message>
      {course.at >= 0 && course.at < 6 ? <Text size={200}>{texts.deadline(momentText(draw.deadline))}</Text> : null}
      <Message intent="error">{draw.overdue ? texts.late : null}</Message>
      <Message stands intent="warning">{draw.policyNote}</Message>
      <Message intent="error">{away ? texts.away : null}</Message>
      <ActsPart draw={draw} acts={acts} onDone={moved} />
      {underWay && acts.has('throw') ? <EntryPart draw={draw} onDone={moved} /> : null}
      {before ? <FairnessPart id={id} /> : null}
      {underWay ? <CodesPart page={page} /> : null}
      <ResultPart draw={draw} onWritten={onWritten} />
      <RecusalPart draw={draw} page={page} acts={acts} onDone={moved} />
      <Row><Button size="small" onClick={() => void host.openWindow(page)}>{texts.page}</Button></Row>
      <Trouble task={reading} />
    </>
  );
}
