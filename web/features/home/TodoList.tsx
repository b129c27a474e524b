// 等您办的: what is waiting, each with its figure, its reason and the list that it leads to.
import { Link } from 'react-router';
import { count, day } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { useSession } from '../../session.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { QUALITY_COUNTED } from './queries.ts';
import s from './TodayPage.module.css';
import { type Figures, type Todo, type TodoKey, todosOf } from './todo.ts';

export function TodoList({
  figures,
  place,
  latestDay,
}: {
  figures: Figures;
  /** Kept in the links when it isn't the whole region. */
  place: string | undefined;
  latestDay: string | undefined;
}) {
  const m = useT().home.todo;
  const me = useSession();
  const todos = todosOf(me.role, figures);
  return (
    <Panel title={m.title}>
      {todos.length === 0 ? (
        <p className={s.quiet}>{me.role === 'auditor' ? m.readOnly : m.none}</p>
      ) : (
        <ol className={s.todos}>
          {todos.map((todo) => (
            <li key={todo.key}>
              <OneTodo todo={todo} place={place} latestDay={latestDay} />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

const address = (place: string | undefined): Readonly<Record<TodoKey, string>> => {
  const at = place === undefined ? {} : { place };
  return {
    importFirst: paths.imports(),
    firstScreening: paths.screenings(),
    appealOpen: paths.admissions({ attention: 'appeal_open', ...at }),
    correctionDue: paths.admissions({ attention: 'correction_due', ...at }),
    high: paths.clues({ level: '高', ...at }),
    notDecided: paths.admissions({ attention: 'not_decided', ...at }),
    outcomeDiffers: paths.admissions({ attention: 'outcome_differs', ...at }),
    fresh: paths.clues({ fresh: '1', ...at }),
    quality: paths.householdQuality(),
  };
};

const LATE: ReadonlySet<TodoKey> = new Set(['appealOpen', 'correctionDue', 'high']);

function OneTodo({ todo, place, latestDay }: { todo: Todo; place: string | undefined; latestDay: string | undefined }) {
  const m = useT().home.todo;
  const { key } = todo;
  const why = key === 'fresh' ? m.freshWhy(day(latestDay)) : m[`${key}Why` as const];
  const unit = key === 'quality' ? m.task : key === 'fresh' ? m.clue : m.unit;
  const single = key === 'importFirst' || key === 'firstScreening';
  const figure = key === 'quality' && todo.count >= QUALITY_COUNTED ? m.qualityMore : count(todo.count);
  return (
    <Link to={address(place)[key]} className={`${s.todo} ${LATE.has(key) ? s.late : ''}`}>
      <span className={s.todoFigure}>
        {single ? (
          '→'
        ) : (
          <>
            {figure}
            <small>{unit}</small>
          </>
        )}
      </span>
      <span>
        <strong>{m[key]}</strong>
        <span className={s.quiet}>{why}</span>
      </span>
    </Link>
  );
}
