// The phone's sign-in: the same form under a strip of tea hills.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { SignInForm } from '../features/identity/SignInForm.tsx';
import { usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { choose, useSettings } from '../settings.ts';
import { Mark } from '../ui/Mark.tsx';
import { TeaHills } from '../ui/TeaHills.tsx';
import s from './SignInPage.module.css';

export function SignInPage() {
  const t = usePhoneT();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { language } = useSettings();
  const enter = async () => {
    await queries.resetQueries({ queryKey: ['me'] });
    await navigate(phonePaths.home(), { replace: true });
  };
  return (
    <div className={s.page}>
      <title>{`${t.signIn.title} · ${t.brand.name}`}</title>
      <div className={s.picture}>
        <TeaHills className={s.hills} />
        <p className={s.name}>
          <Mark size={44} />
          {t.brand.name}
        </p>
        <button
          type="button"
          className={s.language}
          aria-label={t.language.switchLabel}
          onClick={() => choose({ language: language === 'zh' ? 'en' : 'zh' })}
        >
          {t.language.switchTo}
        </button>
      </div>
      <main className={s.form}>
        <SignInForm onSignedIn={enter} showsDemo={(account) => account.role === 'farmer' || account.role === 'buyer'} />
      </main>
    </div>
  );
}
