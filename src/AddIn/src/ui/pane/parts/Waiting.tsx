import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { usePane } from '../context';

/** A call has waited longer than a second: most likely a cell is being edited. */
export function Waiting(): React.ReactNode {
  const { host, texts } = usePane();
  const [waiting, setWaiting] = useState(false);
  useEffect(() => host.watchWaiting(setWaiting), [host]);
  return waiting ? <MessageBar intent="info" layout="multiline" role="status"><MessageBarBody>{texts.waiting}</MessageBarBody></MessageBar> : null;
}
