import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { usePane } from '../context';
import { Asked } from './Asked';
import { Row } from './Part';

/** Asks why before something is done that stays on record. */
export function Reason({ label, action, busy, onDone, onCancel }: {
  readonly label: string; readonly action: string; readonly busy: boolean; readonly onDone: (reason: string) => void; readonly onCancel: () => void;
}): React.ReactNode {
  const { texts } = usePane();
  const [reason, setReason] = useState('');
  return (
    <Asked onClose={onCancel}><form onSubmit={(event) => {
      event.preventDefault();
      onDone(reason.trim());
    }}>
      <Field label={label} required>
        <Textarea value={reason} maxLength={1000} onChange={(_, { value }) => setReason(value)} />
      </Field>
      <Row>
        <Button type="submit" appearance="primary" size="small" disabled={busy || reason.trim() === ''}>{action}</Button>
        <Button size="small" onClick={onCancel}>{texts.cancel}</Button>
      </Row>
    </form></Asked>
  );
}
