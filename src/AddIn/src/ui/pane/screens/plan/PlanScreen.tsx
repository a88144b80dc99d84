import { Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { usePerson } from '../../context';
import { HeadersPart } from './HeadersPart';
import { ItemsPart } from './ItemsPart';
import { PlansPart } from './PlansPart';
import { SheetPart } from './SheetPart';
import { usePlanTexts } from './usePlanTexts';
import { useToolsTexts } from './useToolsTexts';

type View = 'sheet' | 'plans' | 'items' | 'headers';

export default function PlanScreen(): React.ReactNode {
  const texts = usePlanTexts();
  const tools = useToolsTexts();
  const clerk = usePerson().roles.includes('Clerk');
  const [tab, setTab] = useState<View>(clerk ? 'sheet' : 'plans');
  return (
    <>
      <TabList size="small" selectedValue={tab} onTabSelect={(_, { value }) => setTab(value as View)}>
        <Tab value="sheet">{texts.tabs.sheet}</Tab>
        <Tab value="plans">{texts.tabs.plans}</Tab>
        <Tab value="items">{tools.tabs.items}</Tab>
        <Tab value="headers">{tools.tabs.headers}</Tab>
      </TabList>
      {tab === 'sheet' ? <SheetPart /> : tab === 'plans' ? <PlansPart /> : tab === 'items' ? <ItemsPart /> : <HeadersPart />}
    </>
  );
}
