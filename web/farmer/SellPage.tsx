// 卖货: how far the family is on its way to selling online, what it may do there, and, as long as the shop itself is not
// here, where one goes with goods to sell.
import { useQuery } from '@tanstack/react-query';
import { type History, historyQuery, type Suggestion, termsQuery } from '../features/admission/queries.ts';
import { useLanguage, usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { Loaded } from '../ui/states.tsx';
import { useOwnHousehold } from './own.tsx';
import { householdQuery } from './queries.ts';
import { sellTrack, standingDecision } from './story.ts';
import { BigLink, ParcelTrack, ReasonList, Sheet, TaskPage } from './ui.tsx';
import { ownSuggestionQuery } from './words.ts';

export function Component() {
  const t = usePhoneT();
  const words = t.phone.sell;
  const id = useOwnHousehold();
  const history = useQuery(historyQuery(id));
  const suggestion = useQuery(ownSuggestionQuery(id));
  const household = useQuery(householdQuery(id));
  return (
    <TaskPage title={words.title} lead={words.lead} spoken={[words.lead, words.notHere, words.where].join('')}>
      <Sheet title={words.way}>
        <Loaded query={history}>
          {(known) => (
            <Loaded query={suggestion}>
              {(suggested) => (
                <Loaded query={household}>
                  {(own) => <Way history={known} suggestion={suggested} shop={own.shop} courses={own.courses} />}
                </Loaded>
              )}
            </Loaded>
          )}
        </Loaded>
      </Sheet>
      <Loaded query={history}>{(known) => <Activities history={known} />}</Loaded>
      <Sheet title={words.now}>
        <p>{words.notHere}</p>
        <p>{words.where}</p>
      </Sheet>
    </TaskPage>
  );
}

interface WayProps {
  readonly history: History;
  readonly suggestion: Suggestion | null;
  readonly shop: boolean;
  readonly courses: readonly { readonly course: string; readonly kind: string }[];
}

function Way({ history, suggestion, shop, courses }: WayProps) {
  const t = usePhoneT();
  const words = t.phone.sell;
  const outcome = history.standing?.outcome ?? suggestion?.outcome ?? null;
  const elsewhere =
    outcome === 'social_relief' || outcome === 'correction' || outcome === 'traditional_only'
      ? words.elsewhere[outcome]
      : null;
  return (
    <>
      {elsewhere && <p>{elsewhere}</p>}
      {elsewhere === null && <ParcelTrack steps={sellTrack(history, { shop, courses }, t.phone)} />}
      <BigLink to={phonePaths.why()} title={t.phone.home.why} note={t.phone.home.whyNote} />
    </>
  );
}

/** What the decision lets the family do, its own choice first; nothing before there is one. */
function Activities({ history }: { history: History }) {
  const t = usePhoneT();
  const words = t.phone.sell;
  const language = useLanguage();
  const terms = useQuery(termsQuery);
  const decision = standingDecision(history);
  if (decision?.outcome !== 'admitted') return null;
  return (
    <Sheet title={words.may}>
      <Loaded query={terms}>
        {({ activities }) => {
          const own = activities.find(({ code }) => code === decision.activity);
          return (
            <>
              {own && <p>{words.chosen(own[language])}</p>}
              {decision.produce.length > 0 && <p>{words.goods(decision.produce.map(({ name }) => name).join('、'))}</p>}
              <ReasonList reasons={activities.map((activity) => activity[language])} />
              <p>{words.produce}</p>
            </>
          );
        }}
      </Loaded>
    </Sheet>
  );
}
