import { Button, MessageBarTitle } from '@fluentui/react-components';
import { momentText } from '../../../../domain/ceremony/moments';
import type { Schemas } from '../../../../service/client';
import type { ServiceFault } from '../../../../service/ServiceFault';
import { Bar } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { useArrival } from '../../useArrival';
import { Changes } from './Changes';
import { usePlanTexts } from './usePlanTexts';

/** Somebody else saved the draft first: what differs, whose it is, and the choice. */
export function Conflict({ fault, onMine, onTheirs }: { readonly fault: ServiceFault; readonly onMine: (revision: number) => void; readonly onTheirs: () => void }): React.ReactNode {
  const texts = usePlanTexts().conflict;
  const { currentRevision, differences, changedBy, changedAt } = fault.details as {
    currentRevision?: number; differences?: readonly Schemas['FieldChange'][]; changedBy?: string | null; changedAt?: string | null;
  };
  // The whole of it: what differs and the choice, not the message alone.
  const place = useArrival<HTMLElement>(true);
  return (
    <section ref={place} aria-label={texts.title} className="together">
      <Bar intent="warning" role="alert">
        <MessageBarTitle>{texts.title}</MessageBarTitle>
        {typeof changedBy !== 'string' || typeof changedAt !== 'string' ? null : texts.who(changedBy, momentText(changedAt))}
        {texts.differences(differences?.length ?? 0)}
      </Bar>
      <Changes changes={differences ?? []} before={texts.theirs} after={texts.mine} />
      <Row>
        {currentRevision === undefined ? null : <Button size="small" onClick={() => onMine(currentRevision)}>{texts.useMine}</Button>}
        <Button size="small" appearance="primary" onClick={onTheirs}>{texts.useTheirs}</Button>
      </Row>
    </section>
  );
}
