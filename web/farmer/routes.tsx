// The map of the phone application.
import type { RouteObject } from 'react-router';
import { phonePaths } from '../paths.ts';
import { Skeleton } from '../ui/states.tsx';
import { OwnHousehold } from './own.tsx';
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
          {
            element: <OwnHousehold />,
            children: [
              { path: phonePaths.home(), lazy: () => import('./HomePage.tsx') },
              { path: phonePaths.why(), lazy: () => import('./WhyPage.tsx') },
              { path: phonePaths.todo(), lazy: () => import('./TodoPage.tsx') },
              { path: phonePaths.sell(), lazy: () => import('./SellPage.tsx') },
              { path: phonePaths.appeal(), lazy: () => import('./AppealPage.tsx') },
              { path: phonePaths.family(), lazy: () => import('./FamilyPage.tsx') },
              { path: phonePaths.consents(), lazy: () => import('./ConsentsPage.tsx') },
              { path: phonePaths.plan(), lazy: () => import('./PlanPage.tsx') },
            ],
          },
          { path: phonePaths.mine(), lazy: () => import('./MinePage.tsx') },
          { path: phonePaths.password(), lazy: () => import('./PasswordPage.tsx') },
          // The sample sheet: invented data, development only.
          ...(import.meta.env.DEV
            ? [{ path: phonePaths.specimen(), lazy: () => import('../dev/PhoneSpecimen.tsx') }]
            : []),
        ],
      },
    ],
  },
];
