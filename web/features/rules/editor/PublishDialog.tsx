// Publishing: the day, the reason, what this version changes against the one in force and whom it would decide
// otherwise from that day, before it is final.
import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../../../messages/index.tsx';
import { useSession } from '../../../session.tsx';
import { ErrorPanel } from '../../../ui/states.tsx';
import { Comparison, type ComparisonProps } from '../Comparison.tsx';
import s from './editor.module.css';

export interface PublishInput {
  readonly validFrom: string;
  readonly note: string;
}

export interface PublishDialogProps {
  readonly title: string;
  readonly comparison: ComparisonProps | null;
  readonly note: string;
  /** The trial as of the day on which the version would begin. */
  readonly trial: (on: string) => ReactNode;
  readonly working: boolean;
  readonly error: unknown;
  readonly onPublish: (input: PublishInput) => void;
  readonly onClose: () => void;
}

export function PublishDialog({
  title,
  comparison,
  note,
  trial,
  working,
  error,
  onPublish,
  onClose,
}: PublishDialogProps) {
  const t = useT();
  const words = t.rules.publishing;
  const { businessDate } = useSession();
  const [form] = Form.useForm<PublishInput>();
  const validFrom: string = Form.useWatch('validFrom', form) ?? businessDate;
  return (
    <Modal
      open
      width={760}
      title={title}
      okText={words.confirm}
      cancelText={t.act.cancel}
      confirmLoading={working}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className={s.quiet}>{words.lead}</p>
      <Form<PublishInput>
        name="publish"
        className={s.form ?? ''}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ validFrom: businessDate, note }}
        onFinish={onPublish}
      >
        <Form.Item
          name="validFrom"
          label={words.from}
          extra={words.fromHelp(businessDate)}
          rules={[{ required: true, message: words.missingDate }]}
        >
          <Input type="date" min={businessDate} style={{ maxWidth: 200 }} />
        </Form.Item>
        <Form.Item
          name="note"
          label={words.note}
          extra={words.noteHint}
          rules={[{ required: true, whitespace: true, message: words.missing }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
      </Form>
      {error !== null && error !== undefined && <ErrorPanel compact error={error} />}
      {comparison && <Comparison {...comparison} />}
      {validFrom >= businessDate && (
        <section className={s.trial} aria-label={t.rules.trial.title}>
          <h2>{t.rules.trial.title}</h2>
          {trial(validFrom)}
        </section>
      )}
    </Modal>
  );
}
