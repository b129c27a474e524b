// 概况: what is on record of the household (home, land, contact), the facts that decisions rest on, and what it has said:
// consents, online business, courses.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { FactName } from '../../../kernel/facts.ts';
import { NO_VALUE } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.tsx';
import { Columns, Facts, Panel, Stack } from '../../ui/Layout.tsx';
import { Masked } from '../../ui/Masked.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { factsQuery } from '../monitoring/queries.ts';
import { Consents } from './Consents.tsx';
import { Courses } from './Courses.tsx';
import { useCode } from './code.ts';
import { FactValue } from './FactValue.tsx';
import { FACT_GROUPS, factField } from './factGroups.ts';
import { factText } from './factText.ts';
import { OnlineDeclaration } from './OnlineDeclaration.tsx';
import s from './OverviewTab.module.css';
import { type Household, revealField } from './queries.ts';
import { Recorded } from './Recorded.tsx';

export function OverviewTab({ household }: { household: Household }) {
  return (
    <Stack>
      <OpenTasks household={household} />
      <Columns>
        <Home household={household} />
        <Contact household={household} />
      </Columns>
      <Columns>
        <Consents household={household} />
        <Stack>
          <OnlineDeclaration household={household} />
          <Courses household={household} />
        </Stack>
      </Columns>
      <FactGroups household={household} />
    </Stack>
  );
}

function OpenTasks({ household }: { household: Household }) {
  const w = useT().households.overview;
  const may = useMay('household.quality');
  const open = household.tasks.filter((task) => task.closedAt === null);
  if (open.length === 0) return null;
  return (
    <div className={s.tasks}>
      <strong>{w.openTasks(open.length)}</strong>
      <ul>
        {open.map((task) => (
          <li key={task.id}>
            {task.message}
            {task.person && <span className={s.quiet}> · {task.person}</span>}
          </li>
        ))}
      </ul>
      {may && <Link to={`${paths.householdQuality()}?place=${household.region}`}>{w.seeTasks}</Link>}
    </div>
  );
}

function Home({ household }: { household: Household }) {
  const t = useT();
  const w = t.households.overview;
  const code = useCode();
  const recorded = (field: string, label: string, value: string) => ({
    label,
    value: (
      <Recorded household={household} field={field} label={label}>
        {value}
      </Recorded>
    ),
  });
  const water = household.safeWater === null ? w.unknown : household.safeWater ? w.waterSafe : w.waterUnsafe;
  return (
    <Panel title={w.home}>
      <Facts
        items={[
          recorded('housing_grade', w.fields.housing, household.housing ? code(household.housing) : w.unknown),
          recorded('safe_water', w.fields.water, water),
          recorded('tea_mu', w.fields.tea, w.mu(household.teaMu)),
          recorded('farm_mu', w.fields.farm, w.mu(household.farmMu)),
          recorded('forest_mu', w.fields.forest, w.mu(household.forestMu)),
          recorded('shop', w.fields.shop, household.shop ? w.hasShop : w.noShop),
          recorded('conduct', w.fields.conduct, code(household.conduct)),
        ]}
      />
    </Panel>
  );
}

function Contact({ household }: { household: Household }) {
  const t = useT();
  const w = t.households.overview;
  const may = useMay('household.reveal');
  const masked = (field: 'phone' | 'account', label: string, value: string | null) => ({
    label,
    value:
      value === null ? (
        w.unknown
      ) : (
        <Masked
          label={label}
          masked={value}
          {...(may ? { reveal: (purpose: string) => revealField(field, household.id, purpose) } : {})}
        />
      ),
  });
  const plain = (field: string, label: string, value: string | null) => ({
    label,
    value: value ? (
      <Recorded household={household} field={field} label={label}>
        {value}
      </Recorded>
    ) : (
      w.unknown
    ),
  });
  return (
    <Panel title={w.contact}>
      <Facts
        items={[
          masked('phone', w.fields.phone, household.phone),
          plain('address', w.fields.address, household.address),
          plain('bank', w.fields.bank, household.bank),
          masked('account', w.fields.account, household.account),
        ]}
      />
    </Panel>
  );
}

/** Shown in words or per cent, whatever unit the fact list keeps them in. */
const WITHOUT_UNIT: ReadonlySet<FactName> = new Set(['headEducation', 'wageChange']);

function FactGroups({ household }: { household: Household }) {
  const t = useT();
  const w = t.households.facts;
  const language = useLanguage();
  const code = useCode();
  const query = useQuery(factsQuery(household.id));
  return (
    <Panel title={w.title} aside={query.data ? <span className={s.quiet}>{w.asOf(query.data.asOf)}</span> : null}>
      <Loaded query={query} lines={10}>
        {(facts) =>
          facts === null ? (
            <Empty title={w.notYet} hint={w.notYetHint} />
          ) : (
            <div className={s.groups}>
              {FACT_GROUPS.map((group) => (
                <section key={group.key}>
                  <h3>{w.groups[group.key]}</h3>
                  <dl className={s.facts}>
                    {group.facts.map((fact) => {
                      const { zh, en, unit } = factField(fact);
                      const value = facts.row[fact];
                      const shownUnit = WITHOUT_UNIT.has(fact) ? undefined : unit;
                      return (
                        <div key={fact}>
                          <dt>{language === 'zh' ? plainName(zh) : plainName(en)}</dt>
                          <dd>
                            {value === null || value === undefined ? (
                              NO_VALUE
                            ) : (
                              <>
                                <FactValue householdId={household.id} fact={fact}>
                                  {factText(fact, value, { t, code })}
                                </FactValue>
                                {shownUnit && <small className={s.unit}>{w.units[shownUnit] ?? shownUnit}</small>}
                              </>
                            )}
                          </dd>
                        </div>
                      );
                    })}
                  </dl>
                </section>
              ))}
            </div>
          )
        }
      </Loaded>
    </Panel>
  );
}

/** The name without the storage unit or scale that it carries for rule editors: 工资性收入变化（万分比） → 工资性收入变化. */
function plainName(name: string): string {
  return name.replace(/（(万分比|1 文盲 … 6 本科)）|\s*\((basis points|1 illiterate … 6 degree)\)/, '');
}
