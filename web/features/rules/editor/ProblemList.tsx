// The cells that cannot be used, each named by rule and column, with what is wrong in words and a way to the cell.
import { Button } from 'antd';
import { useT } from '../../../messages/index.tsx';
import type { Problem } from '../queries.ts';
import s from './editor.module.css';

export function ProblemList({
  problems,
  onGoTo,
}: {
  problems: readonly Problem[];
  onGoTo: (problem: Problem) => void;
}) {
  const lines = useT().rules.editor;
  if (problems.length === 0) return <p className={s.fine}>{lines.fine}</p>;
  return (
    <div role="alert">
      <p>{lines.problems(problems.length)}</p>
      <ol className={s.problems}>
        {problems.map((problem) => (
          <li key={`${problem.row} ${problem.column}`}>
            <span>
              <strong>
                {problem.row === 0 ? lines.headProblem(problem.column) : lines.problem(problem.row, problem.column)}
              </strong>{' '}
              {problem.text && <code>{problem.text}</code>} {lines.faults[problem.why](problem.at || lines.emptyAt)}
            </span>
            <Button size="small" onClick={() => onGoTo(problem)}>
              {lines.goTo}
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
}
