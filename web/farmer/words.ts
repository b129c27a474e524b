// Where a household stands, in a few plain sentences: the same on the page and read aloud.
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { admissionKey, type History, type Suggestion } from '../features/admission/queries.ts';
import { day } from '../format.ts';
import type { PhoneMessages } from '../messages/index.tsx';
import { type Attention, type Household, unless } from './queries.ts';
import { standingDecision } from './story.ts';

/** What the published table suggests; null before the first screening. */
export const ownSuggestionQuery = (householdId: string) =>
  queryOptions({
    queryKey: [...admissionKey(householdId), 'own suggestion'],
    queryFn: (): Promise<Suggestion | null> =>
      unless(
        ['facts_missing', 'no_suggestion'],
        answer(api.GET('/api/v1/admission/households/{householdId}/suggestion', { params: { path: { householdId } } })),
      ),
  });

/** Categories that put a household on the list of those monitored. */
const LISTED: readonly string[] = ['脱贫不稳定户', '边缘易致贫户', '突发严重困难户'];

/** What the screening came to, and whether the household is on the list. */
export function watchSentences(attention: Attention | null, household: Household, t: PhoneMessages): string[] {
  const words = t.phone.watch;
  const { category } = household;
  const listed = category !== null && LISTED.includes(category) ? [words.listed(t.codes[category] ?? category)] : [];
  if (attention === null) return [...listed, words.notYet];
  if (attention.noticed.length === 0) return [...listed, words.clear(attention.asOf), words.clearNext];
  return [...listed, words.noticed, words.noticedNext];
}

/** Which money may be used: the decision, or the suggestion that is none. */
export function financeSentences(history: History, suggestion: Suggestion | null, t: PhoneMessages): string[] {
  const words = t.phone.finance;
  const decision = standingDecision(history);
  const appeal = history.appeals.find(({ state }) => state === 'open');
  const appealed = appeal ? [words.appealOpen(day(appeal.filedAt))] : [];
  if (decision !== null) {
    const outcome = t.phone.outcome[decision.outcome];
    return [
      words.decided(day(decision.decidedAt), decision.decidedBy),
      words.outcome(outcome.name, outcome.means),
      ...appealed,
    ];
  }
  const open = history.decisions.length > 0 ? words.again : words.none;
  if (suggestion === null) return [open, words.noFacts, ...appealed];
  const outcome = t.phone.outcome[suggestion.outcome];
  return [open, words.suggests(outcome.name), outcome.means, words.personDecides, ...appealed];
}
