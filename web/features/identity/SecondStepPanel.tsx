// The second step of signing in: whether it is on, setting it up with an authenticator, and ending it.
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, QRCode, Tag } from 'antd';
import { useState } from 'react';
import { beginSecondStep, endSecondStep, type SecondStep, secondStepIsOn, verifyCode } from '../../api/auth.ts';
import { meQuery } from '../../api/queries.ts';
import { useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { color } from '../../theme.ts';
import { Panel } from '../../ui/Layout.tsx';
import { ErrorPanel, Loaded } from '../../ui/states.tsx';
import s from './AccountPage.module.css';

const secondStepQuery = queryOptions({ queryKey: ['second-step'], queryFn: secondStepIsOn, staleTime: 0 });

export function SecondStepPanel() {
  const t = useT();
  const words = t.shell.account;
  const me = useSession();
  const query = useQuery(secondStepQuery);
  return (
    <Panel
      title={words.secondStep}
      aside={query.data === undefined ? null : <Tag>{query.data ? words.isOn : words.isOff}</Tag>}
    >
      <p className={s.why}>{words.secondStepWhy}</p>
      {me.demo && <p className={s.why}>{t.accounts.own.demoStep}</p>}
      <Loaded query={query} lines={2}>
        {(on) => (on ? <EndSecondStep /> : <SecondStepSetUp />)}
      </Loaded>
    </Panel>
  );
}

/** Asked for with the password, so that a desk left open is not enough. */
function EndSecondStep() {
  const t = useT();
  const words = t.accounts.own;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const end = async ({ password }: { password: string }) => {
    setWorking(true);
    setWrong(false);
    setFailure(null);
    try {
      if (await endSecondStep(password)) {
        await queries.invalidateQueries({ queryKey: secondStepQuery.queryKey });
        await queries.invalidateQueries({ queryKey: meQuery.queryKey });
        message.success(words.stepEnded);
      } else setWrong(true);
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  };
  if (!asking) {
    return (
      <Button className={s.form ?? ''} onClick={() => setAsking(true)}>
        {words.endStep}
      </Button>
    );
  }
  return (
    <Form layout="vertical" className={s.form ?? ''} onFinish={(fields: { password: string }) => void end(fields)}>
      <p className={s.why}>{words.endStepWhat}</p>
      <Form.Item
        name="password"
        label={t.shell.account.password}
        rules={[{ required: true, message: t.signIn.missingPassword }]}
        {...(wrong ? { validateStatus: 'error' as const, help: t.shell.account.wrongPassword } : {})}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      {failure !== null && <ErrorPanel compact error={failure} />}
      <div className={s.actsLeft}>
        <Button danger htmlType="submit" loading={working}>
          {words.endStep}
        </Button>
        <Button onClick={() => setAsking(false)}>{t.act.cancel}</Button>
      </div>
    </Form>
  );
}

/** Password → key to scan and recovery codes → one code to prove that the phone has it. */
function SecondStepSetUp() {
  const t = useT();
  const words = t.shell.account;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [step, setStep] = useState<SecondStep | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setWorking(true);
    setRefusal(null);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  };
  const begin = ({ password }: { password: string }) =>
    attempt(async () => {
      const begun = await beginSecondStep(password);
      if (begun === null) setRefusal(words.wrongPassword);
      else setStep(begun);
    });
  const confirm = ({ code }: { code: string }) =>
    attempt(async () => {
      const outcome = await verifyCode(code);
      if (outcome === 'signed_in') {
        await queries.invalidateQueries({ queryKey: meQuery.queryKey });
        await queries.invalidateQueries({ queryKey: secondStepQuery.queryKey });
        message.success(words.done);
      } else setRefusal(outcome === 'code_wrong' ? t.signIn.codeWrong : t.signIn.tooMany);
    });
  const problem = refusal ? { validateStatus: 'error' as const, help: refusal } : {};
  return (
    <>
      {step === null ? (
        <Form
          layout="vertical"
          className={s.form ?? ''}
          onFinish={(values: { password: string }) => void begin(values)}
        >
          <Form.Item
            name="password"
            label={words.password}
            rules={[{ required: true, message: t.signIn.missingPassword }]}
            {...problem}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button htmlType="submit" type="primary" loading={working}>
            {words.start}
          </Button>
        </Form>
      ) : (
        <>
          <p>{words.scan}</p>
          <div className={s.key}>
            <QRCode value={step.uri} size={168} color={color.ink} bordered={false} />
            <code>{step.key.match(/.{1,4}/g)?.join(' ')}</code>
          </div>
          <p className={s.why}>{words.recovery}</p>
          <ul className={s.codes}>
            {step.recoveryCodes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <Form layout="inline" className={s.form ?? ''} onFinish={(values: { code: string }) => void confirm(values)}>
            <Form.Item
              name="code"
              label={t.signIn.code}
              rules={[{ required: true, pattern: /^\d{6}$/, message: t.signIn.codeFormat }]}
              {...problem}
            >
              <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ width: 120 }} />
            </Form.Item>
            <Button htmlType="submit" type="primary" loading={working}>
              {words.confirm}
            </Button>
          </Form>
        </>
      )}
      {failure !== null && <ErrorPanel compact error={failure} />}
    </>
  );
}
