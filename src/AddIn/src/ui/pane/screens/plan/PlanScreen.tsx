import { Caption1, Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { usePane } from '../../context';
import { SignInPart } from '../../SignInPart';
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
  const { person } = usePane();
  const clerk = person?.roles.includes('Clerk') === true;
  const [tab, setTab] = useState<View>(clerk ? 'sheet' : 'plans');
  if (person === null || !(clerk || person.roles.includes('SectionHead'))) {
    return (
      <>
        <Caption1>{texts.trying}</Caption1>
        <SheetPart bureau={null} saves={false} />
        {person === null ? <SignInPart /> : null}
      </>
    );
  }
  return (
    <>
      <TabList size="small" selectedValue={tab} onTabSelect={(_, { value }) => setTab(value as View)}>
        <Tab value="sheet">{texts.tabs.sheet}</Tab>
        <Tab value="plans">{texts.tabs.plans}</Tab>
        <Tab value="items">{tools.tabs.items}</Tab>
        <Tab value="headers">{tools.tabs.headers}</Tab>
      </TabList>
      {tab === 'sheet' ? <SheetPart bureau={person.bureau} saves={clerk} /> : tab === 'plans' ? <PlansPart /> : tab === 'items' ? <ItemsPart /> : <HeadersPart />}
    </>
  );
}
