// The map of the officials' application: every page, who may open it, and what it asks for first. Pages are fetched
// one by one when they are opened; paths.ts makes their addresses.
import type { QueryClient } from '@tanstack/react-query';
import type { RouteObject } from 'react-router';
import { paths } from '../paths.ts';
import { Skeleton } from '../ui/states.tsx';
import { ErrorPage, NotFound } from './ErrorPage.tsx';
import { signedIn } from './guard.ts';
import { SignInPage } from './SignInPage.tsx';

export function routes(queries: QueryClient): RouteObject[] {
  return [
    { path: '/sign-in', element: <SignInPage /> },
    {
      loader: signedIn(queries),
      lazy: () => import('./Guarded.tsx'),
      hydrateFallbackElement: <Skeleton lines={6} />,
      errorElement: <ErrorPage />,
      children: [
        {
          errorElement: <ErrorPage />,
          children: [
            { path: paths.today(), lazy: () => import('../features/home/TodayPage.tsx') },
            { path: paths.account(), lazy: () => import('../features/identity/AccountPage.tsx') },
            // The sample sheet of components: invented data, development only, absent from the production build.
            ...(import.meta.env.DEV ? [{ path: paths.specimen(), lazy: () => import('../dev/Specimen.tsx') }] : []),
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ];
}
