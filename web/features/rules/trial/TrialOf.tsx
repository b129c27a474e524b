// What a changed table would decide otherwise: figures, by value, by rule, by township, and households to look at.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { count, day, signed } from '../../../format.ts';
import { useT } from '../../../messages/index.tsx';
import { paths } from '../../../paths.ts';
import { Columns, Stack } from '../../../ui/Layout.tsx';
import { Sheet, type SheetColumn } from '../../../ui/Sheet.tsx';
import { StatRow, StatTile } from '../../../ui/StatTile.tsx';
import { Empty, Loaded } from '../../../ui/states.tsx';
import { usePlaceNames } from '../../monitoring/places.ts';
import { type JdmContent, type TableName, type Trial, trialQuery } from '../queries.ts';
import type { Table } from '../table.ts';
import { readTable } from '../table.ts';
import type { TableWords } from '../useWords.ts';
import { decisionWords, type RuleName, ruleNames, verdictColumn } from './names.ts';
import s from './trial.module.css';

export interface TrialTables {
  readonly name: TableName;
  /** The version in force; null while it is on its way. */
  readonly inForce: Table | null;
  readonly words: TableWords;
}

interface TrialOfProps {
  readonly tables: TrialTables;
  readonly content: JdmContent;
  /** The day from which the table would decide. */
  readonly on: string;
}

export function TrialOf({ tables, content, on }: TrialOfProps) {
  const words = useT().rules.trial;
  const query = useQuery(trialQuery(tables.name, content, on));
  return (
    <div className={s.result} aria-busy={query.isPending}>
      {query.isPending && (
        <p className={s.lead} role="status">
          {words.running}
        </p>
      )}
      <Loaded query={query} lines={6}>
        {(trial) => <Result trial={trial} tables={tables} after={readTable(content)} />}
      </Loaded>
    </div>
  );
}

interface ResultProps {
  readonly trial: Trial;
  readonly tables: TrialTables;
  readonly after: Table;
}

function Result({ trial, tables, after }: ResultProps) {
  const words = useT().rules.trial;
  if (trial.total === 0) return <Empty title={words.nobody} hint={words.nobodyHint[trial.unit]} />;
  const nobody = trial.joined + trial.left + trial.changed === 0;
  return (
    <Stack>
      <Figures trial={trial} name={tables.name} />
      <p className={s.lead}>
        {words.of(trial.inForce.version, day(trial.on))}
        {tables.name === 'signals' && ` ${words.model}`}
      </p>
      {nobody ? (
        <p className={s.same}>{words.same}</p>
      ) : (
        <>
          <Columns>
            <Stack>
              <ByValue trial={trial} tables={tables} after={after} />
              <ByRule trial={trial} tables={tables} after={after} />
            </Stack>
            <ByTownship trial={trial} />
          </Columns>
          <Samples trial={trial} tables={tables} after={after} />
        </>
      )}
    </Stack>
  );
}

function Figures({ trial, name }: { trial: Trial; name: TableName }) {
  const words = useT().rules.trial;
  const unit = words.units[trial.unit];
  // A table that decides on everybody takes nobody in and lets nobody out.
  const everybody = trial.before === trial.total && trial.after === trial.total;
  return (
    <StatRow>
      <StatTile label={words.total[trial.unit]} value={count(trial.total)} unit={unit} />
      {!everybody && (
        <>
          <StatTile
            label={words.decided[name]}
            value={count(trial.after)}
            unit={unit}
            note={words.was(count(trial.before))}
          />
          <StatTile label={words.joined} value={count(trial.joined)} unit={unit} />
          <StatTile label={words.left} value={count(trial.left)} unit={unit} />
        </>
      )}
      <StatTile label={words.changed} value={count(trial.changed)} unit={unit} />
    </StatRow>
  );
}

type Tally = Trial['byValue'][number];

function useTallyColumns(head: SheetColumn<Tally>): SheetColumn<Tally>[] {
  const words = useT().rules.trial;
  return [
    head,
    { key: 'before', title: words.before, figure: true, render: (line) => count(line.before) },
    { key: 'after', title: words.after, figure: true, render: (line) => count(line.after) },
    { key: 'change', title: words.change, figure: true, render: (line) => signed(line.after - line.before) },
  ];
}

