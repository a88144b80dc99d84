import { useState } from 'react';
import { usePerson } from '../../context';
import { Part } from '../../parts/Part';
import { BatchesPart } from './BatchesPart';
import { NewBatch } from './NewBatch';
import { useBatchTexts } from './useBatchTexts';

/** Many documents at once: a new batch, and how far the others are. */
export function BatchPart({ onOpen }: { readonly onOpen: (document: string) => void }): React.ReactNode {
  const clerk = usePerson().roles.includes('Clerk');
  const texts = useBatchTexts();
  const [begun, setBegun] = useState(0);
  return (
    <>
      {clerk ? <Part title={texts.new}><NewBatch onBegun={() => setBegun(begun + 1)} /></Part> : null}
      <Part title={texts.list}><BatchesPart key={begun} onOpen={onOpen} /></Part>
    </>
  );
}
