// The phone application's frame: a short head, one task a page, four places at the bottom, a person to call.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useSyncExternalStore } from 'react';
import { Navigate, NavLink, Outlet } from 'react-router';
import { meQuery } from '../api/queries.ts';
import { usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { SessionProvider } from '../session.tsx';
import { BasketIcon, HomeIcon, PersonIcon, TaskIcon } from '../ui/icons.tsx';
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
        <NetworkNote />
        <main id="main" className={s.main}>
          <Outlet />
        </main>
        <nav className={s.places} aria-label={t.phone.places.label}>
          <PlaceLink to={phonePaths.home()} end icon={<HomeIcon size={26} />} label={t.phone.places.home} />
          {query.data.householdId !== null && (
            <>
              <PlaceLink to={phonePaths.todo()} icon={<TaskIcon size={26} />} label={t.phone.places.todo} />
              <PlaceLink to={phonePaths.sell()} icon={<BasketIcon size={26} />} label={t.phone.places.sell} />
            </>
          )}
          <PlaceLink to={phonePaths.mine()} icon={<PersonIcon size={26} />} label={t.phone.places.mine} />
        </nav>
      </div>
    </SessionProvider>
  );
}

/** Says that the network is gone, as long as it is. */
function NetworkNote() {
  const t = usePhoneT();
  const online = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  if (online) return null;
  return (
    <p className={s.offline} role="status">
      {t.phone.offline}
    </p>
  );
}

function watchNetwork(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
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
