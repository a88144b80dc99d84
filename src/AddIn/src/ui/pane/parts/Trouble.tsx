import { Button } from '@fluentui/react-components';
import { faultText } from '../../../i18n/faultText';
import { outdatedCode } from '../../../service/fetchPart';
import { usePane } from '../context';
import type { Task } from '../useTask';

/** What went wrong with a task, why, and what to do next. Says nothing while nothing is wrong. */
export function Trouble({ task, children }: { readonly task: Task<never>; readonly children?: React.ReactNode }): React.ReactNode {
  const { texts, language, host, reload } = usePane();
  if (task.fault === null) return null;
  const { cause, next, code, trace } = faultText(task.fault, language, host.kind);
  return (
    <div role="alert" className="notice fault">
      <div>
        {cause}{next}
        <div><small>{texts.code(code)}{trace === null ? '' : ` · ${texts.trace(trace)}`}</small></div>
        {children}
      </div>
      {code === outdatedCode
        ? <Button size="small" appearance="primary" onClick={reload}>{texts.reload}</Button>
        : <Button size="small" onClick={task.retry}>{texts.retry}</Button>}
    </div>
  );
}
