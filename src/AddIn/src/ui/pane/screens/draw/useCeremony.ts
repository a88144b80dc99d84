import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { useTask, type Task } from '../../useTask';

export interface CeremonyView {
  readonly draw: Schemas['ShowDrawResponse'];
  readonly progress: Schemas['ShowProgressResponse'];
}

const every = 2000;

/** A draw that keeps in step with every other device: its progress is asked for, the whole only when something moved. */
export function useCeremony(id: string): { view: CeremonyView | null; reading: Task<[]>; away: boolean } {
  const { service } = usePane();
  const { bureau } = usePerson();
  const [view, setView] = useState<CeremonyView | null>(null);
  const [away, setAway] = useState(false);
  const path = { params: { path: { bureau, id } } };
  const look = async (known: string | undefined): Promise<void> => {
    const progress = await answered(service.GET('/api/bureaus/{bureau}/draws/{id}/progress', path));
    if (progress.version === known) return;
    setView({ progress, draw: await answered(service.GET('/api/bureaus/{bureau}/draws/{id}', path)) });
  };
  const reading = useTask(() => look(undefined));
  const { run } = reading;
  useEffect(() => void run(), [run]);
  const known = view?.progress.version;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.hidden || known === undefined) return;
      look(known).then(() => setAway(false), () => setAway(true));
    }, every);
    return () => clearInterval(timer);
  }, [known]);
  return { view, reading, away };
}
