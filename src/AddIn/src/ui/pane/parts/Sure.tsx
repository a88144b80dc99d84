import { Button } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState } from 'react';
import { usePane } from '../context';
import type { Task } from '../useTask';
import { Question, useReturn } from './Asked';
import { Row } from './Part';
import { Trouble } from './Trouble';
import { Working } from './Working';

/** A button for what binds: it asks once more, runs, and says what went wrong. */
export function Sure({ action, question, anyway, task, doing, primary = false, closes = false }: {
  readonly action: string;
  readonly question: React.ReactNode;
  /** What the second button says, where it is more than the first. */
  readonly anyway?: string;
  readonly task: Task<[]>;
  readonly doing: string;
  readonly primary?: boolean;
  /** Closes once it is done; elsewhere what was done takes the button away, too. */
  readonly closes?: boolean;
}): React.ReactNode {
  const { texts } = usePane();
  const [asking, setAsking] = useState(false);
  const id = useId();
  useReturn(asking ? id : null);
  const { running, fault } = task;
  const ran = useRef(false);
  useEffect(() => {
    if (closes && ran.current && !running && fault === null) setAsking(false);
    ran.current = running;
  }, [closes, running, fault]);
  if (!asking) return <Button data-asks={id} size="small" appearance={primary ? 'primary' : 'secondary'} onClick={() => setAsking(true)}>{action}</Button>;
  return (
    <Question question={question} onClose={() => { if (!task.running) setAsking(false); }}>
      <Row>
        <Button size="small" appearance="primary" disabled={task.running} onClick={() => void task.run()}>{anyway ?? action}</Button>
        <Button size="small" disabled={task.running} onClick={() => setAsking(false)}>{texts.cancel}</Button>
      </Row>
      <Working task={task} label={doing} />
      <Trouble task={task} />
    </Question>
  );
}
