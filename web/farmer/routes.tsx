// The map of the phone application.
import type { RouteObject } from 'react-router';
import { phonePaths } from '../paths.ts';
import { Skeleton } from '../ui/states.tsx';
import { PhoneError } from './PhoneError.tsx';
import { PhoneFrame } from './PhoneFrame.tsx';
import { SignInPage } from './SignInPage.tsx';

export const routes: RouteObject[] = [
  { path: phonePaths.signIn(), element: <SignInPage /> },
  {
    element: <PhoneFrame />,
    errorElement: <PhoneError />,
    hydrateFallbackElement: <Skeleton lines={4} />,
    children: [
      {
        errorElement: <PhoneError />,
        children: [
          { path: phonePaths.home(), lazy: () => import('./HomePage.tsx') },
          { path: phonePaths.mine(), lazy: () => import('./MinePage.tsx') },
          // The sample sheet: invented data, development only.
          ...(import.meta.env.DEV
            ? [{ path: phonePaths.specimen(), lazy: () => import('../dev/PhoneSpecimen.tsx') }]
            : []),
        ],
      },
    ],
  },
];
