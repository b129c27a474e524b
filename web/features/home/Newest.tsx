// 先看这几户: the gravest of the newest clues, each with its reasons and its distance from the line.
import { Link } from 'react-router';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { Panel } from '../../ui/Layout.tsx';
import { LineBar } from '../../ui/LineBar.tsx';
import { LevelTag } from '../monitoring/LevelTag.tsx';
import { usePlaceNames } from '../monitoring/places.ts';
import type { Clue } from '../monitoring/queries.ts';
import { useMonitoringWords } from '../monitoring/words.ts';
import s from './TodayPage.module.css';

const HOUSEHOLDS = 6;

export function Newest({ clues, fresh, all }: { clues: readonly Clue[]; fresh: boolean; all: string }) {
  const m = useT().home.clues;
  const words = useMonitoringWords();
  const placeName = usePlaceNames();
  // One household may have several clues: it stands here once, with all that speaks for it.
  const households = new Map<string, Clue[]>();
  for (const clue of clues) households.set(clue.householdId, [...(households.get(clue.householdId) ?? []), clue]);
  return (
    <Panel title={fresh ? m.newestFresh : m.newest} aside={<Link to={all}>{m.all}</Link>}>
      <ul className={s.newest}>
        {[...households.values()].slice(0, HOUSEHOLDS).map((own) => {
          const first = own[0]!;
          return (
            <li key={first.householdId}>
              <div className={s.newestHead}>
                <Link to={paths.household(first.householdId, 'clues')}>{first.headName}</Link>
                <span className={s.quiet}>
                  {placeName(first.region.slice(0, 9))} {placeName(first.region)}
                </span>
                <LevelTag level={first.riskLevel} />
              </div>
              <p>{[...new Set(own.flatMap((clue) => words.reasons(clue)))].join('；')}</p>
              <LineBar size="strip" incomeFen={first.incomePerHeadFen} lineFen={first.lineFen} />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
