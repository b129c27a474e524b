// 改密码: the password in use, the new one twice. Other phones are signed out.
import { type FormEvent, useState } from 'react';
import { changePassword, MIN_PASSWORD, type PasswordOutcome } from '../api/auth.ts';
import { usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { ErrorPanel } from '../ui/states.tsx';
import { BigButton, PasswordBox, Sheet, TaskPage } from './ui.tsx';

type Problem = 'missing' | 'tooShort' | 'differ' | 'wrong' | 'tooMany';
const PROBLEM: Readonly<Record<Exclude<PasswordOutcome, 'changed'>, Problem>> = {
  wrong: 'wrong',
  too_short: 'tooShort',
  too_many: 'tooMany',
};

export function Component() {
  const t = usePhoneT();
  const words = t.phone.password;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [state, setState] = useState<'typing' | 'working' | 'done'>('typing');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = check(current, next, again);
    setProblem(found);
    setFailure(null);
    if (found !== null || state === 'working') return;
    setState('working');
    try {
      const outcome = await changePassword(current, next);
      setState(outcome === 'changed' ? 'done' : 'typing');
      if (outcome !== 'changed') setProblem(PROBLEM[outcome]);
    } catch (error) {
      setState('typing');
      setFailure(error);
    }
  };
  const at = (...kinds: Problem[]) => (problem !== null && kinds.includes(problem) ? words[problem] : null);
  return (
    <TaskPage title={words.title} lead={words.lead} back={phonePaths.mine()}>
      <Sheet>
        {state === 'done' ? (
          <p role="status">{words.done}</p>
        ) : (
          <form onSubmit={(event) => void submit(event)} noValidate>
            <PasswordBox
              label={words.current}
              value={current}
              onChange={setCurrent}
              autoComplete="current-password"
              error={at('missing', 'wrong')}
            />
            <PasswordBox
              label={words.next}
              value={next}
              onChange={setNext}
              autoComplete="new-password"
              error={at('tooShort')}
            />
            <PasswordBox
              label={words.again}
              value={again}
              onChange={setAgain}
              autoComplete="new-password"
              error={at('differ', 'tooMany')}
            />
            {failure !== null && <ErrorPanel compact error={failure} />}
            <BigButton type="submit" whyNot={state === 'working' ? words.working : null}>
              {words.submit}
            </BigButton>
          </form>
        )}
      </Sheet>
    </TaskPage>
  );
}

function check(current: string, next: string, again: string): Problem | null {
  if (current === '') return 'missing';
  if (next.length < MIN_PASSWORD) return 'tooShort';
  return next === again ? null : 'differ';
}
