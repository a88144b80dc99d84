import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { faultText } from '../../../i18n/faultText';
import { usePane } from '../context';
import type { Task } from '../useTask';

/** What went wrong with a task, why, and what to do next. Says nothing while nothing is wrong. */
export function Trouble({ task, children }: { readonly task: Task<never>; readonly children?: React.ReactNode }): React.ReactNode {
  const { texts, language, host } = usePane();
  if (task.fault === null) return null;
  const { cause, next, code, trace } = faultText(task.fault, language, host.kind);
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        {cause}{next}
        <div><small>{texts.code(code)}{trace === null ? '' : ` · ${texts.trace(trace)}`}</small></div>
        {children}
      </MessageBarBody>
      <MessageBarActions><Button size="small" onClick={task.retry}>{texts.retry}</Button></MessageBarActions>
    </MessageBar>
  );
}
