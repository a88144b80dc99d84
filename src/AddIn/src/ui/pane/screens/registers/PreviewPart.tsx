import { Button, Checkbox, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { applyImport, followImport, type Import, type RegisterCode } from '../../../../usecases/registers/importRegister';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { Sure } from '../../parts/Sure';
import { useTask } from '../../useTask';
import { Differences } from './Differences';
import { Problems } from './Problems';
import { useRegistersTexts } from './useRegistersTexts';

/** What a file would change, and the decision. */
export function PreviewPart({ kind, made, sheet, onView, onDrop, onApplied }: {
  readonly kind: RegisterCode;
  readonly made: Import;
  /** The sheet it was read from, where it was one of this workbook. */
  readonly sheet: string | null;
  readonly onView: (view: Import) => void;
  readonly onDrop: () => void;
  readonly onApplied: () => void;
}): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useRegistersTexts();
  const [remove, setRemove] = useState(false);
  const applying = useTask(async (progress) => {
    const done = await followImport(service, bureau, kind, await applyImport(service, bureau, kind, made, remove), progress);
    onView(done);
    onApplied();
  });
  const nothing = made.added === 0 && made.changed === 0 && (made.missing === 0 || !remove);
  return (
    <>
      <div role="status">
        <Text weight="semibold" block>{texts.of(made.fileName)}</Text>
        <Text block>{texts.counts(made.rows, made.added, made.changed, made.unchanged, made.missing)}</Text>
        {made.ignoredColumns.length === 0 ? null : <Text block size={200}>{texts.ignored(made.ignoredColumns)}</Text>}
        {made.notes.map((note) => <Text key={note} block size={200}>{note}</Text>)}
      </div>
      {made.errors + made.warnings === 0 ? null : <Problems kind={kind} made={made} sheet={sheet} />}
      <Message intent="success">{made.state === 'Applied' ? texts.applied(made.appliedVersion ?? 0) : null}</Message>
      {made.state === 'Applied' ? null : (
        <>
          <Differences kind={kind} made={made} />
          {made.errors > 0 ? <Message intent="error">{texts.blocked}</Message> : (
            <>
              {made.missing === 0 ? null : <><Checkbox checked={remove} label={`${texts.removeMissing}（${made.missing}）`} onChange={(_, { checked }) => setRemove(checked === true)} /><Text block size={200}>{texts.removeHint}</Text></>}
              {nothing ? <Text block>{texts.same}</Text> : null}
            </>
          )}
          <Row>
            {made.errors > 0 || nothing ? null : <Sure primary action={texts.apply} question={texts.applySure(made.added, made.changed, remove ? made.missing : 0)} task={applying} doing={texts.applying} />}
            <Button size="small" disabled={applying.running} onClick={onDrop}>{texts.drop}</Button>
          </Row>
        </>
      )}
    </>
  );
}
