// The fact row: everything that rules and models may know about one household, and nothing else
// (spec 3, "Facts"). The server derives it in SQL; rule tables, models and pages all speak these names.

/** How a field is stored and shown. `money` is bigint fen in SQL and yuan in rule tables. */
export type FactType = 'money' | 'integer' | 'decimal' | 'boolean' | 'text';

export interface FactField {
  /** Name in rule tables and in the API (camelCase). */
  readonly name: string;
  /** Column of `monitoring.facts`. */
  readonly column: string;
  readonly type: FactType;
  /** Whether the value may be absent; a condition on an absent value never holds. */
  readonly nullable: boolean;
  readonly zh: string;
  readonly en: string;
  /** Unit shown beside the value. */
  readonly unit?: '元' | '人' | '月' | '亩' | '岁' | '年' | '%';
  /** Closed list of values, for `text`. */
  readonly values?: readonly string[];
}

/** A field whose name the type system knows, so that a misspelt fact does not compile. */
type Named<Name extends string> = FactField & { readonly name: Name };

const money = <const Name extends string>(
  name: Name,
  column: string,
  zh: string,
  en: string,
  nullable = false,
): Named<Name> => ({
  name,
  column,
  type: 'money',
  nullable,
  zh,
  en,
  unit: '元',
});
const count = <const Name extends string>(
  name: Name,
  column: string,
  zh: string,
  en: string,
  unit: NonNullable<FactField['unit']> | null = '人',
  nullable = false,
): Named<Name> => ({
  name,
  column,
  type: 'integer',
  nullable,
  zh,
  en,
  ...(unit === null ? {} : { unit }),
});
const flag = <const Name extends string>(
  name: Name,
  column: string,
  zh: string,
  en: string,
  nullable = false,
): Named<Name> => ({
  name,
  column,
  type: 'boolean',
  nullable,
  zh,
  en,
});

