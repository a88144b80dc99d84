import { Field, Input } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Row } from '../../parts/Part';
import { useDocumentsTexts } from './useDocumentsTexts';

/** Year and month of a monthly form; the month before this one to begin with. */
export function MonthFields({ onChosen }: { readonly onChosen: (month: { readonly year: number; readonly month: number }) => void }): React.ReactNode {
  const texts = useDocumentsTexts();
  const [chosen, choose] = useState(lastMonth);
  const { year, month } = chosen;
  useEffect(() => {
    if (year >= 2015 && month >= 1 && month <= 12) onChosen({ year, month });
  }, [year, month, onChosen]);
  return (
    <Row>
      <Field label={texts.year}><Input type="number" min="2015" max="2200" value={String(year)} onChange={(_, { value }) => choose({ year: Number(value), month })} /></Field>
      <Field label={texts.month}><Input type="number" min="1" max="12" value={String(month)} onChange={(_, { value }) => choose({ year, month: Number(value) })} /></Field>
    </Row>
  );
}

export function lastMonth(): { year: number; month: number } {
  const today = new Date();
  const before = new Date(today.getFullYear(), today.getMonth() - 1, 1);
  return { year: before.getFullYear(), month: before.getMonth() + 1 };
}
