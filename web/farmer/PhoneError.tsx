// What the phone shows when a page can't be: no such page, or something broke.
import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { Empty, ErrorPanel } from '../ui/states.tsx';

export function PhoneError() {
  const t = usePhoneT();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) {
    return (
      <Empty
        title={t.error.notFoundTitle}
        hint={t.error.notFound}
        action={<Link to={phonePaths.home()}>{t.error.goHome}</Link>}
      />
    );
  }
  return <ErrorPanel error={error} onRetry={() => window.location.reload()} />;
}
