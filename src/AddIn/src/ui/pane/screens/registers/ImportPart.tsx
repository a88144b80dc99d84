import { Button, Caption1 } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { dropImport, followImport, uploadRegister, uploadSheet, type Import, type RegisterCode } from '../../../../usecases/registers/importRegister';
import { usePane, usePerson } from '../../context';
import { FileButton } from '../../parts/FileButton';
import { Message } from '../../parts/Message';
import { Part, Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { PreviewPart } from './PreviewPart';
import { useRegistersTexts } from './useRegistersTexts';

/** A file of this computer or the sheet in front, read and previewed, then written or dropped. */
export function ImportPart({ kind, onApplied }: { readonly kind: RegisterCode; readonly onApplied: () => void }): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const texts = useRegistersTexts();
  const chooser = useRef<HTMLInputElement>(null);
  const waiting = useRef(true);
  const [view, setView] = useState<Import | null>(null);
  const [sheet, setSheet] = useState<string | null>(null);
  useEffect(() => {
    waiting.current = true;
    return () => { waiting.current = false; };
  }, []);
  const follow = async (made: Import, progress: (done: number, of: number) => void): Promise<void> => {
    setView(made);
    setView(await followImport(service, bureau, kind, made, progress, () => waiting.current));
  };
  const reading = useTask(async (progress, file: File | null) => {
    setView(null);
    if (file !== null) {
      setSheet(null);
      return follow(await uploadRegister(service, bureau, kind, file, file.name), progress);
    }
    const { made, sheet: name } = await uploadSheet(host, service, bureau, kind);
    setSheet(name);
    return follow(made, progress);
  });
  const dropping = useTask(async () => {
    await dropImport(service, bureau, kind, view!);
    if (!reading.running) setView(null);
  });
  return (
    <Part title={texts.import}>
      <Row>
        <Button size="small" appearance="primary" disabled={reading.running} onClick={() => chooser.current?.click()}>{texts.choose}</Button>
        <Button size="small" disabled={reading.running} onClick={() => void reading.run(null)}>{texts.sheet}</Button>
        <FileButton file={`/api/bureaus/${encodeURIComponent(bureau)}/registers/${kind}/form`}>{texts.form}</FileButton>
        {reading.running && view !== null ? <Button size="small" disabled={dropping.running} onClick={() => void dropping.run()}>{texts.stop}</Button> : null}
      </Row>
      <input ref={chooser} type="file" accept=".xlsx,.csv" hidden aria-label={texts.choose} onChange={({ target }) => {
        const file = target.files?.[0];
        target.value = '';
        if (file !== undefined) void reading.run(file);
      }} />
      <Caption1>{texts.hint}</Caption1>
      <Working task={reading} label={texts.reading} />
      <Trouble task={reading} />
      <Trouble task={dropping} />
      {view === null || reading.running ? null : view.state === 'Previewed' || view.state === 'Applying' || view.state === 'Applied'
        ? <PreviewPart key={view.id} kind={kind} made={view} sheet={sheet} onView={setView} onDrop={() => void dropping.run()} onApplied={onApplied} />
        : <Message intent={view.state === 'Cancelled' ? 'info' : 'error'}>{texts.of(view.fileName)} {view.stateText} {view.refusalMessage}</Message>}
    </Part>
  );
}
