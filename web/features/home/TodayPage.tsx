// 今日: who is at work, for which place, at which date, and the drawers that are theirs.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { placesQuery } from '../../api/queries.ts';
import { useT } from '../../messages/index.tsx';
import { sectionsFor } from '../../officials/sections.ts';
import { useSession } from '../../session.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatRow, StatTile } from '../../ui/StatTile.tsx';
import s from './TodayPage.module.css';

export function Component() {
  const t = useT();
  const me = useSession();
  const { data: places } = useQuery(placesQuery);
  const place = places?.find((known) => known.code === me.region)?.name ?? me.region;
  const others = sectionsFor(me.role).filter((section) => section.key !== 'today');
  return (
    <>
      <PageHeader title={t.shell.today.greeting(me.name)} lead={t.shell.today.lead} />
      <StatRow>
        <StatTile label={t.shell.today.yourPost} value={t.roles[me.role]} />
        <StatTile label={t.shell.today.yourRegion} value={place} />
        <StatTile label={t.shell.today.businessDate} value={me.businessDate} note={t.shell.businessDateWhy} />
      </StatRow>
      {others.length > 0 && (
        <section className={s.work}>
          <h2>{t.shell.today.work}</h2>
          <ul className={s.sections}>
            {others.map((section) => (
              <li key={section.key}>
                <h3>{t.shell.sections[section.key]}</h3>
                <ul>
                  {section.pages.map((page) => (
                    <li key={page.to}>
                      <Link to={page.to}>{page.label(t)}</Link>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
