// One account: who and where, switching it off or on, a new password, and its traces in the audit trail.
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { Link } from 'react-router';
import { MIN_PASSWORD } from '../../api/auth.ts';
import { answer, api, useCommand } from '../../api/client.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DetailDrawer } from '../../ui/DetailDrawer.tsx';
import { Facts } from '../../ui/Layout.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import s from './AccountPage.module.css';
import { type Account, readablePassword } from './queries.ts';

export interface AccountDrawerProps {
  readonly account: Account;
  readonly place: string;
  readonly onClose: () => void;
}

export function AccountDrawer({ account, place, onClose }: AccountDrawerProps) {
  const t = useT();
  const words = t.accounts;
  const lines = words.detail;
  const me = useSession();
  const mayEdit = useMay('users.edit');
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const own = account.userId === me.id;
  const path = { params: { path: { username: account.username } } };
  const setActive = useCommand(
    (active: boolean) => answer(api.POST('/api/v1/accounts/{username}/active', { ...path, body: { active } })),
    {
      onSuccess: async (changed) => {
        await queries.invalidateQueries({ queryKey: ['accounts'] });
        message.success(changed.active ? lines.enabled(changed.name) : lines.disabled(changed.name));
      },
    },
  );
  const ask = () =>
    modal.confirm({
      title: lines.disableTitle(account.name),
      content: lines.disableWhat,
      okText: lines.disable,
      okButtonProps: { danger: true },
      cancelText: t.act.cancel,
      onOk: () => setActive.mutate(false),
    });
  const whyNot = !mayEdit ? words.whyNot.role : own ? words.whyNot.self : null;
  return (
    <DetailDrawer open title={account.name} width={520} onClose={onClose}>
      <Facts
        items={[
          { label: words.username, value: account.username },
          { label: words.post, value: t.roles[account.role] },
          { label: words.region, value: place },
          { label: words.state, value: account.active ? words.active : words.inactive },
        ]}
      />
      {account.householdId && (
        <p className={s.why}>
          <Link to={paths.household(account.householdId)}>{words.seeHousehold}</Link>
        </p>
      )}
      <p className={s.why}>
        <Link to={paths.audit({ actor: account.userId })}>{lines.done}</Link>
        {' · '}
        <Link to={paths.audit({ subject: `account:${account.username}` })}>{lines.trail}</Link>
      </p>
      {setActive.error && <ErrorPanel compact error={setActive.error} />}
      <div className={s.actsLeft}>
        {account.active ? (
          <ActionButton
            {...(whyNot ? {} : { danger: true })}
            whyNot={whyNot}
            loading={setActive.isPending}
            onClick={ask}
          >
            {lines.disable}
          </ActionButton>
        ) : (
          <ActionButton whyNot={whyNot} loading={setActive.isPending} onClick={() => setActive.mutate(true)}>
            {lines.enable}
          </ActionButton>
        )}
      </div>
      {mayEdit && !own && <ResetPassword account={account} />}
      {own && <p className={s.why}>{words.whyNot.selfPassword}</p>}
    </DetailDrawer>
  );
}

function ResetPassword({ account }: { account: Account }) {
  const t = useT();
  const lines = t.accounts.detail;
  const words = t.accounts.form;
  const { message } = App.useApp();
  const [form] = Form.useForm<{ password: string }>();
  const reset = useCommand(
    ({ password }: { password: string }) =>
      answer(
        api.POST('/api/v1/accounts/{username}/password', {
          params: { path: { username: account.username } },
          body: { password },
        }),
      ),
    {
      onSuccess: (changed) => {
        form.resetFields();
        message.success(lines.resetDone(changed.name));
      },
    },
  );
  return (
    <section className={s.section}>
      <h3>{lines.reset}</h3>
      <p className={s.why}>{lines.resetWhat}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => reset.mutate(fields)}>
        <Form.Item
          name="password"
          label={lines.newPassword}
          extra={
            <Button type="link" size="small" onClick={() => form.setFieldValue('password', readablePassword())}>
              {words.generate}
            </Button>
          }
          rules={[{ required: true, min: MIN_PASSWORD, message: words.passwordShort(MIN_PASSWORD) }]}
        >
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        {reset.error && <ErrorPanel compact error={reset.error} />}
        <Button htmlType="submit" loading={reset.isPending}>
          {lines.reset}
        </Button>
      </Form>
    </section>
  );
}
