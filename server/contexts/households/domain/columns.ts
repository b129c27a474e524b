// The columns that a roster or a department extract may have: their names here, in the official forms, and the other
// names that counties give them. Pure; the import page shows these tables as its mapping.

import { normaliseCell } from '../../../../kernel/text.ts';

/** What a table of an imported file is about: the roster's two sheets, or one of six department extracts. */
export type TableKind =
  | 'household'
  | 'person'
  | 'settlement'
  | 'tuition'
  | 'unemployment'
  | 'disability'
  | 'relief'
  | 'disaster';

export type ExtractKind = Exclude<TableKind, 'household' | 'person'>;

export interface Column {
  readonly name: string;
  /** Header in the official form; problems and exports use it. */
  readonly zh: string;
  readonly en: string;
  readonly aliases: readonly string[];
  /** What an empty cell is: a reason to keep the household out, to look again, or nothing. */
  readonly empty: 'error' | 'warning' | 'fine';
  /** The table cannot be read at all without this column. */
  readonly key?: true;
}

const column = (name: string, zh: string, en: string, empty: Column['empty'], ...aliases: string[]): Column => ({
  name,
  zh,
  en,
  empty,
  aliases,
});
const key = (name: string, zh: string, en: string, ...aliases: string[]): Column => ({
  name,
  zh,
  en,
  empty: 'error',
  aliases,
  key: true,
});

export const HOUSEHOLD_COLUMNS = [
  key('no', '户编号', 'Household no.', '户号', '家庭编号', '农户编号', '户编码', '家庭户号'),
  column('township', '乡镇', 'Township', 'fine', '乡镇名称', '镇', '所属乡镇', '乡镇街道'),
  column('village', '行政村', 'Village', 'fine', '村', '村名', '行政村名称', '村居', '所属行政村', '村社区'),
  key('villageCode', '村代码', 'Village code', '行政村代码', '村编码', '区划代码', '村区划代码', '行政区划代码'),
  column('address', '家庭住址', 'Address', 'fine', '住址', '地址', '家庭地址', '详细地址', '居住地址', '自然村'),
  key('headName', '户主姓名', 'Head of household', '户主', '户主名'),
  column(
    'headId',
    '户主证件号码',
    "Head's ID number",
    'fine',
    '户主身份证号',
    '户主身份证号码',
    '户主身份证',
    '户主证件号',
  ),
  column('members', '家庭人口数', 'Members', 'error', '家庭人口', '人口数', '家庭成员数', '户内人口', '家庭人数'),
  column('category', '户类型', 'Category', 'warning', '农户类型', '户属性', '类型'),
  column(
    'relief',
    '低保特困',
    'Relief',
    'fine',
    '低保特困类型',
    '救助类别',
    '低保或特困',
    '是否低保特困',
    '社会救助类型',
  ),
  column('phone', '联系电话', 'Phone', 'warning', '电话', '手机', '手机号', '手机号码', '联系方式', '户主电话'),
  column('bank', '开户银行', 'Bank', 'fine', '开户行', '银行', '开户行名称'),
  column(
    'account',
    '银行卡号',
    'Bank account',
    'warning',
    '银行账号',
    '账号',
    '卡号',
    '一卡通账号',
    '惠民惠农卡号',
    '银行帐号',
  ),
  column('housing', '住房安全等级', 'Housing grade', 'warning', '住房等级', '房屋等级', '住房鉴定等级', '危房等级'),
  column(
    'water',
    '饮水安全',
    'Safe water',
    'warning',
    '饮水是否安全',
    '是否饮水安全',
    '安全饮水',
    '是否解决安全饮用水',
  ),
  column('tea', '茶园面积亩', 'Tea land (mu)', 'fine', '茶园面积', '茶园', '茶园亩'),
  column('farm', '耕地面积亩', 'Farmland (mu)', 'fine', '耕地面积', '耕地', '耕地亩', '承包地面积'),
  column('forest', '林地面积亩', 'Woodland (mu)', 'fine', '林地面积', '林地', '林地亩'),
  column('shop', '是否开网店', 'Online shop', 'fine', '开网店', '网店', '有无网店', '是否有网店'),
  column('conduct', '不良行为记录', 'Conduct record', 'fine', '不良行为', '不良记录', '负面记录'),
  column('wage', '工资性收入', 'Wage income', 'error', '工资收入', '工资性收入元', '工资'),
  column('business', '生产经营性收入', 'Business income', 'error', '经营性收入', '生产经营收入', '经营收入'),
  column('property', '财产性收入', 'Property income', 'error', '财产收入'),
  column('transfer', '转移性收入', 'Transfer income', 'error', '转移收入'),
  column('expense', '生产经营性支出', 'Business expense', 'error', '经营性支出', '生产经营支出', '经营支出'),
  column('year', '收入统计年度', 'Income year', 'error', '统计年度', '年度', '收入年度', '采集年度'),
  // Sub-items of the transfer and property parts; a part is the figure that counts, these explain it.
  column('itemPension', '养老保险金', 'Pension', 'fine', '养老金', '城乡居民养老金'),
  column('itemDibao', '低保金', 'Dibao payment', 'fine', '最低生活保障金'),
  column('itemTekun', '特困供养金', 'Tekun payment', 'fine', '五保金', '特困人员救助供养金'),
  column('itemEcology', '生态补偿金', 'Ecology compensation', 'fine', '生态补偿'),
  column('itemSubsidy', '产业奖补', 'Production subsidy', 'fine', '产业补助', '奖补资金'),
  column('itemDividend', '资产收益分红', 'Asset dividends', 'fine', '资产收益扶贫分红', '分红收入', '集体分红'),
] as const satisfies readonly Column[];

