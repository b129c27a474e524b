// One household: who it is and how it stands (strip), everything that happened (left), and by subject (tabs).
import { useQuery } from '@tanstack/react-query';
import { Tabs } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import { ProblemError } from '../../api/problem.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { Empty, ErrorPanel, Skeleton } from '../../ui/states.tsx';
import { AdmissionTab } from '../admission/AdmissionTab.tsx';
import { CluesTab } from '../monitoring/CluesTab.tsx';
import s from './HouseholdPage.module.css';
import { HouseholdStrip } from './HouseholdStrip.tsx';
import { IncomeTab } from './IncomeTab.tsx';
import { MembersTab } from './MembersTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { type Household, householdQuery } from './queries.ts';
import { Timeline } from './Timeline.tsx';

const TABS = ['overview', 'members', 'income', 'clues', 'admission'] as const;
type Tab = (typeof TABS)[number];

export function Component() {
  const { id = '' } = useParams();
  const t = useT();
  const w = t.households.page;
  const query = useQuery(householdQuery(id));
  if (query.data) return <Page household={query.data} />;
  if (query.error instanceof ProblemError && [400, 404].includes(query.error.status)) {
    return (
      <>
        <title>{`${w.notFoundTitle} · 兴农`}</title>
        <Empty title={w.notFoundTitle} hint={w.notFound} action={<Link to={paths.households()}>{w.back}</Link>} />
      </>
    );
  }
  if (query.error) return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={12} />;
}

function Page({ household }: { household: Household }) {
  const t = useT();
  const w = t.households.page;
  const [params, setParams] = useSearchParams();
  const tab = TABS.find((known) => known === params.get('tab')) ?? 'overview';
  const open = (to: string) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (to === 'overview') next.delete('tab');
        else next.set('tab', to);
        return next;
      },
      { preventScrollReset: true },
    );
  const content: Readonly<Record<Tab, React.ReactNode>> = {
    overview: <OverviewTab household={household} />,
    members: <MembersTab household={household} />,
    income: <IncomeTab household={household} />,
    clues: <CluesTab householdId={household.id} />,
    admission: <AdmissionTab householdId={household.id} />,
  };
  return (
    <>
      <HouseholdStrip household={household} />
      <div className={s.body}>
        <aside className={s.aside}>
          <Timeline household={household} onTab={open} />
        </aside>
        <Tabs
          className={s.tabs ?? ''}
          activeKey={tab}
          onChange={open}
          destroyOnHidden
          items={TABS.map((key) => ({ key, label: w.tabs[key], children: content[key] }))}
        />
      </div>
    </>
  );
}
