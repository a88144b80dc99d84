import { useEffect, useState, type ComponentType } from 'react';
import { fetchPart } from '../../../service/fetchPart';
import { usePane } from '../context';
import { useTask } from '../useTask';
import { Trouble } from './Trouble';

/** A part of the pane that comes when it is first shown: calm while it comes, with cause and retry when it does not. */
export function Loaded({ load, quiet = false }: {
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  /** Says nothing while it comes: the rest of the screen can be used already. */
  readonly quiet?: boolean;
}): React.ReactNode {
  const { texts } = usePane();
  const [View, setView] = useState<ComponentType | null>(null);
  const loading = useTask(async () => {
    const { default: found } = await fetchPart(load);
    setView(() => found);
  });
  const { run } = loading;
  useEffect(() => void run(), [run]);
  if (View !== null) return <View />;
  return <>{quiet || !loading.running ? null : <p role="status" className="loading">{texts.loading}</p>}<Trouble task={loading} /></>;
}
