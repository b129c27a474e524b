// 我的账号: post and region, how pages look, and the second step of signing in.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, QRCode, Segmented, Switch, Tag } from 'antd';
import { useState } from 'react';
import { beginSecondStep, type SecondStep, verifyCode } from '../../api/auth.ts';
import { meQuery, placesQuery } from '../../api/queries.ts';
import { useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { choose, type Language, useSettings } from '../../settings.ts';
import { color } from '../../theme.ts';
import { Columns, Facts, Panel } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import s from './AccountPage.module.css';
import { PasswordPanel } from './PasswordPanel.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';

export function Component() {
  const t = useT();
  const words = t.shell.account;
  const me = useSession();
  const { language, largeType } = useSettings();
  const { data: places } = useQuery(placesQuery);
  const place = places?.find((known) => known.code === me.region)?.name ?? me.region;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <Columns>
        <Panel title={me.name}>
          <Facts
            items={[
              { label: words.post, value: t.roles[me.role] },
              { label: words.region, value: place },
              {
                label: words.language,
                value: (
                  <Segmented<Language>
                    aria-label={words.language}
                    value={language}
                    options={[
                      { value: 'zh', label: '中文' },
                      { value: 'en', label: 'English' },
                    ]}
                    onChange={(chosen) => choose({ language: chosen })}
                  />
                ),
              },
              {
                label: words.largeType,
                value: (
                  <Switch
                    aria-label={words.largeType}
                    checked={largeType}
                    onChange={(on) => choose({ largeType: on })}
                  />
                ),
              },
            ]}
          />
        </Panel>
        <Panel title={words.secondStep} aside={<Tag>{me.secondFactor ? words.isOn : words.isOff}</Tag>}>
          <p className={s.why}>{words.secondStepWhy}</p>
          {!me.secondFactor && <SecondStepSetUp />}
        </Panel>
        <PasswordPanel />
        <SessionsPanel />
      </Columns>
    </>
  );
}

/** Password → key to scan and recovery codes → one code to prove that the phone has it. */
function SecondStepSetUp() {
  const t = useT();
  const words = t.shell.account;
  const queries = useQueryClient();
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
      if (outcome === 'signed_in') await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      else setRefusal(outcome === 'code_wrong' ? t.signIn.codeWrong : t.signIn.tooMany);
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
