import { useEffect, useState } from 'react';
import { usePane } from '../context';

/** A call has waited longer than a second: most likely a cell is being edited. */
export function Waiting(): React.ReactNode {
  const { host, texts } = usePane();
  const [waiting, setWaiting] = useState(false);
  useEffect(() => host.watchWaiting(setWaiting), [host]);
  return waiting ? <p role="status" className="notice">{texts.waiting}</p> : null;
}
