import { Field, Select, Spinner, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Trouble } from '../../parts/Trouble';
import { useArrival } from '../../useArrival';
import { useTask } from '../../useTask';
import { useDocumentsTexts } from './useDocumentsTexts';

type Ledger = Schemas['NumberLedgerResponse'];
const yearsBack = 6;

/** Every number given out in a year, by prefix; voided ones stay and say why. Read when somebody opens it. */
export function LedgerPart(): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useDocumentsTexts();
  const [latest, setLatest] = useState(0);
  const [ledger, setLedger] = useState<Ledger | null>(null);
  const [open, setOpen] = useState(false);
  const place = useArrival<HTMLDetailsElement>(open && ledger !== null);
  const reading = useTask(async (_, year: number | null) => {
    const read = await answered(service.GET('/api/bureaus/{bureau}/document-numbers', { params: { path: { bureau }, query: year === null ? {} : { year } } }));
    setLatest((known) => Math.max(known, read.year));
    setLedger(read);
  });
  return (
    <details ref={place} onToggle={({ currentTarget }) => {
      setOpen(currentTarget.open);
      if (currentTarget.open) void reading.run(ledger?.year ?? null);
    }}>
      <summary>{texts.ledger}</summary>
      <Trouble task={reading} />
      {ledger === null ? (reading.running ? <Spinner size="tiny" label={texts.loading} /> : null) : (
        <>
          <Field label={texts.year}>
            <Select value={String(ledger.year)} onChange={(_, { value }) => void reading.run(Number(value))}>
              {Array.from({ length: yearsBack }, (_, back) => latest - back).map((year) => <option key={year}>{year}</option>)}
            </Select>
          </Field>
          <Message stands intent="error">{ledger.gaps.length > 0 ? texts.ledgerGaps(ledger.gaps.join('、')) : null}</Message>
          {ledger.entries.length === 0 ? <Text block>{texts.ledgerEmpty(ledger.year)}</Text> : <Entries ledger={ledger} />}
        </>
      )}
    </details>
  );
}

function Entries({ ledger: { prefixes, entries, year } }: { readonly ledger: Ledger }): React.ReactNode {
  const texts = useDocumentsTexts();
  return prefixes.map(({ prefix }) => {
    const own = entries.filter(({ number }) => number.startsWith(`${prefix}〔`));
    return own.length === 0 ? null : (
      <section key={prefix} aria-label={prefix}>
        <Text as="h3" weight="semibold" block>{texts.ledgerOf(prefix, year, own.length, own.filter(({ voided }) => voided).length)}</Text>
        <ol>
          {own.map(({ number, issueDate, voided, voidedBecause }) => (
            <li key={number}>
              {voided ? <del>{number}</del> : number} · {issueDate}{voided ? <> · <Text weight="semibold">{texts.voided(voidedBecause ?? '')}</Text></> : null}
            </li>
          ))}
        </ol>
      </section>
    );
  });
}
