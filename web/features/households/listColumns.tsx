// Columns of the register. Export goes by the workbook (ExportMenu), so no column offers CSV.
import { Tag } from 'antd';
import { NO_VALUE, wholeYuan } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { LineBar } from '../../ui/LineBar.tsx';
import { useCode } from './code.ts';
import { FactValue } from './FactValue.tsx';
import type { Listed } from './queries.ts';
import { RiskMark } from './RiskMark.tsx';

/** `lineFen`: the county's monitoring line; null before a screening has told it. */
export function useListColumns(lineFen: bigint | null): readonly DataColumn<Listed>[] {
  const t = useT();
  const w = t.households.list.columns;
  const code = useCode();
  return [
    { key: 'head', title: w.head, frozen: true, width: 96, render: (row) => row.headName },
    { key: 'no', title: w.no, width: 140, render: (row) => row.no },
    { key: 'township', title: w.township, render: (row) => row.township },
    { key: 'village', title: w.village, render: (row) => row.village },
    { key: 'members', title: w.members, numeric: true, render: (row) => row.members },
    { key: 'category', title: w.category, render: (row) => code(row.category) },
    {
      key: 'relief',
      title: w.relief,
      render: (row) => (row.relief === '无' ? <Quiet>{code(row.relief)}</Quiet> : <Tag>{code(row.relief)}</Tag>),
    },
    {
      key: 'risk',
      title: w.risk,
      render: (row) => (row.risk ? <RiskMark level={row.risk} /> : <Quiet>{t.households.list.noRisk}</Quiet>),
    },
    {
      key: 'income',
      title: w.income,
      numeric: true,
      render: (row) =>
        row.netPerHeadFen === null ? (
          NO_VALUE
        ) : (
          <FactValue householdId={row.id} fact="incomePerHead">
            {wholeYuan(row.netPerHeadFen)}
          </FactValue>
        ),
    },
    {
      key: 'line',
      title: w.line,
      width: 128,
      render: (row) =>
        row.netPerHeadFen !== null && lineFen !== null ? (
          <LineBar incomeFen={row.netPerHeadFen} lineFen={lineFen} />
        ) : null,
    },
    { key: 'phone', title: w.phone, width: 128, render: (row) => row.phone ?? '' },
    { key: 'housing', title: w.housing, hiddenAtFirst: true, render: (row) => code(row.housing) },
    {
      key: 'water',
      title: w.water,
      hiddenAtFirst: true,
      render: (row) => {
        const words = t.households.overview;
        if (row.safeWater === null) return words.unknown;
        return row.safeWater ? words.waterSafe : words.waterUnsafe;
      },
    },
    {
      key: 'conduct',
      title: w.conduct,
      hiddenAtFirst: true,
      render: (row) => (row.conduct === '无' ? <Quiet>{code(row.conduct)}</Quiet> : <Tag>{code(row.conduct)}</Tag>),
    },
  ];
}

function Quiet({ children }: { children: string }) {
  return <span style={{ color: 'var(--quiet)' }}>{children}</span>;
}