function ByValue({ trial, tables, after }: ResultProps) {
  const words = useT().rules.trial;
  const column = verdictColumn(tables.name, after);
  const title = tables.words.column(column, true);
  const valueWords = (key: string) => tables.words.plain(`"${key}"`, column, true);
  const columns = useTallyColumns({ key: 'value', title, render: (line) => valueWords(line.key) });
  return (
    <div>
      <h3>{words.byValue(title)}</h3>
      <Sheet label={words.byValue(title)} rows={trial.byValue} rowKey={(line) => line.key} columns={columns} />
    </div>
  );
}

/** 第 6 条 大额住院（非脱贫户）; a rule that is no longer there says so. */
function RuleWords({ rule }: { rule: RuleName | undefined }) {
  const words = useT().rules.trial;
  if (rule === undefined) return words.none;
  return (
    <>
      {words.ruleNumbers(String(rule.number))} {rule.text}
      {rule.gone && ` (${words.gone})`}
    </>
  );
}

function ByRule({ trial, tables, after }: ResultProps) {
  const words = useT().rules.trial;
  const names = ruleNames(tables, after);
  const rows = trial.byRule.filter((line) => line.before !== line.after);
  const columns = useTallyColumns({
    key: 'rule',
    title: words.rule,
    render: (line) => <RuleWords rule={names.get(line.key)} />,
  });
  return (
    <div>
      <h3>{words.byRule}</h3>
      {rows.length === 0 ? (
        <p className={s.lead}>{words.noRuleChanged}</p>
      ) : (
        <Sheet label={words.byRule} rows={rows} rowKey={(line) => line.key} columns={columns} />
      )}
    </div>
  );
}

function ByTownship({ trial }: { trial: Trial }) {
  const words = useT().rules.trial;
  const placeName = usePlaceNames();
  const kinds = (['joined', 'left', 'changed'] as const).filter((kind) => trial[kind] > 0);
  const moved = (line: Trial['byTownship'][number]) => line.joined + line.left + line.changed;
  return (
    <div>
      <h3>{words.byTownship}</h3>
      <Sheet
        label={words.byTownship}
        rows={trial.byTownship.filter((line) => moved(line) > 0).toSorted((a, b) => moved(b) - moved(a))}
        rowKey={(line) => line.region}
        columns={[
          { key: 'township', title: words.township, render: (line) => placeName(line.region) },
          { key: 'before', title: words.before, figure: true, render: (line) => count(line.before) },
          { key: 'after', title: words.after, figure: true, render: (line) => count(line.after) },
          ...kinds.map((kind) => ({
            key: kind,
            title: words[kind],
            figure: true,
            render: (line: Trial['byTownship'][number]) => count(line[kind]),
          })),
        ]}
      />
    </div>
  );
}

type Sample = Trial['samples'][number];

function Samples({ trial, tables, after }: ResultProps) {
  const words = useT().rules.trial;
  const placeName = usePlaceNames();
  const names = ruleNames(tables, after);
  const decisions = (list: Sample['before']) =>
    list.map((decision) => decisionWords(tables, after, decision)).join('、') || words.none;
  const numbers = (ids: readonly string[]) => {
    const found = ids.flatMap((id) => names.get(id) ?? []);
    return found.length === 0
      ? words.none
      : found.map(({ number, gone }) => (gone ? `${number}(${words.gone})` : String(number))).join('、');
  };
  return (
    <div>
      <h3>{words.samples}</h3>
      <p className={s.lead}>{words.samplesHint}</p>
      <Sheet<Sample>
        label={words.samples}
        rows={trial.samples}
        rowKey={(sample) => `${sample.householdId} ${sample.rulesBefore.join()} ${sample.rulesAfter.join()}`}
        columns={[
          {
            key: 'head',
            title: words.sampleHead,
            whole: true,
            render: (sample) => (
              // A tab of its own: what is being edited stays where it is.
              <Link to={paths.household(sample.householdId, 'clues')} target="_blank">
                {sample.headName}
              </Link>
            ),
          },
          {
            key: 'place',
            title: words.samplePlace,
            whole: true,
            render: ({ region }) => `${placeName(region.slice(0, 9))} ${placeName(region)}`,
          },
          { key: 'kind', title: words.sampleKind, whole: true, render: (sample) => words[sample.change] },
          { key: 'before', title: words.before, render: (sample) => decisions(sample.before) },
          { key: 'after', title: words.after, render: (sample) => decisions(sample.after) },
          {
            key: 'rules',
            title: words.sampleRules,
            render: (sample) => `${numbers(sample.rulesBefore)} → ${numbers(sample.rulesAfter)}`,
          },
        ]}
      />
    </div>
  );
}
