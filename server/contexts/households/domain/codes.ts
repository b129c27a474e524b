// Code lists of the registry (parameters.md, "Codes") and the other words that files use for them.

export const CATEGORIES = ['一般农户', '脱贫户', '脱贫不稳定户', '边缘易致贫户', '突发严重困难户'] as const;
export type Category = (typeof CATEGORIES)[number];

export const RELIEF_KINDS = ['无', '低保', '特困'] as const;
export type ReliefKind = (typeof RELIEF_KINDS)[number];

export const HOUSING_GRADES = ['A', 'B', 'C', 'D'] as const;
export type HousingGrade = (typeof HOUSING_GRADES)[number];

export const CONDUCTS = ['无', '懒散', '赌博'] as const;
export type Conduct = (typeof CONDUCTS)[number];

export const RELATIONS = [
  '户主',
  '配偶',
  '之子',
  '之女',
  '之儿媳',
  '之女婿',
  '之孙子',
  '之孙女',
  '之外孙子',
  '之外孙女',
  '之曾孙子',
  '之曾孙女',
  '之父',
  '之母',
  '之岳父',
  '之岳母',
  '之公公',
  '之婆婆',
  '之祖父',
  '之祖母',
  '之外祖父',
  '之外祖母',
  '之兄弟',
  '之姐妹',
  '之侄子',
  '之侄女',
  '其他',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** In rising order: the fact `headEducation` is the position from 1. */
export const EDUCATIONS = ['文盲或半文盲', '小学', '初中', '高中', '大专', '本科及以上'] as const;
export type Education = (typeof EDUCATIONS)[number];

export const STUDENT_STAGES = [
  '学龄前儿童',
  '学前教育',
  '小学',
  '七年级',
  '八年级',
  '九年级',
  '特殊教育',
  '普通高中一年级',
  '普通高中二年级',
  '普通高中三年级',
  '中职一年级',
  '中职二年级',
  '中职三年级',
  '中职四年级',
  '高职高专一年级',
  '高职高专二年级',
  '高职高专三年级',
  '高职高专四年级',
  '技师学院',
  '本科一年级',
  '本科二年级',
  '本科三年级',
  '本科四年级',
  '本科五年级',
  '硕士研究生及以上',
] as const;
export type StudentStage = (typeof STUDENT_STAGES)[number];

export const LABOURS = ['普通劳动力', '技能劳动力', '弱劳动力或半劳动力', '丧失劳动力', '无劳动力'] as const;
export type Labour = (typeof LABOURS)[number];

export const WORK_REGIONS = ['乡内', '乡外县内', '县外省内', '省外', '其他'] as const;
export type WorkRegion = (typeof WORK_REGIONS)[number];

export const HEALTH_STATES = ['健康', '长期慢性病', '患有大病', '残疾'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

export const CARE_KINDS = ['住院', '门诊慢特病'] as const;
export type CareKind = (typeof CARE_KINDS)[number];

const OTHER_WORDS: Readonly<Record<string, string>> = {
  // Category
  一般户: '一般农户',
  普通农户: '一般农户',
  非脱贫户: '一般农户',
  已脱贫户: '脱贫户',
  建档立卡户: '脱贫户',
  建档立卡脱贫户: '脱贫户',
  // Relief
  低保户: '低保',
  城乡低保: '低保',
  农村低保: '低保',
  特困户: '特困',
  特困供养: '特困',
  特困人员: '特困',
  五保: '特困',
  五保户: '特困',
  否: '无',
  // Conduct
  懒惰: '懒散',
  无不良行为: '无',
  // Relation
  本人: '户主',
  妻子: '配偶',
  丈夫: '配偶',
  妻: '配偶',
  夫: '配偶',
  儿子: '之子',
  子: '之子',
  长子: '之子',
  次子: '之子',
  女儿: '之女',
  女: '之女',
  长女: '之女',
  次女: '之女',
  儿媳: '之儿媳',
  女婿: '之女婿',
  孙子: '之孙子',
  孙女: '之孙女',
  外孙: '之外孙子',
  外孙子: '之外孙子',
  外孙女: '之外孙女',
  父亲: '之父',
  父: '之父',
  母亲: '之母',
  母: '之母',
  岳父: '之岳父',
  岳母: '之岳母',
  公公: '之公公',
  婆婆: '之婆婆',
  祖父: '之祖父',
  爷爷: '之祖父',
  祖母: '之祖母',
  奶奶: '之祖母',
  兄弟: '之兄弟',
  哥哥: '之兄弟',
  弟弟: '之兄弟',
  姐妹: '之姐妹',
  姐姐: '之姐妹',
  妹妹: '之姐妹',
  侄子: '之侄子',
  侄女: '之侄女',
  之兄弟姐妹: '其他',
  其它: '其他',
  // Education
  文盲: '文盲或半文盲',
  半文盲: '文盲或半文盲',
  '文盲/半文盲': '文盲或半文盲',
  文盲半文盲: '文盲或半文盲',
  中专: '高中',
  中职: '高中',
  高职: '大专',
  专科: '大专',
  大学专科: '大专',
  本科: '本科及以上',
  大学: '本科及以上',
  大学本科: '本科及以上',
  研究生: '本科及以上',
  // Labour
  弱劳动力: '弱劳动力或半劳动力',
  半劳动力: '弱劳动力或半劳动力',
  '弱(半)劳动力': '弱劳动力或半劳动力',
  '弱/半劳动力': '弱劳动力或半劳动力',
  丧失劳动能力: '丧失劳动力',
  无劳动能力: '无劳动力',
  // Work region
  乡镇内: '乡内',
  县内: '乡外县内',
  省内: '县外省内',
  外省: '省外',
  // Health
  良好: '健康',
  慢性病: '长期慢性病',
  慢病: '长期慢性病',
  大病: '患有大病',
  患大病: '患有大病',
  重病: '患有大病',
  残障: '残疾',
  // Care
  普通住院: '住院',
  门诊慢性病: '门诊慢特病',
  门诊特病: '门诊慢特病',
  门诊特殊病种: '门诊慢特病',
  慢特病: '门诊慢特病',
  门诊: '门诊慢特病',
};

const STUDENT_WORDS: Readonly<Record<string, string>> = {
  学前: '学前教育',
  幼儿园: '学前教育',
  初中一年级: '七年级',
  初中二年级: '八年级',
  初中三年级: '九年级',
  初一: '七年级',
  初二: '八年级',
  初三: '九年级',
  高一: '普通高中一年级',
  高二: '普通高中二年级',
  高三: '普通高中三年级',
  大一: '本科一年级',
  大二: '本科二年级',
  大三: '本科三年级',
  大四: '本科四年级',
  小学一年级: '小学',
  小学二年级: '小学',
  小学三年级: '小学',
  小学四年级: '小学',
  小学五年级: '小学',
  小学六年级: '小学',
};

/** What files write for "nothing here". */
const NOTHING = new Set([
  '',
  '无',
  '-',
  '--',
  '/',
  '—',
  '——',
  '非在校生',
  '不在校',
  '非在校',
  'null',
  'NULL',
  '无残疾',
]);

export const isNothing = (text: string): boolean => NOTHING.has(text);

/** The code that a cell means, or null when the list has none such. `text` is a cleaned cell. */
export function codeOf<T extends string>(list: readonly T[], text: string): T | null {
  const found = list.find((code) => code === text) ?? list.find((code) => code === OTHER_WORDS[text]);
  return found ?? null;
}

export function studentStageOf(text: string): StudentStage | null {
  return STUDENT_STAGES.find((stage) => stage === text || stage === STUDENT_WORDS[text]) ?? null;
}

/** A, B, C or D from `A级`, `a`, `C 级`, `D级危房`. */
export function housingGradeOf(text: string): HousingGrade | null {
  const letter = /^([ABCD])级?(危房|住房)?$/.exec(text.toUpperCase().replaceAll(' ', ''))?.[1];
  return HOUSING_GRADES.find((grade) => grade === letter) ?? null;
}

const YES = new Set(['是', '有', '已参保', '参保', '安全', 'Y', 'YES', 'TRUE', '1', '√']);
const NO = new Set(['否', '无', '没有', '未参保', '不安全', 'N', 'NO', 'FALSE', '0', '×']);

export function yesOrNo(text: string): boolean | null {
  const upper = text.toUpperCase();
  if (YES.has(upper)) return true;
  return NO.has(upper) ? false : null;
}

/** 1 (heaviest) to 4 from `一级`, `1级`, `1`, `残疾一级`. */
export function disabilityGradeOf(text: string): 1 | 2 | 3 | 4 | null {
  const mark = /^(?:残疾)?([一二三四1-4])级?$/.exec(text)?.[1];
  if (mark === undefined) return null;
  const grade = '一二三四'.indexOf(mark) + 1 || Number(mark);
  return grade as 1 | 2 | 3 | 4;
}

/** The states of a multiple answer, in the list's order, or null when one of them is unknown or 健康 stands with another. */
export function healthStatesOf(text: string): readonly HealthState[] | null {
  const states = new Set<HealthState>();
  for (const word of text.split(/[,，、;；/\s]+/).filter((part) => part !== '')) {
    const state = codeOf(HEALTH_STATES, word);
    if (state === null) return null;
    states.add(state);
  }
  if (states.size === 0 || (states.has('健康') && states.size > 1)) return null;
  return HEALTH_STATES.filter((state) => states.has(state));
}