export const FACT_FIELDS = [
  // Income over the 12 months before the date, and the line in force there (parameters.md, "Monitoring").
  money('incomePerHead', 'income_per_head_fen', '人均纯收入', 'Net income per head'),
  money(
    'referenceIncomePerHead',
    'reference_income_per_head_fen',
    '参考人均纯收入（减医疗自付）',
    'Reference income per head (less medical self-pay)',
  ),
  money('line', 'line_fen', '监测收入线', 'Monitoring line'),
  money('incomeMargin', 'income_margin_fen', '人均纯收入减监测线', 'Income per head minus the line'),
  money(
    'referenceMargin',
    'reference_margin_fen',
    '参考人均纯收入减监测线',
    'Reference income per head minus the line',
  ),
  money('netIncome', 'net_income_fen', '家庭纯收入', 'Household net income'),
  money('wageIncome', 'wage_income_fen', '工资性收入', 'Wage income'),
  money('businessIncome', 'business_income_fen', '生产经营性收入', 'Business income'),
  money('propertyIncome', 'property_income_fen', '财产性收入', 'Property income'),
  money('transferIncome', 'transfer_income_fen', '转移性收入', 'Transfer income'),
  money('businessExpense', 'business_expense_fen', '生产经营性支出', 'Business expense'),
  {
    name: 'wageChange',
    column: 'wage_change_bp',
    type: 'integer',
    nullable: true,
    zh: '工资性收入变化（万分比）',
    en: 'Wage change (basis points)',
  },
  // Rigid spending and shocks.
  money('selfPay', 'self_pay_fen', '12 个月医疗自付', 'Medical self-pay, 12 months'),
  money('inpatientSelfPay', 'inpatient_self_pay_fen', '12 个月住院自付', 'Inpatient self-pay, 12 months'),
  money(
    'outpatientSelfPay',
    'outpatient_self_pay_fen',
    '12 个月门诊慢特病自付',
    'Outpatient chronic self-pay, 12 months',
  ),
  money(
    'outpatientMaxMonth',
    'outpatient_max_month_fen',
    '门诊慢特病单月最高自付',
    'Highest outpatient self-pay in a month',
  ),
  money('schoolingCost', 'schooling_cost_fen', '非义务教育学年自付', 'Cost of non-compulsory schooling, school year'),
  money('disasterLoss', 'disaster_loss_fen', '受灾损失', 'Disaster loss, 12 months'),
  count('joblessMonths', 'jobless_months', '最长连续失业月数', 'Longest spell out of work', '月'),
  // Members.
  count('members', 'members', '家庭人口数', 'Members'),
  {
    name: 'labourUnits',
    column: 'labour_units',
    type: 'decimal',
    nullable: false,
    zh: '劳动力数（弱半劳动力计 0.5）',
    en: 'Labour units (half labour counts 0.5)',
    unit: '人',
  },
  count('fullLabour', 'full_labour', '普通及技能劳动力', 'Full labour'),
  count('halfLabour', 'half_labour', '弱劳动力或半劳动力', 'Half labour'),
  count('ableAdults', 'able_adults', '18–65 岁有劳动能力人数', 'Adults 18–65 with labour capacity'),
  count('skilled', 'skilled', '技能劳动力', 'Skilled labour'),
  count('migrants', 'migrants', '务工人数', 'Members working away'),
  count('migrantMonths', 'migrant_months', '务工总月数', 'Months worked away, total', '月'),
  count('chronic', 'chronic', '长期慢性病人数', 'Members with chronic illness'),
  count('serious', 'serious', '患大病人数', 'Members with serious illness'),
  count('disabled', 'disabled', '残疾人数', 'Disabled members'),
  count('severelyDisabled', 'severely_disabled', '重度残疾人数（一、二级）', 'Severely disabled (grades 1–2)'),
  count('students', 'students', '在校生人数', 'Students'),
  count(
    'nonCompulsoryStudents',
    'non_compulsory_students',
    '非义务教育在校生人数',
    'Students beyond compulsory schooling',
  ),
  count('collegeStudents', 'college_students', '大专及以上在校生人数', 'College students'),
  // Final year of 普通高中 or 中职: next year's tuition is not yet in any bill, and it predicts relapse.
  count('secondaryLeavers', 'secondary_leavers', '高中阶段毕业年级人数', 'Students finishing upper secondary school'),
  count('children', 'children', '16 岁以下人数', 'Members under 16'),
  count('elders', 'elders', '60 岁及以上人数', 'Members 60 and over'),
  count('dependants', 'dependants', '无或丧失劳动能力人数', 'Members without labour capacity'),
  count('illiterateAdults', 'illiterate_adults', '文盲或半文盲成人', 'Illiterate or semi-literate adults'),
  count('headAge', 'head_age', '户主年龄', 'Age of head', '岁'),
  {
    name: 'headEducation',
    column: 'head_education',
    type: 'integer',
    nullable: true,
    zh: '户主文化程度（1 文盲 … 6 本科）',
    en: 'Education of head (1 illiterate … 6 degree)',
  },
  count('collegeEducatedLabour', 'college_educated_labour', '大专及以上学历劳动力', 'Labour with college education'),
  count('uninsured', 'uninsured', '未参保人数', 'Members without medical insurance'),
  // Home, land, standing.
  {
    name: 'teaLand',
    column: 'tea_land_mu',
    type: 'decimal',
    nullable: false,
    zh: '茶园面积',
    en: 'Tea land',
    unit: '亩',
  },
  {
    name: 'farmLand',
    column: 'farm_land_mu',
    type: 'decimal',
    nullable: false,
    zh: '耕地面积',
    en: 'Farmland',
    unit: '亩',
  },
  flag('shop', 'shop', '开有网店', 'Runs an online shop'),
  {
    name: 'housingGrade',
    column: 'housing_grade',
    type: 'text',
    nullable: false,
    zh: '住房安全等级',
    en: 'Housing grade',
    values: ['A', 'B', 'C', 'D'],
  },
  flag('unsafeWater', 'unsafe_water', '饮水不安全', 'Unsafe drinking water'),
  {
    name: 'relief',
    column: 'relief',
    type: 'text',
    nullable: false,
    zh: '低保特困',
    en: 'Relief',
    values: ['无', '低保', '特困'],
  },
  flag('leftRelief', 'left_relief', '近 12 个月退出低保', 'Left relief within 12 months'),
  flag('oncePoor', 'once_poor', '脱贫户', 'Once registered poor'),
  {
    name: 'conduct',
    column: 'conduct',
    type: 'text',
    nullable: false,
    zh: '不良行为记录',
    en: 'Conduct record',
    values: ['无', '懒散', '赌博'],
  },
  count('courses', 'courses', '已完成的数字或电商培训', 'Completed digital or commerce courses', null),
  flag(
    'onlineUnwilling',
    'online_unwilling',
    '本户表示不愿或不能线上经营',
    'Household unwilling or unable to work online',
  ),
  // Standing elsewhere in the system: absent until the context that knows it is installed.
  count('loans', 'loans', '在贷笔数', 'Open loans', null, true),
  count('daysPastDue', 'days_past_due', '最长逾期天数', 'Longest days past due', null, true),
  money('sales12m', 'sales_12m_fen', '12 个月线上销售额', 'Online sales, 12 months', true),
  count('openMeasures', 'open_measures', '在实施帮扶措施数', 'Open measures', null, true),
] as const satisfies readonly FactField[];

export type FactName = (typeof FACT_FIELDS)[number]['name'];

/** A fact's value as rule tables see it. */
export type FactValue = number | string | boolean | null;

/** One household's facts, as rule tables see them: money in yuan, absent values null. */
export type FactRow = Readonly<Record<FactName, FactValue>>;

/** Causes of risk, in the official order (parameters.md, "Codes"). */
export const RISK_CAUSES = [
  '因病',
  '因学',
  '因残',
  '因自然灾害',
  '因意外事故',
  '因产业失败',
  '因务工就业不稳',
  '缺劳动力',
  '因安全住房',
  '因安全饮水',
  '其他',
] as const;
export type RiskCause = (typeof RISK_CAUSES)[number];

/** The three monitored groups (中农组发〔2021〕7号; paper §1). */
export const RISK_CATEGORIES = ['脱贫不稳定户', '边缘易致贫户', '突发严重困难户'] as const;
export type RiskCategory = (typeof RISK_CATEGORIES)[number];
