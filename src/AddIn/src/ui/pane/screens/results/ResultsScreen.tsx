import { Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { MonthPart } from './MonthPart';
import { RunsPart } from './RunsPart';
import { useResultsTexts } from './useResultsTexts';

export default function ResultsScreen(): React.ReactNode {
  const texts = useResultsTexts();
  const [tab, setTab] = useState<'runs' | 'month'>('runs');
  return (
    <>
      <TabList size="small" selectedValue={tab} onTabSelect={(_, { value }) => setTab(value as 'runs' | 'month')}>
        <Tab value="runs">{texts.tabs.runs}</Tab>
        <Tab value="month">{texts.tabs.month}</Tab>
      </TabList>
      {tab === 'runs' ? <RunsPart /> : <MonthPart />}
    </>
  );
}
