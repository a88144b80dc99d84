import { Text, makeStyles } from '@fluentui/react-components';
import type { Schemas } from '../../../../service/client';
import { usePlanTexts } from './usePlanTexts';

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '6px' }, pair: { margin: 0 } });

/** Field by field: what stood there and what stands there. */
export function Changes({ changes, before, after }: { readonly changes: readonly Schemas['FieldChange'][]; readonly before: string; readonly after: string }): React.ReactNode {
  const texts = usePlanTexts();
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {changes.map((change) => (
        <li key={`${change.task} ${change.field} ${change.before} ${change.after}`}>
          <Text weight="semibold">{change.taskName ?? change.task ?? texts.plans.whole} · {change.field}</Text>
          <p className={styles.pair}>{before}：{change.before ?? texts.conflict.nothing}</p>
          <p className={styles.pair}>{after}：{change.after ?? texts.conflict.nothing}</p>
        </li>
      ))}
    </ul>
  );
}
