import { makeStyles, typographyStyles } from '@fluentui/react-components';
import { useId } from 'react';
import { useArrival } from '../useArrival';

const useStyles = makeStyles({ title: typographyStyles.subtitle2, part: { display: 'flex', flexDirection: 'column', gap: '6px' }, row: { display: 'flex', flexWrap: 'wrap', gap: '6px', alignItems: 'center', paddingTop: '2px' } });

/** A titled part of a screen. */
export function Part({ title, arrives, children }: {
  readonly title: string;
  /** Of what somebody has asked for: once it is there it comes to the top and takes the keyboard. */
  readonly arrives?: boolean;
  readonly children: React.ReactNode;
}): React.ReactNode {
  const styles = useStyles();
  const id = useId();
  const heading = useArrival<HTMLHeadingElement>(arrives === true);
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h2 ref={heading} id={id} className={styles.title} {...(arrives === undefined ? {} : { tabIndex: -1 })}>{title}</h2>
      {children}
    </section>
  );
}

/** Buttons and short fields beside each other, wrapping where it is narrow. */
export function Row({ children }: { readonly children: React.ReactNode }): React.ReactNode {
  return <div className={useStyles().row}>{children}</div>;
}
