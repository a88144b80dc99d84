import { Text, makeStyles } from '@fluentui/react-components';
import type { Schemas } from '../../../../service/client';
import { Part } from '../../parts/Part';
import { useDocumentsTexts } from './useDocumentsTexts';

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '6px' } });

/** What the text lint says about the text as it is printed: where, why, and how it might read; whoever signs judges. */
export function RemarksPart({ remarks }: { readonly remarks: readonly Schemas['PlanFinding'][] }): React.ReactNode {
  const texts = useDocumentsTexts();
  const styles = useStyles();
  if (remarks.length === 0) return null;
  return (
    <Part title={texts.remarks(remarks.length)}>
      <ul className={styles.list}>
        {remarks.map(({ code, place, found, reason, fix }) => (
          <li key={`${code} ${place} ${found}`}>
            <Text block size={200}>{texts.remark(place, reason)}</Text>
            {typeof fix === 'string' ? <Text block size={200}>{texts.remarkFix(fix)}</Text> : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}
