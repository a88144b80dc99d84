import { ProgressBar, Spinner } from '@fluentui/react-components';
import type { Task } from '../useTask';

/** That something runs, and how far it is where the work can tell. */
export function Working({ task, label }: { readonly task: Task<never>; readonly label: string }): React.ReactNode {
  if (!task.running) return null;
  if (task.progress === null || task.progress[1] <= 0) return <Spinner size="tiny" label={label} labelPosition="after" />;
  const [done, of] = task.progress;
  return <ProgressBar value={done} max={of} aria-label={label} />;
}
