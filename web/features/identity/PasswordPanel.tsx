// Changing one's own password.
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { changePassword, MIN_PASSWORD } from '../../api/auth.ts';
import { useT } from '../../messages/index.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import s from './AccountPage.module.css';

interface Fields {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

export function PasswordPanel() {
  const t = useT();
  const words = t.accounts.own;
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [failure, setFailure] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const tooShort = t.accounts.form.passwordShort(MIN_PASSWORD);
  const change = async ({ current, next }: Fields) => {
    setWorking(true);
    setFailure(null);
    try {
      const outcome = await changePassword(current, next);
      if (outcome === 'changed') {
        form.resetFields();
        message.success(words.changed);
      } else if (outcome === 'too_short') form.setFields([{ name: 'next', errors: [tooShort] }]);
      else form.setFields([{ name: 'current', errors: [outcome === 'wrong' ? words.wrong : t.signIn.tooMany] }]);
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  };
  return (
    <Panel title={words.password}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={(fields) => void change(fields)}>
        <Form.Item name="current" label={words.current} rules={[{ required: true, message: t.signIn.missingPassword }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label={words.next} rules={[{ required: true, min: MIN_PASSWORD, message: tooShort }]}>
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Form.Item>
        <Form.Item
          name="again"
          label={words.again}
          dependencies={['next']}
          rules={[
            ({ getFieldValue }) => ({
              validator: async (_, value) => {
                if (value !== getFieldValue('next')) throw new Error(words.differs);
              },
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Form.Item>
        <p className={s.why}>{words.others}</p>
        {failure !== null && <ErrorPanel compact error={failure} />}
        <Button htmlType="submit" loading={working}>
          {words.change}
        </Button>
      </Form>
    </Panel>
  );
}
