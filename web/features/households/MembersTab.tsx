// 成员: who belongs to the household, in words; ID numbers masked, revealed for a purpose.
import { ageOn, isoDate } from '../../../kernel/calendar.ts';
import { useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { Masked } from '../../ui/Masked.tsx';
import { useCode } from './code.ts';
import s from './MembersTab.module.css';
import { type Household, type Member, revealField } from './queries.ts';
import { sourceName } from './timeline.ts';

/** The one student stage of a child that is not at school yet. */
const BELOW_SCHOOL_AGE = '学龄前儿童';

export function MembersTab({ household }: { household: Household }) {
  const w = useT().households.members;
  return (
    <Panel title={w.title(household.members.length)}>
      <ul className={s.members}>
        {household.members.map((member) => (
          <MemberRow key={member.id} member={member} household={household} />
        ))}
      </ul>
    </Panel>
  );
}

function MemberRow({ member, household }: { member: Member; household: Household }) {
  const t = useT();
  const w = t.households.members;
  const code = useCode();
  const { businessDate } = useSession();
  const may = useMay('household.reveal');
  const health = w.listed(
    member.health.map((state) =>
      state === '残疾' && member.disabilityGrade ? w.graded(code(state), member.disabilityGrade) : code(state),
    ),
  );
  const school =
    member.student === null
      ? code(member.education)
      : member.student === BELOW_SCHOOL_AGE
        ? code(member.student)
        : w.studying(code(member.student));
  const items: readonly (readonly [string, React.ReactNode])[] = [
    [
      w.columns.idNumber,
      <Masked
        key="id"
        label={w.idOf(member.name)}
        masked={member.idNumber}
        {...(may ? { reveal: (purpose: string) => revealField('idNumber', member.id, purpose) } : {})}
      />,
    ],
    [w.columns.labour, code(member.labour)],
    [w.columns.health, health],
    [w.columns.school, school],
    [w.columns.work, member.workMonths > 0 ? w.works(code(member.workRegion), member.workMonths) : w.noWork],
    [w.columns.insured, member.insured === null ? w.insuredUnknown : member.insured ? w.insured : w.uninsured],
    [w.columns.source, w.sourceRow(sourceName(household.sources, member.from.source), member.from.row)],
  ];
  return (
    <li className={s.member}>
      <div className={s.name}>
        <h3>{member.name}</h3>
        <span>{code(member.relation)}</span>
        <span>
          {code(member.sex)} · {w.age(ageOn(isoDate(member.birth), isoDate(businessDate)))}
        </span>
        <span className={s.quiet}>{w.born(member.birth)}</span>
      </div>
      <dl className={s.items}>
        {items.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
