import { Button, Caption1, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useConsultationsTexts } from './BoardPart';

type Rules = Schemas['ConsultationRules'];

/** When partners are reminded, and who is told of an answer; the section head names the address. */
export function RulesPart({ rules, onSet }: { readonly rules: Rules; readonly onSet: (rules: Rules) => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau, roles } = usePerson();
  const texts = useConsultationsTexts();
  const [address, setAddress] = useState(rules.answersTo ?? '');
  const saving = useTask(async () => {
    const { remindOn, linkWorkingDays } = rules;
    onSet(await answered(service.PUT('/api/bureaus/{bureau}/consultations/rules', { params: { path: { bureau } }, body: { remindOn, linkWorkingDays, answersTo: address.trim() === '' ? null : address.trim() } })));
  });
  const kept = rules.answersTo ?? '';
  return (
    <>
      <Caption1>{texts.reminders(rules.remindOn)}</Caption1>
      <Caption1>{kept === '' ? texts.toldNobody : texts.told(kept)}</Caption1>
      {roles.includes('SectionHead') ? (
        <details>
          <summary>{texts.toldChange}</summary>
          <form onSubmit={(event) => {
            event.preventDefault();
            void saving.run();
          }}>
            <Field label={texts.toldField} hint={texts.toldHint}><Input type="email" value={address} maxLength={254} onChange={(_, { value }) => setAddress(value)} /></Field>
            <Row><Button type="submit" size="small" disabled={saving.running || address.trim() === kept}>{texts.toldSave}</Button></Row>
          </form>
        </details>
      ) : null}
      <Working task={saving} label={texts.doing} />
      <Trouble task={saving} />
    </>
  );
}
