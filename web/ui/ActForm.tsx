// A small act in a drawer: what it is for, its fields, what is still missing, the refusal in words. What was typed
// stays when the act is refused. The button and a refusal stand below the fields, in sight however long
// they are.
import { App } from 'antd';
import { type FormEvent, type ReactNode, useId } from 'react';
import type { ProblemError } from '../api/problem.ts';
import { useT } from '../messages/index.tsx';
import { ActionButton } from './ActionButton.tsx';
import { DetailDrawer } from './DetailDrawer.tsx';
import s from './Field.module.css';
import { Stack } from './Layout.tsx';
import { ErrorPanel } from './states.tsx';

export interface ActFormProps {
  readonly title: string;
  readonly lead?: string;
  readonly submit: string;
  /** What is still missing, in words; null when it can be sent. */
  readonly missing: string | null;
  readonly working: boolean;
  readonly failure: ProblemError | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function ActForm({ title, lead, submit, missing, working, failure, onSubmit, onClose, children }: ActFormProps) {
  const form = useId();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (missing === null && !working) onSubmit();
  };
  return (
    <DetailDrawer
      open
      title={title}
      width={560}
      onClose={onClose}
      footer={
        <div className={s.foot}>
          {failure && <ErrorPanel compact error={failure} />}
          <ActionButton type="primary" htmlType="submit" form={form} loading={working} whyNot={missing}>
            {submit}
          </ActionButton>
        </div>
      }
    >
      <form id={form} onSubmit={send}>
        <Stack>
          {lead && <p className={s.lead}>{lead}</p>}
          {children}
        </Stack>
      </form>
    </DetailDrawer>
  );
}

/** Says at the top of the page that something was kept. */
export function useSaid(): (words?: string) => void {
  const t = useT();
  const { message } = App.useApp();
  return (words) => void message.success(words ?? t.state.saved);
}
