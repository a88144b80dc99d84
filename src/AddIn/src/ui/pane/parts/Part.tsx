import { Subtitle2, makeStyles } from '@fluentui/react-components';
import { useId } from 'react';

const useStyles = makeStyles({ part: { display: 'flex', flexDirection: 'column', gap: '6px' }, row: { display: 'flex', flexWrap: 'wrap', gap: '6px', alignItems: 'center', paddingTop: '2px' } });

/** A titled part of a screen. */
export function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }): React.ReactNode {
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.part}>
      <Subtitle2 as="h2" id={id}>{title}</Subtitle2>
      {children}
    </section>
  );
}

/** Buttons and short fields beside each other, wrapping where it is narrow. */
export function Row({ children }: { readonly children: React.ReactNode }): React.ReactNode {
  return <div className={useStyles().row}>{children}</div>;
}
