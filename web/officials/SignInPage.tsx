// The officials' sign-in: the tea hills at the left, the form on paper at the right. No antd here; the frame's code
// is fetched while the person types.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { meQuery } from '../api/queries.ts';
import { SignInForm } from '../features/identity/SignInForm.tsx';
import { useT } from '../messages/index.tsx';
import { phonePaths, safeReturn } from '../paths.ts';
import { choose, useSettings } from '../settings.ts';
import { Mark } from '../ui/Mark.tsx';
import { TeaHills } from '../ui/TeaHills.tsx';
import s from './SignInPage.module.css';

/** Roles whose place is the phone application. */
export const ON_PHONE: readonly string[] = ['farmer', 'buyer'];

export function SignInPage() {
  const t = useT();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { language, largeType } = useSettings();
  useEffect(() => {
    const timer = setTimeout(() => void import('./Guarded.tsx'), 400);
    return () => clearTimeout(timer);
  }, []);
  const enter = async () => {
    queries.removeQueries({ queryKey: ['me'] });
    const me = await queries.fetchQuery(meQuery);
    if (me && ON_PHONE.includes(me.role)) window.location.assign(phonePaths.home());
    else await navigate(safeReturn(params.get('from')), { replace: true });
  };
  return (
    <div className={s.page}>
      <title>{`${t.signIn.title} · ${t.brand.name}`}</title>
      <div className={s.picture}>
        <TeaHills className={s.hills} />
        <div className={s.words}>
          <Mark size={52} />
          <p className={s.name}>{t.brand.name}</p>
          <p className={s.tagline}>{t.brand.tagline}</p>
          <ol className={s.creed}>
            {t.shell.creed.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </div>
      </div>
      <main className={s.side}>
        <div className={s.switches}>
          <button type="button" aria-pressed={largeType} onClick={() => choose({ largeType: !largeType })}>
            {largeType ? t.largeType.off : t.largeType.on}
          </button>
          <button
            type="button"
            aria-label={t.language.switchLabel}
            onClick={() => choose({ language: language === 'zh' ? 'en' : 'zh' })}
          >
            {t.language.switchTo}
          </button>
        </div>
        <div className={s.form}>
          <SignInForm onSignedIn={enter} returnTo={safeReturn(params.get('from'))} />
        </div>
      </main>
    </div>
  );
}
