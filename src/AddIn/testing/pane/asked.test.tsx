// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { paneZh } from '../../src/i18n/pane.zh';
import { PaneContext, type Pane } from '../../src/ui/pane/context';
import { Reason } from '../../src/ui/pane/parts/Reason';
import { Sure } from '../../src/ui/pane/parts/Sure';
import { useReturn } from '../../src/ui/pane/parts/Asked';
import { useTask } from '../../src/ui/pane/useTask';

const pane = { texts: paneZh, language: 'zh-CN' } as unknown as Pane;
const done: string[] = [];

function Twice(): React.ReactNode {
  const task = useTask<[]>(async () => done.push('done'));
  return <><Sure action="甲" question="真的？" task={task} doing="" /><Sure action="乙" question="确定？" task={task} doing="" /></>;
}

function Why(): React.ReactNode {
  const [asking, setAsking] = useState(false);
  useReturn(asking ? 'why' : null);
  return asking ? <Reason label="原因" action="退回" busy={false} onDone={(reason) => done.push(reason)} onCancel={() => setAsking(false)} /> : <button type="button" data-asks="why" onClick={() => setAsking(true)}>退回</button>;
}

const open = (name: string): void => {
  const button = screen.getByRole('button', { name });
  button.focus();
  fireEvent.click(button);
};

it.each([['甲', '真的？'], ['乙', '确定？']])('what %s asks takes the keyboard; Escape closes it, does nothing, and gives the keyboard back', (action, question) => {
  const { unmount } = render(<PaneContext value={pane}><Twice /></PaneContext>);
  open(action);
  expect(document.activeElement!.textContent).toContain(question);
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  expect(screen.queryByText(question)).toBeNull();
  expect([document.activeElement!.textContent, done]).toEqual([action, []]);
  unmount();
});

it('a reason is typed at once; Escape keeps nothing of it', () => {
  render(<PaneContext value={pane}><Why /></PaneContext>);
  open('退回');
  expect(document.activeElement!.tagName).toBe('TEXTAREA');
  fireEvent.change(document.activeElement!, { target: { value: '写错了' } });
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  expect([document.activeElement!.textContent, document.querySelector('textarea'), done]).toEqual(['退回', null, []]);
});
