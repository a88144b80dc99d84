import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { compareEntries, isDice, tidyDice, type DiceSource } from '../../../../domain/ceremony/entries';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Part } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useDrawTexts } from './useDrawTexts';

/** What was thrown, typed twice by the person whose turn it is. */
export function EntryPart({ draw, onDone }: { readonly draw: Schemas['ShowDrawResponse']; readonly onDone: () => void }): React.ReactNode {
  const texts = useDrawTexts().entry;
  const waiting = draw.contributions.find(({ received }) => !received);
  if (waiting === undefined) return null;
  return isDice(waiting.source) ? <DiceEntry id={draw.id} source={waiting.source} wanted={waiting.count ?? 0} onDone={onDone} /> : <Text>{texts.elsewhere}</Text>;
}

function DiceEntry({ id, source, wanted, onDone }: { readonly id: string; readonly source: DiceSource; readonly wanted: number; readonly onDone: () => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const { entry: texts, prepare, doing } = useDrawTexts();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const sending = useTask(async () => {
    await answered(service.POST('/api/bureaus/{bureau}/draws/{id}/contributions', { params: { path: { bureau, id } }, body: { value: tidyDice(first), again: tidyDice(second), nonce: null } }));
    onDone();
  });
  const state = compareEntries(source, wanted, first, second);
  const said = state.kind === 'stray' ? texts.state.stray(state.entry, state.at, state.found, texts.ranges[source])
    : state.kind === 'count' ? texts.state.count(state.found, state.wanted)
      : state.kind === 'differs' ? texts.state.differs(state.at) : texts.state[state.kind];
  const wrong = state.kind === 'stray' || state.kind === 'differs';
  return (
    <Part title={texts.title}>
      <Text>{texts.what(wanted, prepare.sources[source])}</Text>
      <form onSubmit={(event) => {
        event.preventDefault();
        if (state.kind === 'same') void sending.run();
      }}>
        <Field label={texts.first}><Input value={first} inputMode="numeric" autoComplete="off" spellCheck={false} onChange={(_, { value }) => setFirst(value)} /></Field>
        {/* A pasted second entry would only repeat the first one's mistake. */}
        <Field label={texts.second} validationState={wrong ? 'error' : state.kind === 'same' ? 'success' : 'none'} validationMessage={said}>
          <Input value={second} inputMode="numeric" autoComplete="off" spellCheck={false} onPaste={(event) => event.preventDefault()} onChange={(_, { value }) => setSecond(value)} />
        </Field>
        <Text block size={200}>{texts.sure}</Text>
        <Button type="submit" appearance="primary" disabled={state.kind !== 'same' || sending.running}>{texts.send}</Button>
      </form>
      <Working task={sending} label={doing} />
      <Trouble task={sending} />
    </Part>
  );
}
