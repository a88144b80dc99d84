import { useEffect, useState } from 'react';
import { checkReceipts, type ReceiptState } from '../../../../usecases/draws/checkReceipts';
import { findOutdated } from '../../../../usecases/draws/findOutdated';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Part } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { useChanges } from '../../useChanges';
import { useTask } from '../../useTask';
import { useDrawTexts } from './useDrawTexts';

/** Says of each result in the workbook whether its rows are still what was drawn, and whether the draw has moved on. */
export function ReceiptsPart(): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const texts = useDrawTexts();
  const [states, setStates] = useState<readonly ReceiptState[]>([]);
  const [outdated, setOutdated] = useState<ReadonlyMap<string, readonly number[]>>(new Map());
  const checking = useTask(async () => setStates(await checkReceipts(host)));
  const comparing = useTask(async (_, known: readonly ReceiptState[]) => setOutdated(await findOutdated(service, bureau, known.map(({ receipt }) => receipt))));
  const { run } = checking;
  const { run: compare } = comparing;
  useEffect(() => void run(), [run]);
  useEffect(() => {
    if (states.length > 0) void compare(states);
  }, [compare, states]);
  useChanges(true, () => void run());
  if (states.length === 0 && checking.fault === null) return null;
  return (
    <Part title={texts.receipts}>
      <Trouble task={checking} />
      <Trouble task={comparing} />
      {states.map(({ receipt: { sheet, rows }, changed }) => {
        const moved = outdated.get(sheet) ?? [];
        return (
          <Message key={sheet} stands intent={changed === null || (changed.length === 0 && moved.length > 0) ? 'warning' : changed.length === 0 ? 'success' : 'error'}>
            {changed === null ? texts.gone(sheet) : changed.length > 0 ? texts.changed(sheet, changed) : moved.length === 0 ? texts.same(sheet, rows) : ''}
            {changed === null || moved.length === 0 ? '' : texts.outdated(sheet, moved)}
          </Message>
        );
      })}
    </Part>
  );
}
