// 准入与路径 of one household: what the published table suggests, what was decided, the correction where there is one,
// appeals, and the way through Figure 1 with its plan.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { day } from '../../format.ts';
import { type Messages, useLanguage, useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { Columns, Facts, Panel, Stack } from '../../ui/Layout.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Why } from '../../ui/Why.tsx';
import { HouseholdPath } from '../financing/HouseholdPath.tsx';
import { householdQuery } from '../households/queries.ts';
import { AppealsPanel } from './AppealsPanel.tsx';
import s from './admission.module.css';
import { CorrectionPanel } from './CorrectionPanel.tsx';
import { DecisionForm } from './DecisionForm.tsx';
import { type History, historyQuery, recheckQuery, suggestionQuery, type Terms, termsQuery } from './queries.ts';
import { whyDecided } from './reason.ts';
import { factsOf, StandingPanel, saidReason } from './StandingPanel.tsx';
import { SuggestionPanel } from './SuggestionPanel.tsx';
import { Chip } from './words.tsx';

export function AdmissionTab({ householdId }: { householdId: string }) {
  const history = useQuery(historyQuery(householdId));
  return (
    <Loaded query={history} lines={8}>
      {(found) => <Admission householdId={householdId} history={found} />}
    </Loaded>
  );
}

function Admission({ householdId, history }: { householdId: string; history: History }) {
  const [deciding, setDeciding] = useState(false);
  const whyNot = useWhyNotDecide(householdId, history);
  const { data: suggestion } = useQuery(suggestionQuery(householdId));
  const { data: terms } = useQuery(termsQuery);
  const { data: household } = useQuery(householdQuery(householdId));
  const inCorrection = history.corrections.some(({ state }) => state === 'education' || state === 'running');
  return (
    <Stack>
      <Attention householdId={householdId} history={history} />
      <Columns>
        <SuggestionPanel householdId={householdId} />
        <StandingPanel history={history} terms={terms} whyNot={whyNot} onDecide={() => setDeciding(true)} />
      </Columns>
      {history.corrections.length > 0 && (
        <CorrectionPanel householdId={householdId} corrections={history.corrections} />
      )}
      {(history.decisions.length > 0 || history.appeals.length > 0) && (
        <AppealsPanel householdId={householdId} history={history} />
      )}
      {history.decisions.length > 1 && <Earlier history={history} terms={terms} />}
      {suggestion && (
        <HouseholdPath
          householdId={householdId}
          facts={suggestion.facts}
          outcome={history.standing?.outcome ?? suggestion.outcome}
          decided={history.standing !== null}
        />
      )}
      {deciding && suggestion && terms && (
        <DecisionForm
          householdId={householdId}
          head={household?.headName ?? ''}
          suggestion={suggestion}
          terms={terms}
          supersedes={history.standing?.decisionId ?? null}
          inCorrection={inCorrection}
          onClose={() => setDeciding(false)}
        />
      )}
    </Stack>
  );
}

/** Why this person may not decide now, in words; null when he may. */
function useWhyNotDecide(householdId: string, history: History): string | null {
  const t = useT();
  const words = t.admission.decide.whyNot;
  const me = useSession();
  const decides = useMay('admission.decide');
  const suggestion = useQuery(suggestionQuery(householdId));
  if (!me.mayWrite) return words.readOnly;
  if (!decides) return words.role;
  if (!me.secondFactor) return words.secondFactor;
  if (history.appeals.some(({ state }) => state === 'open')) return words.appeal;
  if (suggestion.isError) return words.noFacts;
  return suggestion.data === undefined ? t.state.loading : null;
}

/** What asks for somebody's attention, above everything else. */
function Attention({ householdId, history }: { householdId: string; history: History }) {
  const t = useT();
  const { data: recheck } = useQuery({ ...recheckQuery(householdId), enabled: history.standing !== null });
  const notes = attentionNotes(t, recheck?.why ?? [], recheck?.suggestion.outcome, history);
  if (notes.length === 0) return null;
  return (
    <div className={s.notice} role="status">
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}

function attentionNotes(
  t: Messages,
  why: readonly string[],
  suggested: keyof Messages['figure1']['outcomes'] | undefined,
  history: History,
): string[] {
  const words = t.admission.attentionNote;
  return [
    ...(history.appeals.some(({ state }) => state === 'open') ? [words.appeal_open] : []),
    ...(why.includes('correction_due') ? [words.correction_due] : []),
    ...(why.includes('outcome_differs') && suggested ? [words.outcome_differs(t.figure1.outcomes[suggested])] : []),
  ];
}

function Earlier({ history, terms }: { history: History; terms: Terms | undefined }) {
  const t = useT();
  const words = t.admission.history;
  const language = useLanguage();
  return (
    <Panel title={words.title}>
      <ol className={s.items} reversed>
        {history.decisions.map((decision) => {
          const name = t.figure1.outcomes[decision.outcome];
          return (
            <li key={decision.id}>
              <div className={s.itemHead}>
                <strong>{words.one(decision.seq)}</strong>
                <span>{name}</span>
                <Chip tone={decision.id === history.standing?.decisionId ? 'good' : 'plain'}>
                  {decision.id === history.standing?.decisionId ? words.standing : words.replaced}
                </Chip>
                <span className={s.quiet}>{day(decision.decidedAt)}</span>
                <Why of={t.admission.standing.why(name)} reason={whyDecided(decision, t, language)} />
              </div>
              <p>{saidReason(decision, language)}</p>
              <Facts items={factsOf(decision, terms, t, language, null)} />
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
