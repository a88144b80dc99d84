import { Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { usePerson } from '../../context';
import { BatchPart } from './BatchPart';
import { BeginPart } from './BeginPart';
import { DocumentsPart } from './DocumentsPart';
import { LettersPart } from './LettersPart';
import { useDocumentsTexts } from './useDocumentsTexts';

type View = 'list' | 'begin' | 'batch' | 'letters';

export default function DocumentsScreen(): React.ReactNode {
  const texts = useDocumentsTexts();
  const clerk = usePerson().roles.includes('Clerk');
  const [tab, setTab] = useState<View>('list');
  const [open, setOpen] = useState<string | null>(null);
  const show = (document: string): void => {
    setOpen(document);
    setTab('list');
  };
  return (
    <>
      <TabList size="small" selectedValue={tab} onTabSelect={(_, { value }) => setTab(value as View)}>
        <Tab value="list">{texts.tabs.list}</Tab>
        {clerk ? <Tab value="begin">{texts.tabs.begin}</Tab> : null}
        <Tab value="batch">{texts.tabs.batch}</Tab>
        <Tab value="letters">{texts.tabs.letters}</Tab>
      </TabList>
      {tab === 'list' ? <DocumentsPart open={open} onOpen={setOpen} /> : tab === 'begin' ? <BeginPart onBegun={show} /> : tab === 'batch' ? <BatchPart onOpen={show} /> : <LettersPart />}
    </>
  );
}
