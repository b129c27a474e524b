// 我家的登记: what is recorded of the household, in sentences, with where each part came from, and whom to tell when it
// is wrong.
import { useQuery } from '@tanstack/react-query';
import { yuan } from '../format.ts';
import { usePhoneT } from '../messages/index.tsx';
import { phonePaths } from '../paths.ts';
import { Loaded } from '../ui/states.tsx';
import s from './FamilyPage.module.css';
import { aboutMember, aboutPlace, eventSentence, incomeSentences, SourceLine, useCode } from './family.tsx';
import { useOwnHousehold } from './own.tsx';
import { type Household, householdQuery } from './queries.ts';
import { ReasonList, Sheet, TaskPage } from './ui.tsx';

export function Component() {
  const t = usePhoneT();
  const words = t.phone.family;
  const household = useQuery(householdQuery(useOwnHousehold()));
  const [income] = household.data?.incomes ?? [];
  const spoken = household.data
    ? [
        words.lead,
        `${words.members(household.data.members.length)}。`,
        ...(income ? [words.net(yuan(income.netFen))] : []),
        words.wrongHow,
      ].join('')
    : undefined;
  return (
    <TaskPage title={words.title} lead={words.lead} back={phonePaths.home()} spoken={spoken}>
      <Loaded query={household} lines={8}>
        {(known) => (
          <>
            <Members household={known} />
            {known.incomes.slice(0, 2).map((year) => (
              <Sheet key={year.year} title={words.income(year.year)}>
                <ReasonList reasons={incomeSentences(year, words)} />
                <p>
                  <strong>{words.net(yuan(year.netFen))}</strong>
                </p>
                <SourceLine household={known} refs={[year.from]} />
              </Sheet>
            ))}
            <Place household={known} />
            <Events household={known} />
            {known.tasks.length > 0 && (
              <Sheet title={words.check}>
                <ReasonList
                  reasons={known.tasks.map(({ person, message }) => (person ? t.phone.pair(person, message) : message))}
                />
              </Sheet>
            )}
            <Sheet title={words.wrong}>
              <p>{words.wrongHow}</p>
              <p>{words.wrongIncome}</p>
            </Sheet>
          </>
        )}
      </Loaded>
    </TaskPage>
  );
}

function Members({ household }: { household: Household }) {
  const t = usePhoneT();
  const code = useCode();
  return (
    <Sheet title={t.phone.family.members(household.members.length)}>
      <ul className={s.members}>
        {household.members.map((member) => (
          <li key={member.id}>
            <strong>
              {member.name} <small>{code(member.relation)}</small>
            </strong>
            <span>{aboutMember(member, t.phone, code)}</span>
          </li>
        ))}
      </ul>
      <SourceLine
        household={household}
        refs={household.members.flatMap((one) => [one.from, ...Object.values(one.fieldSources)])}
      />
    </Sheet>
  );
}

function Place({ household }: { household: Household }) {
  const t = usePhoneT();
  const code = useCode();
  return (
    <Sheet title={t.phone.family.land}>
      <ReasonList reasons={aboutPlace(household, t.phone.family, code)} />
      <SourceLine household={household} refs={[household.from, ...Object.values(household.fieldSources)]} />
    </Sheet>
  );
}

function Events({ household }: { household: Household }) {
  const t = usePhoneT();
  const words = t.phone.family;
  const code = useCode();
  const nameOf = (id: string | null) => household.members.find((member) => member.id === id)?.name ?? null;
  return (
    <Sheet title={words.events}>
      {household.events.length + household.courses.length === 0 && <p>{words.noEvents}</p>}
      <ul className={s.members}>
        {household.events.map((event) => (
          <li key={event.id}>
            <strong>
              {event.on} <small>{nameOf(event.personId)}</small>
            </strong>
            <span>{eventSentence(event, words, code)}</span>
          </li>
        ))}
        {household.courses.map((course) => (
          <li key={course.id}>
            <strong>
              {course.finishedOn} <small>{nameOf(course.personId)}</small>
            </strong>
            <span>{t.phone.pair(words.courses, course.course)}</span>
          </li>
        ))}
      </ul>
      {household.events.length > 0 && (
        <SourceLine household={household} refs={household.events.map(({ from }) => from)} />
      )}
    </Sheet>
  );
}
