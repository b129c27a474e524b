// The phone application's frame: a short head, one task a page, four places at the bottom, a person to call.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Navigate, NavLink, Outlet } from 'react-router';
import { meQuery } from '../api/queries.ts';
import { usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { SessionProvider } from '../session.tsx';
import { HomeIcon, PersonIcon } from '../ui/icons.tsx';
import { Mark } from '../ui/Mark.tsx';
import { ErrorPanel, Skeleton } from '../ui/states.tsx';
import s from './PhoneFrame.module.css';

export function PhoneFrame() {
  const t = usePhoneT();
  const query = useQuery(meQuery);
  if (query.isError) return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton lines={4} />;
  if (query.data === null) return <Navigate to={phonePaths.signIn()} replace />;
  return (
    <SessionProvider me={query.data}>
      <div className={s.frame}>
        <a className="skip-link" href="#main">
          {t.act.skip}
        </a>
        <header className={s.head}>
          <Mark size={30} />
          <span className={s.name}>{t.brand.name}</span>
          {query.data.demo && <span className={s.seal}>{t.brand.demoSeal}</span>}
        </header>
        <main id="main" className={s.main}>
          <Outlet />
        </main>
        <nav className={s.places} aria-label={t.phone.places.label}>
          {/* 办事 and 卖货 join when their pages land. */}
          <PlaceLink to={phonePaths.home()} end icon={<HomeIcon size={26} />} label={t.phone.places.home} />
          <PlaceLink to={phonePaths.mine()} icon={<PersonIcon size={26} />} label={t.phone.places.mine} />
        </nav>
      </div>
    </SessionProvider>
  );
}

function PlaceLink({ to, label, icon, end }: { to: string; label: string; icon: ReactNode; end?: boolean }) {
  return (
    <NavLink
      to={to}
      end={end ?? false}
      className={({ isActive }) => (isActive ? `${s.place} ${s.here}` : (s.place ?? ''))}
    >
      {icon}
      {label}
    </NavLink>
  );
}