export const PERSON_COLUMNS = [
  key('no', '户编号', 'Household no.', '户号', '家庭编号', '农户编号', '户编码', '家庭户号'),
  key('name', '姓名', 'Name', '成员姓名', '家庭成员姓名', '名字'),
  key(
    'idNumber',
    '证件号码',
    'ID number',
    '身份证号',
    '身份证号码',
    '身份证',
    '公民身份号码',
    '证件号',
    '成员证件号码',
  ),
  column('sex', '性别', 'Sex', 'error'),
  column('birth', '出生日期', 'Birth date', 'error', '出生年月日', '出生年月', '生日'),
  column('relation', '与户主关系', 'Relation to head', 'error', '户主关系', '家庭关系', '关系', '与户主的关系'),
  column('education', '文化程度', 'Education', 'fine', '学历', '受教育程度'),
  column('student', '在校生状况', 'Student stage', 'fine', '在校生情况', '在校状况', '在校情况', '就学情况'),
  column('health', '健康状况', 'Health', 'warning', '身体状况', '健康情况', '身体健康状况'),
  column('disability', '残疾等级', 'Disability grade', 'fine', '残疾级别'),
  column('labour', '劳动技能', 'Labour skill', 'error', '劳动能力', '劳动力状况', '劳动力类型'),
  column('workRegion', '务工区域', 'Work region', 'fine', '务工地区', '务工地点', '务工所在地'),
  column('workMonths', '务工月数', 'Months worked', 'fine', '务工时间月', '务工时间', '务工时长月'),
  column(
    'insured',
    '参加城乡居民基本医疗保险',
    'Medical insurance',
    'warning',
    '是否参加城乡居民基本医疗保险',
    '医疗保险',
    '是否参保',
    '参加医保',
    '基本医疗保险',
  ),
] as const satisfies readonly Column[];

