// The map of the officials' application: every page, who may open it, and what it asks for first. Pages are fetched
// one by one when they are opened; paths.ts makes their addresses.
import type { QueryClient } from '@tanstack/react-query';
import { type RouteObject, redirect } from 'react-router';
import { paths } from '../paths.ts';
import { Skeleton } from '../ui/states.tsx';
import { ErrorPage, NotFound } from './ErrorPage.tsx';
import { allowed, signedIn } from './guard.ts';
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
            {
              path: paths.households(),
              loader: allowed(queries, 'household.list'),
              lazy: () => import('../features/households/HouseholdsPage.tsx'),
            },
            {
              path: paths.household(':id'),
              loader: allowed(queries, 'household.read'),
              lazy: () => import('../features/households/HouseholdPage.tsx'),
            },
            {
              path: paths.householdQuality(),
              loader: allowed(queries, 'household.quality'),
              lazy: () => import('../features/households/QualityPage.tsx'),
            },
            {
              path: paths.imports(),
              loader: allowed(queries, 'household.import.read'),
              lazy: () => import('../features/imports/ImportsPage.tsx'),
            },
            {
              path: paths.newImport(),
              loader: allowed(queries, 'household.import'),
              lazy: () => import('../features/imports/NewImportPage.tsx'),
            },
            {
              path: paths.unmatchedExtracts(),
              loader: allowed(queries, 'household.import.read'),
              lazy: () => import('../features/imports/UnmatchedPage.tsx'),
            },
            {
              path: paths.householdImport(':id'),
              loader: allowed(queries, 'household.import.read'),
              lazy: () => import('../features/imports/ImportPage.tsx'),
            },
            {
              path: paths.admissions(),
              loader: allowed(queries, 'admission.read'),
              lazy: () => import('../features/admission/AdmissionsPage.tsx'),
            },
            {
              path: paths.enterprises(),
              loader: allowed(queries, 'admission.read'),
              lazy: () => import('../features/admission/EnterprisesPage.tsx'),
            },
            {
              path: paths.produce(),
              loader: allowed(queries, 'admission.list'),
              lazy: () => import('../features/admission/ProducePage.tsx'),
            },
            {
              path: paths.products(),
              loader: allowed(queries, 'financing.read'),
              lazy: () => import('../features/financing/ProductsPage.tsx'),
            },
            {
              path: paths.plan(':householdId'),
              loader: allowed(queries, 'financing.read'),
              lazy: () => import('../features/financing/PlanPage.tsx'),
            },
            { path: paths.account(), lazy: () => import('../features/identity/AccountPage.tsx') },
            {
              path: paths.parameters(),
              loader: allowed(queries, 'parameters.read'),
              lazy: () => import('../features/parameters/ParametersPage.tsx'),
            },
            {
              path: paths.clues(),
              loader: allowed(queries, 'clue.list'),
              lazy: () => import('../features/monitoring/CluesPage.tsx'),
            },
            {
              path: paths.screenings(),
              loader: allowed(queries, 'screening.read'),
              lazy: () => import('../features/monitoring/ScreeningsPage.tsx'),
            },
            {
              path: paths.screening(':id'),
              loader: allowed(queries, 'screening.read'),
              lazy: () => import('../features/monitoring/ScreeningPage.tsx'),
            },
            {
              path: paths.models(),
              loader: allowed(queries, 'models.read'),
              lazy: () => import('../features/models/ModelsPage.tsx'),
            },
            {
              path: paths.model(':id'),
              loader: allowed(queries, 'models.read'),
              lazy: () => import('../features/models/ModelPage.tsx'),
            },
            {
              path: paths.rules(),
              loader: allowed(queries, 'rules.read'),
              lazy: () => import('../features/rules/RulesPage.tsx'),
            },
            {
              path: paths.rule(':name'),
              loader: allowed(queries, 'rules.read'),
              lazy: () => import('../features/rules/TablePage.tsx'),
            },
            {
              path: paths.ruleEdit(':name'),
              loader: allowed(queries, 'rules.edit'),
              lazy: () => import('../features/rules/EditPage.tsx'),
            },
            {
              path: paths.accounts(),
              loader: allowed(queries, 'users.read'),
              lazy: () => import('../features/identity/AccountsPage.tsx'),
            },
            {
              path: paths.audit(),
              loader: allowed(queries, 'audit.read'),
              lazy: () => import('../features/audit/AuditPage.tsx'),
            },
            {
              path: paths.jobs(),
              loader: allowed(queries, 'jobs.read'),
              lazy: () => import('../features/jobs/JobsPage.tsx'),
            },
            { path: paths.monitoringRules(), loader: () => redirect(paths.rules()) },
            // The sample sheet of components: invented data, development only, absent from the production build.
            ...(import.meta.env.DEV ? [{ path: paths.specimen(), lazy: () => import('../dev/Specimen.tsx') }] : []),
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ];
}
