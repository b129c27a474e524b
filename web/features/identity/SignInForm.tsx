// Signing in, in both bundles: user name and password, then six digits where the account has a second step; in a
// demonstration also the accounts to look around with. Plain controls, so that the first page stays small.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { beginSingleSignOn, isDigits, signIn, verifyCode } from '../../api/auth.ts';
import { type DemoSignIn, metaQuery } from '../../api/queries.ts';
import { useSharedT } from '../../messages/index.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import s from './SignInForm.module.css';

export interface SignInFormProps {
  /** Called once the session stands. */
  readonly onSignedIn: () => void | Promise<void>;
  /** Which demonstration accounts belong here. */
  readonly showsDemo?: (account: DemoSignIn) => boolean;
  /** Where the county's directory sends a person back to; without it, user name and password only. */
  readonly returnTo?: string;
}

type Step = 'password' | 'code';

export function SignInForm({ onSignedIn, showsDemo = () => true, returnTo }: SignInFormProps) {
  const [step, setStep] = useState<Step>('password');
  return step === 'password' ? (
    <PasswordStep onSignedIn={onSignedIn} onCode={() => setStep('code')} showsDemo={showsDemo} returnTo={returnTo} />
  ) : (
    <CodeStep onSignedIn={onSignedIn} onBack={() => setStep('password')} />
  );
}

