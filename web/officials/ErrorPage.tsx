// What a person sees when a page can't be shown: no such page, not their post, or something broke.
import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { useT } from '../messages/index.tsx';
import { paths } from '../paths.ts';
import { Empty, ErrorPanel } from '../ui/states.tsx';
import { Forbidden } from './guard.ts';

export function ErrorPage() {
  const t = useT();
  const error = useRouteError();
  const home = <Link to={paths.today()}>{t.error.goHome}</Link>;
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  if (error instanceof Forbidden)
    return <Empty title={t.error.forbiddenTitle} hint={t.error.forbidden} action={home} />;
  return (
    <div style={{ padding: 32 }}>
      <ErrorPanel error={error} onRetry={() => window.location.reload()} />
    </div>
  );
}

export function NotFound() {
  const t = useT();
  return (
    <>
      <title>{`${t.error.notFoundTitle} · ${t.brand.name}`}</title>
      <Empty
        title={t.error.notFoundTitle}
        hint={t.error.notFound}
        action={<Link to={paths.today()}>{t.error.goHome}</Link>}
      />
    </>
  );
}
