// A household's open clues, for its page: level and group with their reasons, each clue with the facts it rests on,
// and what the model saw.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { day, share } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.tsx';
import { Facts, Panel, Stack } from '../../ui/Layout.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Why } from '../../ui/Why.tsx';
import s from './CluesTab.module.css';
import { FactFigure } from './FactFigure.tsx';
import { factsUsed } from './facts.ts';
import { LevelTag } from './LevelTag.tsx';
import { type CaseTrace, type Clue, cluesQuery, factsQuery, type HouseholdFacts, traceQuery } from './queries.ts';
import { firingRules, type WhyContext, whyCategory, whyClue, whyLevel } from './why.ts';
import { useMonitoringWords } from './words.ts';

function useWhyContext(): WhyContext {
  const queries = useQueryClient();
  const t = useT();
  const language = useLanguage();
  const words = useMonitoringWords();
  return useMemo(() => ({ queries, t, language, words }), [queries, t, language, words]);
}

export function CluesTab({ householdId }: { householdId: string }) {
  const t = useT();
  const maySee = useMay('screening.read');
  const facts = useQuery(factsQuery(householdId));
  const clues = useQuery(cluesQuery({ householdId, limit: 50 }));
  const signals = useQuery(traceQuery(householdId, 'signals'));
  return (
    <Loaded query={facts} lines={8}>
      {(known) =>
        known === null || known.assessment === null ? (
          <Empty
            title={t.monitoring.tab.notScreened}
            hint={t.monitoring.tab.notScreenedHint}
            action={maySee && <Link to={paths.screenings()}>{t.monitoring.clues.toScreenings}</Link>}
          />
        ) : (
          <Stack>
            <Standing facts={known} assessment={known.assessment} />
            <Loaded query={clues} lines={6}>
              {(found) =>
                found.clues.length === 0 ? (
                  <Empty title={t.monitoring.tab.none} hint={t.monitoring.tab.noneHint(day(known.asOf))} />
                ) : (
                  found.clues.map((clue) => (
                    <OneClue key={clue.id} clue={clue} facts={known} signals={signals.data ?? null} />
                  ))
                )
              }
            </Loaded>
            <ModelReasons assessment={known.assessment} />
          </Stack>
        )
      }
    </Loaded>
  );
}

type Assessment = NonNullable<HouseholdFacts['assessment']>;

function Standing({ facts, assessment }: { facts: HouseholdFacts; assessment: Assessment }) {
  const t = useT();
  const m = t.monitoring;
  const words = useMonitoringWords();
  const context = useWhyContext();
  const category = words.category(assessment.category);
  return (
    <Panel>
      <Facts
        items={[
          {
            label: m.tab.level,
            value: (
              <span className={s.why}>
                <LevelTag level={assessment.riskLevel} />
                <Why
                  of={m.levelOf(words.level(assessment.riskLevel))}
                  reason={() => whyLevel(facts.householdId, assessment.riskLevel, facts, context)}
                />
              </span>
            ),
          },
          {
            label: m.tab.category,
            value: (
              <span className={s.why}>
                {category}
                <Why of={category} reason={() => whyCategory(facts.householdId, context)} />
              </span>
            ),
          },
          { label: words.fact('incomePerHead'), value: <FactFigure facts={facts} name="incomePerHead" /> },
          { label: words.fact('line'), value: <FactFigure facts={facts} name="line" /> },
          ...(assessment.quantile === null
            ? []
            : [{ label: m.tab.score, value: m.tab.scoreNote(share(below(assessment.quantile))) }]),
          { label: m.tab.asOf, value: `${day(facts.asOf)}（${m.tab.incomeYear(facts.incomeYear)}）` },
        ]}
      />
    </Panel>
  );
}

/** A quantile of 1 is the highest of all: nobody is above everybody, so it reads as 99.9%. */
function below(quantile: number): number {
  return Math.min(0.999, quantile);
}

function OneClue({ clue, facts, signals }: { clue: Clue; facts: HouseholdFacts; signals: CaseTrace | null }) {
  const t = useT();
  const m = t.monitoring;
  const words = useMonitoringWords();
  const context = useWhyContext();
  // 其他 says nothing by itself: the clue is then called by the rule that speaks for it.
  const rule = clue.reasons[0];
  const title = m.clueOf(clue.cause === '其他' && rule ? words.rule(rule.code, rule.rule) : words.cause(clue.cause));
  const used = signals === null ? [] : factsUsed(signals, firingRules(signals, clue));
  const again = clue.seenAt !== clue.openedAt;
  return (
    <Panel
      title={title}
      aside={
        <span className={s.why}>
          <span className={s.when}>
            {m.tab.openedAt(day(clue.openedAt))}
            {again && `，${m.tab.seenAt(day(clue.seenAt))}`}
          </span>
          <Why of={title} reason={() => whyClue(clue, facts, context)} />
        </span>
      }
    >
      <ul className={s.reasons} aria-label={m.tab.reasons}>
        {clue.reasons.length === 0 ? (
          <li>{m.byModel}</li>
        ) : (
          clue.reasons.map((reason) => <li key={reason.code}>{words.reason(reason)}</li>)
        )}
      </ul>
      {used.length > 0 && (
        <>
          <h3 className={s.used}>{m.tab.facts}</h3>
          <Facts
            items={used.map((name) => ({ label: words.fact(name), value: <FactFigure facts={facts} name={name} /> }))}
          />
        </>
      )}
    </Panel>
  );
}

/** The model's largest reasons, at most three. */
function ModelReasons({ assessment }: { assessment: Assessment }) {
  const t = useT();
  const language = useLanguage();
  const m = t.monitoring;
  if (assessment.modelReasons.length === 0) return null;
  return (
    <Panel title={m.tab.modelReasons}>
      <ol className={s.model}>
        {assessment.modelReasons.map((reason) => (
          <li key={reason.zh}>{reason[language]}</li>
        ))}
      </ol>
      <p className={s.note}>{m.tab.modelNote}</p>
    </Panel>
  );
}
