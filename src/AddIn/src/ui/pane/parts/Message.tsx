import { MessageBar, MessageBarBody, type MessageBarProps } from '@fluentui/react-components';

/**
 * What an act has led to. Its place is there before it, so that a screen reader says what comes into it: a fault at once, anything else after the sentence
 * it is reading. What was so before, such as why a plan came back, `stands`: it is read where it stands.
 */
export function Message({ intent, stands = false, children }: {
  readonly intent: NonNullable<MessageBarProps['intent']>;
  readonly stands?: boolean;
  /** Empty or null while there is nothing to say. */
  readonly children: React.ReactNode;
}): React.ReactNode {
  const nothing = children === null || children === undefined || children === '' || children === false;
  if (stands || intent === 'error') return nothing ? null : <Bar intent={intent} role={stands ? 'note' : 'alert'}>{children}</Bar>;
  return <div role="status" className="said">{nothing ? null : <Bar intent={intent} role="none">{children}</Bar>}</div>;
}

/** The look alone. */
export function Bar({ intent, role, children }: { readonly intent: NonNullable<MessageBarProps['intent']>; readonly role: 'alert' | 'note' | 'none'; readonly children: React.ReactNode }): React.ReactNode {
  return <MessageBar intent={intent} layout="multiline" role={role} aria-labelledby={undefined}><MessageBarBody>{children}</MessageBarBody></MessageBar>;
}
