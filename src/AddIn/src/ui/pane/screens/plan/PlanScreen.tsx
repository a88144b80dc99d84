import { Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { usePerson } from '../../context';
import { PlansPart } from './PlansPart';
import { SheetPart } from './SheetPart';
import { usePlanTexts } from './usePlanTexts';

export default function PlanScreen(): React.ReactNode {
  const texts = usePlanTexts();
  const clerk = usePerson().roles.includes('Clerk');
  const [tab, setTab] = useState<'sheet' | 'plans'>(clerk ? 'sheet' : 'plans');
  return (
    <>
      <TabList size="small" selectedValue={tab} onTabSelect={(_, { value }) => setTab(value as 'sheet' | 'plans')}>
        <Tab value="sheet">{texts.tabs.sheet}</Tab>
        <Tab value="plans">{texts.tabs.plans}</Tab>
      </TabList>
      {tab === 'sheet' ? <SheetPart /> : <PlansPart />}
    </>
  );
}