export const EXTRACT_COLUMNS = {
  settlement: [
    key('idNumber', '身份证号', 'ID number', '证件号码', '身份证号码', '公民身份号码'),
    column('name', '姓名', 'Name', 'fine', '参保人姓名'),
    key('settledOn', '结算日期', 'Settled on', '结算时间', '费用结算日期'),
    key('kind', '就医类型', 'Kind of care', '医疗类别', '就诊类型'),
    column('disease', '疾病名称', 'Disease', 'fine', '诊断', '病种', '病种名称'),
    column('total', '医疗总费用', 'Total cost', 'fine', '总费用', '费用总额'),
    column('reimbursed', '医保报销金额', 'Reimbursed', 'fine', '报销金额', '医保支付金额', '统筹支付'),
    key('selfPay', '个人自付金额', 'Self-pay', '个人自付', '自付金额', '合规自付金额'),
  ],
  tuition: [
    key('idNumber', '身份证号', 'ID number', '证件号码', '身份证号码', '公民身份号码'),
    column('name', '姓名', 'Name', 'fine', '学生姓名'),
    column('stage', '学段年级', 'Stage and year', 'warning', '年级', '学段'),
    key('cost', '学年自付费用', 'Cost of the school year', '学年费用', '自付费用', '学年自付金额'),
    column('year', '学年', 'School year', 'fine', '学年度'),
  ],
  unemployment: [
    key('idNumber', '身份证号', 'ID number', '证件号码', '身份证号码', '公民身份号码'),
    column('name', '姓名', 'Name', 'fine'),
    key('registeredOn', '失业登记日期', 'Registered on', '登记日期', '失业日期'),
    key('months', '连续失业月数', 'Months out of work', '失业月数'),
  ],
  disability: [
    key('idNumber', '身份证号', 'ID number', '证件号码', '身份证号码', '公民身份号码'),
    column('name', '姓名', 'Name', 'fine'),
    key('grade', '残疾等级', 'Grade', '残疾级别'),
    key('kind', '残疾类别', 'Kind', '残疾类型'),
  ],
  relief: [
    key('idNumber', '户主身份证号', "Head's ID number", '身份证号', '证件号码', '户主证件号码'),
    column('name', '户主姓名', 'Head', 'fine', '姓名'),
    key('kind', '救助类别', 'Kind of relief', '救助类型'),
    key('monthly', '月补助金额', 'Monthly amount', '月补助', '补助金额', '月保障金额'),
  ],
  disaster: [
    key('idNumber', '户主身份证号', "Head's ID number", '身份证号', '证件号码', '户主证件号码'),
    column('name', '户主姓名', 'Head', 'fine', '姓名'),
    key('happenedOn', '受灾日期', 'Date', '灾害日期'),
    column('kind', '灾种', 'Kind', 'warning', '灾害种类', '灾害类型'),
    key('loss', '直接经济损失', 'Direct loss', '经济损失', '损失金额'),
  ],
} as const satisfies Record<ExtractKind, readonly Column[]>;

export const COLUMNS: Readonly<Record<TableKind, readonly Column[]>> = {
  household: HOUSEHOLD_COLUMNS,
  person: PERSON_COLUMNS,
  ...EXTRACT_COLUMNS,
};

export const EXTRACT_KINDS = Object.keys(EXTRACT_COLUMNS) as readonly ExtractKind[];

/** Names of the roster's sheets in the official workbook, and what counties call them. */
export const SHEET_NAMES: Readonly<Record<'household' | 'person', readonly string[]>> = {
  household: ['户信息', '农户信息', '户基本信息', '户表', '家庭信息'],
  person: ['家庭成员', '成员信息', '家庭成员信息', '人口信息', '人员信息', '成员表'],
};

/** Column name → index of the header it is read from. */
export type Mapping = Readonly<Record<string, number>>;

/** A header as it is compared: no blanks, brackets, marks or units' brackets. */
export function headerKey(text: string): string {
  return normaliseCell(text)
    .replace(/[\s()[\]【】《》:：*_/、,，。.-]/g, '')
    .toLowerCase();
}

const ALIASES: ReadonlyMap<TableKind, ReadonlyMap<string, string>> = new Map(
  Object.entries(COLUMNS).map(([kind, columns]) => [
    kind as TableKind,
    new Map(columns.flatMap((one) => [one.zh, ...one.aliases].map((name) => [headerKey(name), one.name] as const))),
  ]),
);

/** Which column each header names; the first of two headers that name the same column wins. */
export function suggestMapping(kind: TableKind, headers: readonly string[]): Mapping {
  const aliases = ALIASES.get(kind)!;
  const mapping: Record<string, number> = {};
  for (const [index, header] of headers.entries()) {
    const cleaned = headerKey(header);
    // 「茶园面积(亩)」, 「工资性收入(元)」: the unit may be there or not.
    const name = aliases.get(cleaned) ?? aliases.get(cleaned.replace(/[元亩月]$/, ''));
    if (name !== undefined && mapping[name] === undefined) mapping[name] = index;
  }
  return mapping;
}

/** Columns without which the table cannot be read. */
export function missingKeys(kind: TableKind, mapping: Mapping): Column[] {
  return COLUMNS[kind].filter((one) => one.key === true && mapping[one.name] === undefined);
}

export interface FoundHeader {
  readonly kind: TableKind;
  readonly mapping: Mapping;
}

/** What table a row is the header of, if any: the kind whose columns it names most of, all of its keys among them. */
export function recogniseHeader(cells: readonly string[], among: readonly TableKind[]): FoundHeader | null {
  let best: (FoundHeader & { score: number }) | null = null;
  for (const kind of among) {
    const mapping = suggestMapping(kind, cells);
    const named = Object.keys(mapping).length;
    if (named < 3 || missingKeys(kind, mapping).length > 0) continue;
    const score = named / cells.filter((cell) => cell.trim() !== '').length + named / 100;
    if (best === null || score > best.score) best = { kind, mapping, score };
  }
  return best;
}
