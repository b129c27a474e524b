// 今日 of posts whose work is not installed yet: said plainly, with what they will do and what they can do now.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { placesQuery } from '../../api/queries.ts';
import { count } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { sectionsFor } from '../../officials/sections.ts';
import { paths } from '../../paths.ts';
import { useSession } from '../../session.tsx';
import { Columns, Facts, Panel, Stack } from '../../ui/Layout.tsx';
import { usePlaceNames } from '../monitoring/places.ts';
import { SeasonBand } from './SeasonBand.tsx';
import s from './TodayPage.module.css';

export function ComingToday() {
  const t = useT();
  const m = t.home.coming;
  const me = useSession();
  const placeName = usePlaceNames();
  const { data: places } = useQuery(placesQuery);
  const townships = places?.filter((place) => place.code.length === 9).length ?? 0;
  const villages = places?.filter((place) => place.code.length === 12).length ?? 0;
  const open = sectionsFor(me.role)
    .filter(({ key }) => key !== 'today')
    .flatMap(({ pages }) => pages);
  const work = t.home.work[me.role] ?? [];
  return (
    <>
      <SeasonBand day={me.businessDate} title={t.home.greeting(me.name)} demo={me.demo}>
        {m.title}
      </SeasonBand>
      <Stack>
        <p className={s.lead}>{m.lead}</p>
        <Columns>
          <Panel title={m.will}>
            <ul className={s.coming}>
              {work.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </Panel>
          <Panel title={m.now}>
            <ul className={s.coming}>
              {open.map((page) => (
                <li key={page.to}>
                  <Link to={page.to}>{page.label(t)}</Link>
                </li>
              ))}
              <li>
                <Link to={paths.account()}>{m.account}</Link>
              </li>
              {villages > 0 && <li>{m.places(placeName(me.county), count(townships), count(villages))}</li>}
              <li>{m.ask}</li>
            </ul>
          </Panel>
        </Columns>
        <Panel>
          <Facts
            items={[
              { label: m.post, value: t.roles[me.role] },
              { label: m.region, value: placeName(me.region) },
            ]}
          />
          <p className={s.quiet}>{m.noNumbers}</p>
        </Panel>
      </Stack>
    </>
  );
}
