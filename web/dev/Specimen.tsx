// The sample sheet of the officials' components. Development only; every person and figure is invented.
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { ProblemError } from '../api/problem.ts';
import { CalibrationChart } from '../charts/CalibrationChart.tsx';
import { CashflowCalendar } from '../charts/CashflowCalendar.tsx';
import { FunnelChart } from '../charts/FunnelChart.tsx';
import { SmallMultiples } from '../charts/SmallMultiples.tsx';
import { yuan } from '../format.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { type DataColumn, DataTable, type TableFilter } from '../ui/DataTable.tsx';
import { DetailDrawer } from '../ui/DetailDrawer.tsx';
import { JobProgress } from '../ui/JobProgress.tsx';
import { Columns, Panel, Stack } from '../ui/Layout.tsx';
import { LineBar } from '../ui/LineBar.tsx';
import { Masked } from '../ui/Masked.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { StatRow, StatTile } from '../ui/StatTile.tsx';
import { Empty, ErrorPanel } from '../ui/states.tsx';
import { Trace } from '../ui/Trace.tsx';
import { useTableQuery } from '../ui/useTableQuery.ts';
import { Why } from '../ui/Why.tsx';
import { FigureSample } from './FigureSample.tsx';
import { CASH, HOUSEHOLDS, LINE_FEN, PANELS, RULE, type SampleHousehold, TENTHS, TRACE } from './sample.ts';

const FILTERS = ['cause', 'level'];
const filters: readonly TableFilter[] = [
  {
    name: 'cause',
    label: '致贫风险',
    multiple: true,
    options: ['因病', '因学', '缺劳动力', '因自然灾害'].map((value) => ({ value, label: value })),
  },
  { name: 'level', label: '风险等级', options: ['高', '中', '低'].map((value) => ({ value, label: value })) },
];

const columns: readonly DataColumn<SampleHousehold>[] = [
  {
    key: 'no',
    title: '户编号',
    frozen: true,
    width: 160,
    render: (row) => row.no,
    csv: (row) => row.no,
    sortable: true,
  },
  { key: 'head', title: '户主', render: (row) => row.head, csv: (row) => row.head },
  { key: 'village', title: '村', render: (row) => row.village, csv: (row) => row.village },
  {
    key: 'members',
    title: '人口',
    numeric: true,
    render: (row) => row.members,
    csv: (row) => row.members,
    sortable: true,
  },
  {
    key: 'income',
    title: '人均纯收入（元）',
    numeric: true,
    sortable: true,
    csv: (row) => yuan(row.incomeFen),
    render: (row) => (
      <Trace label="人均纯收入" trace={TRACE}>
        {yuan(row.incomeFen)}
      </Trace>
    ),
  },
  { key: 'line', title: '对监测线', render: (row) => <LineBar incomeFen={row.incomeFen} lineFen={LINE_FEN} /> },
  {
    key: 'selfPay',
    title: '医疗自付（元）',
    numeric: true,
    render: (row) => yuan(row.selfPayFen),
    csv: (row) => yuan(row.selfPayFen),
  },
  {
    key: 'causes',
    title: '风险',
    render: (row) => row.causes.map((cause) => <Tag key={cause}>{cause}</Tag>),
    csv: (row) => row.causes.join('、'),
  },
  { key: 'level', title: '等级', render: (row) => row.level, csv: (row) => row.level },
  { key: 'phone', title: '电话', hiddenAtFirst: true, render: (row) => row.phone },
];

const STAGES = [
  { key: 'all', label: '登记户', count: 20000 },
  { key: 'signals', label: '触发信号', count: 3412 },
  { key: 'clues', label: '新线索', count: 1286 },
  { key: 'verified', label: '入户核实', count: 640 },
  { key: 'monitored', label: '纳入监测', count: 318 },
];
const PROBLEM = new ProblemError({
  code: 'file_unreadable',
  status: 422,
  title: '',
  detail: '这个文件不是工作簿，打不开。请用 Excel 另存为 .xlsx 后再上传。',
  reference: '01JQ8Z3N7K',
  errors: [],
});

