import { Badge, Button, Caption1, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { momentText } from '../../../../domain/ceremony/moments';
import { answered, type Schemas } from '../../../../service/client';
import { writeAnswers, type WrittenAnswers } from '../../../../usecases/consultations/writeAnswers';
import { usePane, usePerson, useTexts } from '../../context';
import { Message } from '../../parts/Message';
import { Part, Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { AnswerActs } from './AnswerActs';
import { RulesPart } from './RulesPart';
import { consultationsEn } from './consultations.en';
import { consultationsZh, type ConsultationsTexts } from './consultations.zh';

type Entry = Schemas['ReadBoardEntry'];

/** Milliseconds; a letter is on its way for a moment only. */
const untilSent = 2000;

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '10px' }, proposals: { margin: 0, paddingLeft: '18px' } });
const colours: Partial<Record<Entry['state'], 'danger' | 'success' | 'warning'>> = { Overdue: 'danger', Failed: 'danger', Undecided: 'warning', Answered: 'success' };

export const useConsultationsTexts = (): ConsultationsTexts => useTexts({ 'zh-CN': consultationsZh, 'en-US': consultationsEn });

/** Per joint task and partner: how far the letter is, what was answered, and what becomes of it. */
export function BoardPart({ plan }: { readonly plan: string }): React.ReactNode {
  const { host, service } = usePane();
  const { bureau, roles } = usePerson();
  const texts = useConsultationsTexts();
  const styles = useStyles();
  const [board, setBoard] = useState<readonly Entry[] | null>(null);
  const [late, setLate] = useState<readonly Entry[]>([]);
  const [rules, setRules] = useState<Schemas['ConsultationRules'] | null>(null);
  const [written, setWritten] = useState<WrittenAnswers | 'no plan' | null>(null);
  const reading = useTask(async () => {
    const path = { bureau };
    const [found, overdue, set] = await Promise.all([
      answered(service.GET('/api/bureaus/{bureau}/consultations/board', { params: { path, query: { plan } } })),
      answered(service.GET('/api/bureaus/{bureau}/consultations/overdue', { params: { path } })),
      answered(service.GET('/api/bureaus/{bureau}/consultations/rules', { params: { path } })),
    ]);
    setBoard(found);
    setLate(overdue.filter((one) => !found.some(({ consultation }) => consultation === one.consultation)));
    setRules(set);
  });
  const writing = useTask(async () => setWritten(await writeAnswers(host, service, bureau, plan) ?? 'no plan'));
  const { run } = reading;
  useEffect(() => void run(), [run, plan]);
  useEffect(() => {
    if (board?.some(({ state }) => state === 'Sending') !== true) return undefined;
    const timer = setTimeout(() => void run(), untilSent);
    return () => clearTimeout(timer);
  }, [board, run]);
  return (
    <>
      {late.length === 0 ? null : <Part title={texts.overdueTitle}><ul className={styles.list}>{late.map((entry) => <li key={entry.consultation}><EntryHead entry={entry} /></li>)}</ul></Part>}
      <Part title={texts.title}>
        {rules === null ? null : <RulesPart rules={rules} onSet={setRules} />}
        {board === null ? <Working task={reading} label={texts.loading} /> : null}
        <Trouble task={reading} />
        {board?.length === 0 ? <Text>{texts.none}</Text> : null}
        <ul className={styles.list}>
          {board?.map((entry) => (
            <li key={`${entry.task} ${entry.partner}`}>
              <EntryHead entry={entry} />
              {entry.answer === null ? null : <Answer answer={entry.answer} />}
              {entry.consultation === null ? null : <AnswerActs entry={entry} onChanged={() => void run()} />}
            </li>
          ))}
        </ul>
        {board === null || board.length === 0 || !roles.includes('Clerk') ? null : (
          <>
            <Row><Button size="small" disabled={writing.running} onClick={() => void writing.run()}>{texts.toSheet}</Button></Row>
            <Caption1>{texts.toSheetHint}</Caption1>
          </>
        )}
        <Working task={writing} label={texts.doing} />
        <Trouble task={writing} />
        <Message intent={written !== null && (written === 'no plan' || written.missing.length > 0) ? 'warning' : 'success'}>
          {written === null ? null : written === 'no plan' ? texts.noPlanSheet : `${texts.written(written.sheet, written.written)}${written.missing.length > 0 ? texts.missing(written.missing) : ''}`}
        </Message>
      </Part>
    </>
  );
}

function EntryHead({ entry }: { readonly entry: Entry }): React.ReactNode {
  const texts = useConsultationsTexts();
  return (
    <>
      <Text weight="semibold" block>{entry.task} {entry.taskName}</Text>
      <div>
        <Text>{texts.line(entry.partner, entry.number)}</Text>{' '}
        <Badge appearance="tint" color={colours[entry.state] ?? 'informative'}>{entry.stateText}</Badge>
      </div>
      <Caption1>{[entry.replyBy === null || entry.answer !== null ? '' : texts.replyBy(entry.replyBy), entry.workingDaysOverdue > 0 ? texts.overdue(entry.workingDaysOverdue) : '', entry.address ?? ''].filter((text) => text !== '').join(' · ')}</Caption1>
    </>
  );
}

function Answer({ answer }: { readonly answer: NonNullable<Entry['answer']> }): React.ReactNode {
  const texts = useConsultationsTexts();
  const styles = useStyles();
  return (
    <>
      <Text block>{[answer.opinionText, answer.reason].filter((text) => text !== '').join('：')}</Text>
      <ul className={styles.proposals}>
        {answer.proposals.map((one) => (
          <li key={one.header}>
            {texts.proposal(one.header, one.oldValue, one.newValue)}（{one.reason === '' ? '' : `${one.reason}；`}{texts.outcomes[one.outcome ?? 'None']}{one.planVersion === null ? '' : texts.version(one.planVersion)}{(one.position ?? '') === '' ? '' : `：${one.position}`}）
          </li>
        ))}
      </ul>
      <Caption1>{[texts.received(momentText(answer.receivedAt), texts.channels[answer.channel]), texts.contact(answer.contact.name, answer.contact.telephone), answer.inspectors.length > 0 ? texts.inspectors(answer.inspectors.map(({ name }) => name)) : ''].filter((text) => text !== '').join(' · ')}</Caption1>
    </>
  );
}
