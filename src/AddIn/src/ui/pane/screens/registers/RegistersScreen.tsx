import { Field, Select, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import type { RegisterCode } from '../../../../usecases/registers/importRegister';
import { usePane, usePerson } from '../../context';
import { Part } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { ImportPart } from './ImportPart';
import { useRegistersTexts } from './useRegistersTexts';

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px' } });
const kindOf = { targets: 'Targets', inspectors: 'Inspectors' } as const;

/** The bureau's two registers: their versions, and a new file with what it would change. */
export default function RegistersScreen(): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useRegistersTexts();
  const styles = useStyles();
  const [kind, setKind] = useState<RegisterCode>('targets');
  const [all, setAll] = useState<readonly Schemas['ListRegistersVersion'][] | null>(null);
  const reading = useTask(async () => setAll(await answered(service.GET('/api/bureaus/{bureau}/registers', { params: { path: { bureau } } }))));
  const { run } = reading;
  useEffect(() => void run(), [run]);
  const versions = all?.filter((one) => one.kind === kindOf[kind]) ?? [];
  return (
    <>
      <Field label={texts.kind}>
        <Select value={kind} onChange={(_, { value }) => setKind(value as RegisterCode)}>
          {(['targets', 'inspectors'] as const).map((one) => <option key={one} value={one}>{texts.kinds[one]}</option>)}
        </Select>
      </Field>
      <Part title={texts.versions}>
        {all === null ? <Working task={reading} label={texts.versions} /> : null}
        <Trouble task={reading} />
        {all !== null && versions.length === 0 ? <Text>{texts.noVersion}</Text> : null}
        <ul className={styles.list}>
          {versions.slice(0, 5).map(({ number, rows, openedAt, closedAt, state }) => <li key={number}>{texts.version(number, rows, (closedAt ?? openedAt).slice(0, 10), state === 'Open')}</li>)}
        </ul>
      </Part>
      <ImportPart key={kind} kind={kind} onApplied={() => void run()} />
    </>
  );
}
