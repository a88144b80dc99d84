import { Button, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { readPlace } from '../../../../domain/places';
import { answered, type Schemas } from '../../../../service/client';
import type { Import, RegisterCode } from '../../../../usecases/registers/importRegister';
import { usePane, usePerson } from '../../context';
import { FileButton } from '../../parts/FileButton';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { useTask } from '../../useTask';
import { useRegistersTexts } from './useRegistersTexts';

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '6px' } });

/** Errors and warnings with row and column; in a sheet of this workbook they can be reached. */
export function Problems({ kind, made, sheet }: { readonly kind: RegisterCode; readonly made: Import; readonly sheet: string | null }): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const texts = useRegistersTexts();
  const styles = useStyles();
  const [found, setFound] = useState<Schemas['ProblemReportResponse']>({ problems: [], next: null });
  const reading = useTask(async (_, skip: number) => {
    const next = await answered(service.GET('/api/bureaus/{bureau}/registers/{kind}/imports/{id}/problems', { params: { path: { bureau, kind, id: made.id }, query: { skip } } }));
    setFound((before) => ({ ...next, problems: [...(skip === 0 ? [] : before.problems), ...next.problems] }));
  });
  const jumping = useTask(async (_, cell: string) => {
    const place = readPlace(`${sheet}!${cell}`);
    if (place !== null) await host.jump({ ...place, rows: 1, columns: 1 });
  });
  const { run } = reading;
  useEffect(() => void run(0), [run]);
  return (
    <details open>
      <summary>{texts.problems(made.errors, made.warnings)}</summary>
      <Trouble task={reading} />
      <Trouble task={jumping} />
      <ul className={styles.list}>
        {found.problems.map((one) => (
          <li key={`${one.cell} ${one.code}`}>
            <Text weight={one.isError ? 'semibold' : 'regular'}>{texts.place(one.row, one.column)}：{one.message}</Text>
            <Text block size={200}>{one.found === '' ? '' : texts.found(one.found)}{one.suggestion === null ? '' : ` · ${one.suggestion}`}</Text>
            {sheet === null || one.cell === '' ? null : <Button size="small" appearance="subtle" onClick={() => void jumping.run(one.cell)}>{texts.jump(one.cell)}</Button>}
          </li>
        ))}
      </ul>
      <Row>
        {found.next === null ? null : <Button size="small" disabled={reading.running} onClick={() => void run(found.next!)}>{texts.more}</Button>}
        <FileButton file={`/api/bureaus/${encodeURIComponent(bureau)}/registers/${kind}/imports/${made.id}/report`}>{texts.report}</FileButton>
      </Row>
    </details>
  );
}