export function Component() {
  const bound = useTableQuery(FILTERS);
  const [opened, setOpened] = useState<SampleHousehold | null>(null);
  const { page, size } = bound.query;
  return (
    <>
      <PageHeader
        title="样张"
        lead="全部组件，数据均为虚构。"
        tabs={[
          { to: '/specimen', label: '组件' },
          { to: '/', label: '今日' },
        ]}
        more={<ActionButton whyNot="本月筛查还没跑完，跑完才能发布">发布</ActionButton>}
        action={<ActionButton type="primary">导入花名册</ActionButton>}
      />
      <Stack>
        <StatRow>
          <StatTile label="待我办理" value="12" unit="件" note="3 件今日到期" tone="warning" to="/specimen" />
          <StatTile label="已超期" value="2" unit="件" note="最长超 4 个工作日" tone="late" />
          <StatTile label="监测户" value="318" unit="户" note="较上月 +9" tone="good" />
          <StatTile label="帮扶资金" value="1,284.50" unit="万元" />
          <StatTile label="新线索" value="1,286" unit="条" note="本次筛查" tone="info" />
        </StatRow>
        <FigureSample />
        <DataTable
          id="specimen"
          name="样张农户"
          columns={columns}
          rows={HOUSEHOLDS.slice((page - 1) * size, page * size)}
          total={HOUSEHOLDS.length}
          rowKey={(row) => row.id}
          bound={bound}
          filters={filters}
          searchHint="户编号、户主"
          onOpen={setOpened}
          bulk={[
            { label: '派发核实', run: () => undefined },
            {
              label: '打印通知',
              run: () => undefined,
              whyNot: (rows) => (rows.length > 2 ? '一次最多打印 2 户' : null),
            },
          ]}
          empty={<Empty title="没有符合条件的农户" hint="放宽筛选条件，或换一个地方看看。" />}
        />
        <Columns>
          <FunnelChart title="筛查漏斗" unit="户" stages={STAGES} />
          <CalibrationChart title="模型校准" tenths={TENTHS} />
        </Columns>
        <CashflowCalendar
          title="现金流日历"
          months={CASH}
          note="压力情形：收入减 20%，一个月回款推迟，一人住院按县中位自付。"
        />
        <SmallMultiples
          title="各乡镇线索"
          unit="条"
          categories={['因病', '因学', '因残', '因自然灾害', '缺劳动力']}
          panels={PANELS}
        />
        <Columns>
          <JobProgress
            title="导入花名册"
            state="running"
            step="核对身份证号"
            done={41_200}
            total={71_716}
            startedAt={new Date(Date.now() - 9000).toISOString()}
          />
          <JobProgress title="监测筛查" state="failed" done={3000} total={20_000} startedAt={null} />
          <ErrorPanel error={PROBLEM} onRetry={() => undefined} />
          <Panel title="一户">
            <LineBar size="strip" incomeFen={736_000} lineFen={LINE_FEN} />
            <p>
              身份证号 <Masked label="身份证号" masked="350***********1234" reveal={async () => '350524198001011234'} />
            </p>
            <p>
              银行账号 <Masked label="银行账号" masked="6217********0042" />
            </p>
            <p>
              准入结论：先培训{' '}
              <Why
                of="准入结论：先培训"
                reason={{
                  plain: ['家里有 2 个能干活的人，但还没有学过电商。', '先参加培训，结业后就能用互联网金融。'],
                  rules: [RULE],
                  clause: '论文 §3.2(2)',
                  sources: TRACE.sources,
                }}
              />
            </p>
            <Button danger>删除草稿</Button>
          </Panel>
        </Columns>
      </Stack>
      <DetailDrawer open={opened !== null} title={opened?.head} onClose={() => setOpened(null)}>
        {opened && <LineBar size="strip" incomeFen={opened.incomeFen} lineFen={LINE_FEN} />}
      </DetailDrawer>
    </>
  );
}
