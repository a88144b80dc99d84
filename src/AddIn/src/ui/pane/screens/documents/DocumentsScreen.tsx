import { Tab, TabList, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { usePerson } from '../../context';
import { BatchPart } from './BatchPart';
import { BeginPart } from './BeginPart';
import { DocumentsPart } from './DocumentsPart';
import { LettersPart } from './LettersPart';
import { TextCheckPart } from './TextCheckPart';
import { useDocumentsTexts } from './useDocumentsTexts';

type View = 'list' | 'begin' | 'batch' | 'letters' | 'check';

const useStyles = makeStyles({ tabs: { flexWrap: 'wrap' } });

export default function DocumentsScreen(): React.ReactNode {
  const texts = useDocumentsTexts();
  const styles = useStyles();
  const { roles } = usePerson();
  const clerk = roles.includes('Clerk');
  const [tab, setTab] = useState<View>('list');
  const [open, setOpen] = useState<string | null>(null);
  const show = (document: string): void => {
    setOpen(document);
    setTab('list');
  };
  return (
    <>
      <TabList className={styles.tabs} size="small" selectedValue={tab} onTabSelect={(_, { value }) => setTab(value as View)}>
        <Tab value="list">{texts.tabs.list}</Tab>
        {clerk ? <Tab value="begin">{texts.tabs.begin}</Tab> : null}
        <Tab value="batch">{texts.tabs.batch}</Tab>
        <Tab value="letters">{texts.tabs.letters}</Tab>
        {clerk || roles.includes('SectionHead') ? <Tab value="check">{texts.tabs.check}</Tab> : null}
      </TabList>
      {tab === 'list' ? <DocumentsPart open={open} onOpen={setOpen} /> : tab === 'begin' ? <BeginPart onBegun={show} /> : tab === 'batch' ? <BatchPart onOpen={show} /> : tab === 'letters' ? <LettersPart /> : <TextCheckPart />}
    </>
  );
}
