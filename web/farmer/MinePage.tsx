// 我的: who is signed in, large type, language, password, signing out.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { signOut } from '../api/auth.ts';
import { usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { useSession } from '../session.tsx';
import { choose, useSettings } from '../settings.ts';
import { ErrorPanel } from '../ui/states.tsx';
import { forgetDrafts } from './draft.ts';
import s from './MinePage.module.css';
import { householdQuery } from './queries.ts';
import { BigButton, BigLink, Sheet, TaskPage } from './ui.tsx';

export function Component() {
  const t = usePhoneT();
  const me = useSession();
  const { language, largeType } = useSettings();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const household = useQuery({ ...householdQuery(me.householdId ?? ''), enabled: me.householdId !== null });
  const [failure, setFailure] = useState<unknown>(null);
  const leave = async () => {
    try {
      await signOut();
      queries.clear();
      forgetDrafts();
      await navigate(phonePaths.signIn());
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <TaskPage title={t.phone.mine.title}>
      <Sheet>
        <dl className={s.list}>
          <dt>{t.phone.mine.name}</dt>
          <dd>{me.name}</dd>
          <dt>{t.phone.mine.post}</dt>
          <dd>{t.roles[me.role]}</dd>
          {household.data && (
            <>
              <dt>{t.phone.mine.household}</dt>
              <dd>{household.data.headName}</dd>
              <dt>{t.phone.mine.village}</dt>
              <dd>
                {household.data.township}
                {household.data.village}
              </dd>
            </>
          )}
        </dl>
      </Sheet>
      <Sheet>
        <label className={s.switch}>
          {t.phone.mine.largeType}
          <input
            type="checkbox"
            role="switch"
            aria-checked={largeType}
            checked={largeType}
            onChange={(event) => choose({ largeType: event.target.checked })}
          />
        </label>
        <fieldset className={s.languages}>
          <legend>{t.phone.mine.language}</legend>
          {(['zh', 'en'] as const).map((code) => (
            <label key={code}>
              <input
                type="radio"
                name="language"
                checked={language === code}
                onChange={() => choose({ language: code })}
              />
              {code === 'zh' ? '中文' : 'English'}
            </label>
          ))}
        </fieldset>
      </Sheet>
      <Sheet>
        {me.householdId !== null && (
          <>
            <BigLink to={phonePaths.family()} title={t.phone.mine.family} />
            <BigLink to={phonePaths.consents()} title={t.phone.mine.consents} />
          </>
        )}
        <BigLink to={phonePaths.password()} title={t.phone.mine.password} />
      </Sheet>
      {failure !== null && <ErrorPanel compact error={failure} />}
      <BigButton kind="plain" onClick={() => void leave()}>
        {t.act.signOut}
      </BigButton>
    </TaskPage>
  );
}
