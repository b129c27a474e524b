// A household's open clues, for its page.
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel, Stack } from '../../ui/Layout.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { cluesQuery } from './queries.ts';

export function CluesTab({ householdId }: { householdId: string }) {
  const t = useT();
  const language = useLanguage();
  const query = useQuery(cluesQuery({ householdId, limit: 50 }));
  return (
    <Loaded query={query}>
      {({ clues }) =>
        clues.length === 0 ? (
          <Empty title={t.monitoring.tab.none} hint={t.monitoring.tab.noneHint} />
        ) : (
          <Stack>
            {clues.map((clue) => (
              <Panel key={clue.id} title={t.monitoring.clueOf(t.monitoring.causes[clue.cause] ?? clue.cause)}>
                <ul>
                  {clue.reasons.map((reason) => (
                    <li key={reason.code}>{language === 'zh' ? reason.reason : reason.reasonEn}</li>
                  ))}
                </ul>
              </Panel>
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}