function PasswordStep(props: {
  onSignedIn: () => void | Promise<void>;
  onCode: () => void;
  showsDemo: (account: DemoSignIn) => boolean;
  returnTo: string | undefined;
}) {
  const t = useSharedT();
  const words = t.signIn;
  const { data: meta } = useQuery(metaQuery);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [missing, setMissing] = useState<'name' | 'password' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const accounts = meta?.demo ? meta.signIns.filter(props.showsDemo) : [];

  const enter = async (username: string, secret: string) => {
    setWorking(true);
    setRefusal(null);
    setFailure(null);
    try {
      const outcome = await signIn(username, secret);
      if (outcome === 'signed_in') await props.onSignedIn();
      else if (outcome === 'code_needed') props.onCode();
      else setRefusal(outcome === 'wrong' ? words.wrong : words.tooMany);
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return setMissing('name');
    if (!password) return setMissing('password');
    setMissing(null);
    void enter(name.trim(), password);
  };
  return (
    <>
      <form className={s.form} onSubmit={submit} noValidate>
        <h1>{words.title}</h1>
        <p className={s.lead}>{words.lead}</p>
        <Field
          label={words.userName}
          value={name}
          onChange={setName}
          autoComplete="username"
          error={missing === 'name' ? words.missingName : null}
        />
        <Field
          label={words.password}
          type={shown ? 'text' : 'password'}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          error={missing === 'password' ? words.missingPassword : null}
          beside={
            <button type="button" className={s.show} aria-pressed={shown} onClick={() => setShown(!shown)}>
              {shown ? words.hidePassword : words.showPassword}
            </button>
          }
        />
        {refusal && (
          <p className={s.refusal} role="alert">
            {refusal}
          </p>
        )}
        {failure !== null && <ErrorPanel compact error={failure} />}
        <button type="submit" className={s.submit} disabled={working}>
          {working ? words.working : words.submit}
        </button>
      </form>
      {meta?.singleSignOn && props.returnTo !== undefined && (
        <DirectoryButton name={meta.singleSignOn} returnTo={props.returnTo} />
      )}
      {accounts.length > 0 && (
        <section className={s.demo} aria-label={words.demoTitle}>
          <h2>
            <span className={s.seal}>{t.brand.demoSeal}</span> {words.demoTitle}
          </h2>
          <p className={s.lead}>
            {words.demoLead} {t.brand.demoNote}
          </p>
          <ul className={s.accounts}>
            {accounts.map((account) => (
              <li key={account.username}>
                <button type="button" disabled={working} onClick={() => void enter(account.username, account.password)}>
                  <strong>{t.roles[account.role]}</strong>
                  <span>
                    {account.name}
                    {account.place ? ` · ${account.place}` : ''}
                  </span>
                  <code>{account.username}</code>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The county's own directory; coming back from it without success is said here. */
function DirectoryButton({ name, returnTo }: { name: string; returnTo: string }) {
  const words = useSharedT().signIn;
  const [failure, setFailure] = useState<unknown>(null);
  const [away, setAway] = useState(false);
  const [working, setWorking] = useState(false);
  const here = new URL(window.location.href);
  const refused = here.searchParams.get('error');
  const go = async () => {
    setWorking(true);
    setFailure(null);
    here.searchParams.delete('error');
    try {
      const there = await beginSingleSignOn(returnTo, here.pathname + here.search);
      setAway(there === null);
      if (there === null) setWorking(false);
      else window.location.assign(there);
    } catch (error) {
      setFailure(error);
      setWorking(false);
    }
  };
  return (
    <>
      <button type="button" className={s.directory} disabled={working} onClick={() => void go()}>
        {words.directory(name)}
      </button>
      {(refused !== null || away) && (
        <p className={s.refusal} role="alert">
          {away
            ? words.directoryAway(name)
            : refused === 'signup_disabled'
              ? words.directoryUnknown
              : words.directoryFailed}
        </p>
      )}
      {failure !== null && <ErrorPanel compact error={failure} />}
    </>
  );
}

function CodeStep({ onSignedIn, onBack }: { onSignedIn: () => void | Promise<void>; onBack: () => void }) {
  const t = useSharedT();
  const words = t.signIn;
  const [code, setCode] = useState('');
  const [recovering, setRecovering] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    if (!recovering && !isDigits(code)) return setRefusal(words.codeFormat);
    if (recovering && code.trim() === '') return setRefusal(words.recoveryMissing);
    setRefusal(null);
    setWorking(true);
    try {
      const outcome = await verifyCode(code.trim());
      if (outcome === 'signed_in') await onSignedIn();
      else setRefusal(outcome === 'code_wrong' ? words.codeWrong : words.tooMany);
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  };
  return (
    <form className={s.form} onSubmit={(event) => void submit(event)} noValidate>
      <h1>{words.codeTitle}</h1>
      <p className={s.lead}>{recovering ? words.recoveryLead : words.codeLead}</p>
      <Field
        key={recovering ? 'recovery' : 'code'}
        label={recovering ? words.recoveryCode : words.code}
        value={code}
        onChange={(text) => setCode(recovering ? text : text.replace(/\D/g, '').slice(0, 6))}
        autoComplete="one-time-code"
        {...(recovering ? {} : { inputMode: 'numeric' as const })}
        error={refusal}
        first
      />
      {failure !== null && <ErrorPanel compact error={failure} />}
      <button type="submit" className={s.submit} disabled={working}>
        {working ? words.working : words.codeSubmit}
      </button>
      <button
        type="button"
        className={s.back}
        onClick={() => {
          setRecovering(!recovering);
          setCode('');
          setRefusal(null);
        }}
      >
        {recovering ? words.useCode : words.useRecovery}
      </button>
      <button type="button" className={s.back} onClick={onBack}>
        {words.backToPassword}
      </button>
    </form>
  );
}

function Field(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: string;
  autoComplete: string;
  inputMode?: 'numeric';
  error: string | null;
  beside?: React.ReactNode;
  /** Takes the cursor when it appears. */
  first?: boolean;
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { first, error } = props;
  useEffect(() => {
    if (first || error !== null) field.current?.focus();
  }, [first, error]);
  return (
    <div className={s.field}>
      <div className={s.label}>
        <label htmlFor={id}>{props.label}</label>
        {props.beside}
      </div>
      <input
        ref={field}
        id={id}
        type={props.type ?? 'text'}
        value={props.value}
        autoComplete={props.autoComplete}
        inputMode={props.inputMode}
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : `${id}-error`}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {error !== null && (
        <p id={`${id}-error`} className={s.refusal}>
          {error}
        </p>
      )}
    </div>
  );
}
