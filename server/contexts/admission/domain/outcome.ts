// What admission can come to, what follows from it, and what an admitted household may do (paper §3.1, §3.3.2, §3.3.5).

/** A sentence in both languages of the product. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** From the least to the most that a household may use. */
export const OUTCOMES = ['social_relief', 'correction', 'train_first', 'traditional_only', 'admitted'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export function isOutcome(value: unknown): value is Outcome {
  return OUTCOMES.some((outcome) => outcome === value);
}

/** What an outcome means and what happens next, in the words that the household reads. */
export const OUTCOME_MEANING: Readonly<Record<Outcome, { readonly name: Text; readonly follows: Text }>> = {
  social_relief: {
    name: { zh: '社会救济', en: 'Social relief' },
    follows: {
      zh: '转由民政部门落实综合保障，不安排贷款。',
      en: 'Civil affairs takes over with relief; no loan is arranged.',
    },
  },
  correction: {
    name: { zh: '教育改过', en: 'Correction' },
    follows: {
      zh: '先接受教育，再经过至少 12 个月的改过期，由专人每月走访；期满复核通过后再办理。',
      en: 'Education first, then at least 12 months with a monthly visit by a named supervisor; after that a review.',
    },
  },
  train_first: {
    name: { zh: '先培训', en: 'Train first' },
    follows: {
      zh: '先参加数字或电商培训，结业后再办理。',
      en: 'A digital or commerce course comes first; apply again when it is completed.',
    },
  },
  traditional_only: {
    name: { zh: '只走传统渠道', en: 'Traditional channel only' },
    follows: {
      zh: '到银行或信用社办理，村级服务站协助。',
      en: 'Served by a bank branch, with help from the village station.',
    },
  },
  admitted: {
    name: { zh: '准入', en: 'Admitted' },
    follows: {
      zh: '可以按融资路径使用互联网金融和电商金融。',
      en: 'May use internet and e-commerce finance along the financing path.',
    },
  },
};

/** Agriculture-based activities that finance may serve (paper §3.3.2); goods must be local produce, native or processed. */
export const PERMITTED_ACTIVITIES = [
  { code: 'online_shop', zh: '开设网店', en: 'Online shop', sells: true },
  { code: 'livestream', zh: '直播带货', en: 'Livestream sales', sells: true },
  { code: 'rural_logistics', zh: '农村物流快递', en: 'Rural logistics and express', sells: false },
  { code: 'produce_processing', zh: '农产品加工', en: 'Processing of farm produce', sells: true },
  { code: 'bookkeeping_agency', zh: '会计代理', en: 'Bookkeeping agency', sells: false },
  { code: 'legal_advice', zh: '法律咨询', en: 'Legal advice', sells: false },
] as const;
export type PermittedActivity = (typeof PERMITTED_ACTIVITIES)[number]['code'];

export function isPermittedActivity(value: string): value is PermittedActivity {
  return PERMITTED_ACTIVITIES.some((activity) => activity.code === value);
}
