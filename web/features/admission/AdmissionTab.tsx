// 准入与路径 of one household: what the published table suggests, and what follows from it.
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel, Stack } from '../../ui/Layout.tsx';
import { Loaded } from '../../ui/states.tsx';
import { suggestionQuery } from './queries.ts';

export function AdmissionTab({ householdId }: { householdId: string }) {
  const t = useT();
  const language = useLanguage();
  const suggestion = useQuery(suggestionQuery(householdId));
  return (
    <Stack>
      <Panel title={t.figure1.stages.suitability}>
        <Loaded query={suggestion}>
          {(found) => (
            <>
              <p>
                <strong>{t.figure1.outcomes[found.outcome]}</strong>
              </p>
              {found.reasons.map((reason) => (
                <p key={reason.zh}>{reason[language]}</p>
              ))}
              <p>
                {t.ui.why.clause}: {found.clause}
              </p>
            </>
          )}
        </Loaded>
      </Panel>
    </Stack>
  );
}
