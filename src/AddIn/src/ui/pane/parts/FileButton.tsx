import { Button } from '@fluentui/react-components';
import { openFile } from '../../../usecases/openFile';
import { usePane } from '../context';
import { useTask } from '../useTask';
import { Trouble } from './Trouble';
import { Working } from './Working';

/** Opens one file of the service, in Excel as in the browser; says so while it is made and where it cannot be opened. */
export function FileButton({ file, children, disabled = false, doing }: {
  /** Path and query of its route. */
  readonly file: string;
  readonly children: string;
  readonly disabled?: boolean;
  /** What is said meanwhile, where it may take long. */
  readonly doing?: string;
}): React.ReactNode {
  const { host, service } = usePane();
  const opening = useTask(() => openFile(host, service, file));
  return (
    <>
      <Button size="small" disabled={disabled || opening.running} onClick={() => void opening.run()}>{children}</Button>
      {doing === undefined ? null : <Working task={opening} label={doing} />}
      <Trouble task={opening} />
    </>
  );
}
