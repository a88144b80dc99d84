import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { checkReceipts, type ReceiptState } from '../../../../usecases/draws/checkReceipts';
import { usePane } from '../../context';
import { Part } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { useChanges } from '../../useChanges';
import { useTask } from '../../useTask';
import { useDrawTexts } from './useDrawTexts';

/** Says of each result in the workbook whether its rows are still what was drawn. */
export function ReceiptsPart(): React.ReactNode {
  const { host } = usePane();
  const texts = useDrawTexts();
  const [states, setStates] = useState<readonly ReceiptState[]>([]);
  const checking = useTask(async () => setStates(await checkReceipts(host)));
  const { run } = checking;
  useEffect(() => void run(), [run]);
  useChanges(true, () => void run());
  if (states.length === 0 && checking.fault === null) return null;
  return (
    <Part title={texts.receipts}>
      <Trouble task={checking} />
      {states.map(({ receipt, changed }) => (
        <MessageBar key={receipt.sheet} layout="multiline" intent={changed === null ? 'warning' : changed.length === 0 ? 'success' : 'error'}>
          <MessageBarBody>{changed === null ? texts.gone(receipt.sheet) : changed.length === 0 ? texts.same(receipt.sheet, receipt.rows) : texts.changed(receipt.sheet, changed)}</MessageBarBody>
        </MessageBar>
      ))}
    </Part>
  );
}
