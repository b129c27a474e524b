// What the published table suggests for the household today, in plain words, with its clause and 「为什么」.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '../../api/problem.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Why } from '../../ui/Why.tsx';
import s from './admission.module.css';
import { suggestionQuery, termsQuery } from './queries.ts';
import { whySuggested } from './reason.ts';

export function SuggestionPanel({ householdId }: { householdId: string }) {
  const t = useT();
  const words = t.admission.suggestion;
  const language = useLanguage();
  const queries = useQueryClient();
  const suggestion = useQuery(suggestionQuery(householdId));
  const { data: terms } = useQuery(termsQuery);
  if (suggestion.error instanceof ProblemError && suggestion.error.code === 'facts_missing') {
    return (
      <Panel title={words.title}>
        <Empty title={words.noFacts} hint={words.noFactsHint} />
      </Panel>
    );
  }
  return (
    <Panel title={words.title}>
      <Loaded query={suggestion}>
        {(found) => {
          const name = t.figure1.outcomes[found.outcome];
          const follows = terms?.outcomes.find((outcome) => outcome.code === found.outcome)?.follows;
          return (
            <>
              <div className={s.outcome}>
                <strong>{name}</strong>
                <Why
                  key={found.factsAsOf + found.outcome}
                  of={words.why(name)}
                  reason={() => whySuggested(queries, householdId, found, t, language)}
                />
              </div>
              <ul className={s.reasons}>
                {found.reasons.map((reason) => (
                  <li key={reason.zh}>{reason[language]}</li>
                ))}
              </ul>
              {follows && (
                <p className={s.follows}>
                  {words.follows}
                  {language === 'zh' ? '：' : ': '}
                  {follows[language]}
                </p>
              )}
              <p className={s.quiet}>
                {words.clause}
                {language === 'zh' ? '：' : ': '}
                {found.clause}
                {language === 'zh' ? '。' : '. '}
                {words.asOf(found.factsAsOf)}
                {language === 'zh' ? '。' : '.'}
              </p>
              <p className={s.quiet}>{words.note}</p>
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}
