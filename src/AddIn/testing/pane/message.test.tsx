// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Question } from '../../src/ui/pane/parts/Asked';
import { Message } from '../../src/ui/pane/parts/Message';

afterEach(cleanup);

it.each(['success', 'info', 'warning'] as const)('%s: the place a screen reader listens to is there before the message, and stays the same one', (intent) => {
  const { rerender } = render(<Message intent={intent}>{null}</Message>);
  const place = screen.getByRole('status');
  expect(place.textContent).toBe('');
  rerender(<Message intent={intent}>已保存。</Message>);
  expect(screen.getByRole('status')).toBe(place);
  expect([place.textContent, screen.getAllByText('已保存。').length, place.querySelectorAll('[role="group"]').length]).toEqual(['已保存。', 1, 0]);
});

it('a fault interrupts; no empty alert waits for it', () => {
  const { rerender } = render(<Message intent="error">{''}</Message>);
  expect(screen.queryByRole('alert')).toBeNull();
  rerender(<Message intent="error">没有保存。</Message>);
  expect(screen.getByRole('alert').textContent).toBe('没有保存。');
});

it('what stood there before is a note and interrupts nobody', () => {
  render(<Message stands intent="warning">退回原因：比例不对</Message>);
  expect([screen.getByRole('note').textContent, screen.queryByRole('status'), screen.queryByRole('alert')]).toEqual(['退回原因：比例不对', null, null]);
});

it('a question that takes the keyboard is called by what it asks', () => {
  render(<Question question={<>真的要印发吗？<ul><li>印发后不能修改</li></ul></>} onClose={() => { /* not here */ }}><button type="button">印发</button></Question>);
  const asked = screen.getByRole('group', { name: /^真的要印发吗？/ });
  expect(document.activeElement).toBe(asked);
  expect(asked.querySelector('button')!.textContent).toBe('印发');
});
