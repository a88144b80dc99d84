import { Button, Field, Input, Select, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas, type Service } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Part } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { BoardPart } from './BoardPart';
import { useAdoptedPlans } from './useAdoptedPlans';
import { useDocumentsTexts } from './useDocumentsTexts';

interface Letters { readonly sent: readonly Schemas['ListConsultationsEntry'][]; readonly waiting: readonly Schemas['DocumentLine'][]; readonly addresses: Readonly<Record<string, string>> }

/** Letters to partner departments: what waits to be sent, and how far each sent one is. */
export function LettersPart(): React.ReactNode {
  const { service } = usePane();
  const { bureau, roles } = usePerson();
  const texts = useDocumentsTexts();
  const { plans, first, reading: readingPlans } = useAdoptedPlans();
  const [chosen, setChosen] = useState('');
  const [letters, setLetters] = useState<Letters | null>(null);
  const plan = chosen === '' ? first : chosen;
  const sends = roles.includes('Clerk') || roles.includes('SectionHead');
  const reading = useTask(async (_, id: string) => {
    const path = { bureau };
    const [sent, issued, known] = await Promise.all([
      answered(service.GET('/api/bureaus/{bureau}/consultations', { params: { path, query: { plan: id } } })),
      issuedLetters(service, bureau, id),
      sends ? answered(service.GET('/api/bureaus/{bureau}/consultations/addresses', { params: { path } })) : Promise.resolve([]),
    ]);
    const gone = new Set(sent.map(({ document }) => document));
    const waiting = issued.filter(({ id: document }) => !gone.has(document));
    setLetters({ sent, waiting, addresses: Object.fromEntries(known.map(({ partner, address }) => [partner, address])) });
  });
  const { run } = reading;
  useEffect(() => {
    if (plan !== '') void run(plan);
  }, [plan, run]);
  if (plans?.length === 0) return <Text>{texts.noPlan}</Text>;
  return (
    <>
      <Trouble task={readingPlans} />
      <Field label={texts.plan}>
        <Select value={plan} onChange={(_, { value }) => setChosen(value)}>{plans?.map((one) => <option key={one.plan} value={one.plan}>{one.title}</option>)}</Select>
      </Field>
      <Working task={reading} label={texts.loading} />
      <Trouble task={reading} />
      {letters === null ? null : (
        <>
          {sends ? (
            <Part title={texts.letters.waiting}>
              {letters.waiting.length === 0 ? <Text>{texts.letters.noneWaiting}</Text> : null}
              {letters.waiting.map((line) => <SendPart key={line.id} plan={plan} line={line} known={letters.addresses[line.subject.partner ?? ''] ?? ''} onSent={() => void run(plan)} />)}
            </Part>
          ) : null}
          <BoardPart key={`${plan} ${letters.sent.length}`} plan={plan} />
        </>
      )}
    </>
  );
}

// Page by page: a plan may have more letters than a page of the list.
async function issuedLetters(service: Service, bureau: string, plan: string): Promise<Schemas['DocumentLine'][]> {
  const letters: Schemas['DocumentLine'][] = [];
  for (let after: string | null = null; ;) {
    const query = { state: 'Issued' as const, kind: 'consultation-letter', plan, ...(after === null ? {} : { after }) };
    const page: Schemas['ReadDocumentsResponse'] = await answered(service.GET('/api/bureaus/{bureau}/documents', { params: { path: { bureau }, query } }));
    letters.push(...page.documents);
    if (page.next === null) return letters;
    after = page.next;
  }
}

function SendPart({ plan, line, known, onSent }: { readonly plan: string; readonly line: Schemas['DocumentLine']; readonly known: string; readonly onSent: () => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useDocumentsTexts();
  const [address, setAddress] = useState(known);
  const [said, setSaid] = useState('');
  const partner = line.subject.partner ?? '';
  const sending = useTask(async () => {
    await answered(service.POST('/api/bureaus/{bureau}/consultations', { params: { path: { bureau } }, body: { plan, task: line.subject.task ?? '', letters: [{ document: line.id, address }] } }));
    setSaid(texts.letters.sent);
    onSent();
  });
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      void sending.run();
    }}>
      <Text>{line.number}</Text>
      <Field label={texts.letters.address(partner)} required><Input type="email" value={address} onChange={(_, { value }) => setAddress(value)} /></Field>
      <Button type="submit" size="small" disabled={sending.running || address.trim() === ''}>{texts.letters.send}</Button>
      <Trouble task={sending} />
      <Message intent="success">{said}</Message>
    </form>
  );
}
