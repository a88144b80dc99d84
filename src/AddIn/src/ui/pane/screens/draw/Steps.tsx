import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { steps } from '../../../../domain/ceremony/course';
import { useDrawTexts } from './useDrawTexts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexWrap: 'wrap', gap: '4px' },
  step: { padding: '2px 6px', borderRadius: '4px', fontSize: '12px', border: `1px solid ${tokens.colorNeutralStroke1}`, color: tokens.colorNeutralForeground2 },
  now: { fontWeight: 700, color: tokens.colorNeutralForegroundOnBrand, backgroundColor: tokens.colorBrandBackground },
});

/** The seven steps of a draw; nothing for one that ended without a result. */
export function Steps({ at }: { readonly at: number }): React.ReactNode {
  const texts = useDrawTexts();
  const styles = useStyles();
  if (at < 0) return null;
  return (
    <ol className={styles.list} aria-label={texts.stepsLabel}>
      {steps.map((step, index) => (
        <li key={step} className={mergeClasses(styles.step, index === at && styles.now)} aria-current={index === at ? 'step' : undefined} aria-label={texts.step(texts.steps[step], index < at ? 'done' : index === at ? 'now' : 'later')}>
          {index < at ? '✓ ' : ''}{texts.steps[step]}
        </li>
      ))}
    </ol>
  );
}
