// What each refusal of financing means to HTTP and to people.

import type { RefusalTable } from '../../platform/http/problem.ts';
import type { SupposedRefusal } from './domain/supposed.ts';
import type { EnterprisePathRefusal } from './enterprise-service.ts';
import type { AgreeRefusal, CloseRefusal, OpenRefusal } from './keeping-service.ts';
import type { PlanRefusal } from './planning-service.ts';

export type FinancingRefusal =
  | PlanRefusal
  | OpenRefusal
  | AgreeRefusal
  | CloseRefusal
  | SupposedRefusal
  | EnterprisePathRefusal;

export const FINANCING_REFUSALS = {
  household_unknown: {
    status: 404,
    zh: '没有找到这一户，或不在您的管辖范围内。',
    en: 'That household was not found, or is outside your area.',
  },
  enterprise_unknown: {
    status: 404,
    zh: '没有准入过这家企业或合作社，请先办准入。',
    en: 'That enterprise or co-operative has not been admitted: admit it first.',
  },
  facts_missing: {
    status: 409,
    zh: '这一户的事实还没有汇总，请先运行一次筛查。',
    en: "This household's facts have not been derived yet: run a screening first.",
  },
  no_suggestion: {
    status: 409,
    zh: '准入表没有给出结论，请县里检查已发布的准入表。',
    en: 'The admission table gave no outcome: the county should check the published table.',
  },
  not_decided: {
    status: 409,
    zh: '这一户还没有准入决定，先办准入，再留存方案。',
    en: 'Admission has not been decided yet: that comes before a plan is kept.',
  },
  not_admitted_relief: {
    status: 409,
    zh: '这一户由民政部门落实保障，不安排贷款。',
    en: 'Civil affairs provides for this household; no loan is arranged.',
  },
  in_correction: {
    status: 409,
    zh: '这一户在教育改过期内，期满复核通过后再做融资方案。',
    en: 'The household is in correction: a plan comes after the term and its review.',
  },
  conduct_unverified: {
    status: 409,
    zh: '登记里有不良行为的记载，还没有查实。先核实、办准入，再做融资方案。',
    en: 'The registry notes conduct that nobody has verified yet: verify it and decide admission before a plan is drawn.',
  },
  training_first: {
    status: 409,
    zh: '这一户先参加培训，结业并重新办理准入后再留存方案。',
    en: 'Training comes first; a plan is kept once it is finished and admission has been looked at again.',
  },
  open_plan_exists: {
    status: 409,
    zh: '这一户已有一份未结束的融资方案，请先了结。',
    en: 'The household has an open plan already: close that first.',
  },
  no_needs: { status: 422, zh: '请至少填写一项资金需求。', en: 'Please state at least one need.' },
  too_many_needs: {
    status: 422,
    zh: '一份方案最多 {most} 项需求。',
    en: 'A plan holds at most {most} needs.',
  },
  unknown_purpose: {
    status: 422,
    zh: '第 {need} 项的用途「{purpose}」不在清单内。',
    en: 'Need {need}: “{purpose}” is not on the list of purposes.',
  },
  forbidden_purpose: {
    status: 422,
    zh: '第 {need} 项：贷款不能用于{purpose}。',
    en: 'Need {need}: credit must not be used for {purposeEn}.',
  },
  amount_not_a_number: {
    status: 422,
    zh: '第 {need} 项的金额「{amount}」不是数字（元，最多两位小数）。',
    en: 'Need {need}: “{amount}” is no amount (yuan, at most two decimals).',
  },
  amount_not_positive: {
    status: 422,
    zh: '第 {need} 项的金额要大于零。',
    en: 'Need {need}: the amount must be above zero.',
  },
  amount_absurd: {
    status: 422,
    zh: '第 {need} 项的金额超过 {most} 元，请核对。',
    en: 'Need {need}: more than {most} yuan; please check.',
  },
  bad_date: {
    status: 422,
    zh: '第 {need} 项的用款日期「{date}」不对，应如 2026-04-10。',
    en: 'Need {need}: “{date}” is no date; write it as 2026-04-10.',
  },
  needed_on_past: {
    status: 422,
    zh: '第 {need} 项的用款日期 {date} 已经过去。',
    en: 'Need {need}: {date} is in the past.',
  },
  needed_on_too_far: {
    status: 422,
    zh: '第 {need} 项的用款日期在 {months} 个月以后，到时再办。',
    en: 'Need {need}: more than {months} months ahead; come back nearer the time.',
  },
  months_out_of_range: {
    status: 422,
    zh: '第 {need} 项的占用月数应为 {least} 至 {most} 的整数。',
    en: 'Need {need}: months occupied must be a whole number from {least} to {most}.',
  },
  evidence_missing: {
    status: 422,
    zh: '第 {need} 项要有依据（合同、报价、订单号或照片）。',
    en: 'Need {need}: something must show it (contract, quotation, order number, photograph).',
  },
  order_amount_invalid: {
    status: 422,
    zh: '第 {need} 项的订单金额「{amount}」不对。',
    en: 'Need {need}: “{amount}” is no order amount.',
  },
  savings_invalid: {
    status: 422,
    zh: '手头存款不对，应为零或正数（元）。',
    en: 'The savings must be zero or more, in yuan.',
  },
  no_route: {
    status: 409,
    zh: '路径表没有给第 {need} 项需求指出渠道，请县里检查已发布的路径表。',
    en: 'The path table gave need {need} no channel: the county should check the published table.',
  },
  unknown_fact: { status: 422, zh: '没有「{fact}」这一事实。', en: 'There is no fact “{fact}”.' },
  fact_value_invalid: {
    status: 422,
    zh: '「{fact}」的假设值不对。',
    en: 'The supposed value of “{fact}” is not valid.',
  },
  plan_unknown: {
    status: 404,
    zh: '没有找到这份方案，或不在您的管辖范围内。',
    en: 'That plan was not found, or is outside your area.',
  },
  plan_not_draft: {
    status: 409,
    zh: '这份方案不是草案，不能再确认。',
    en: 'The plan is no draft any more.',
  },
  decision_changed: {
    status: 409,
    zh: '准入决定在方案之后有了变化，请关闭后重做方案。',
    en: 'Admission was decided anew after the plan was made: close it and make another.',
  },
  nothing_funded: {
    status: 409,
    zh: '方案里没有安排到钱，不需要确认；可关闭后重做。',
    en: 'Nothing is funded by this plan; close it and make another.',
  },
  agreed_by_missing: {
    status: 422,
    zh: '请填写由家中哪一位同意。',
    en: 'Please name the member of the household who agreed.',
  },
  plan_closed: { status: 409, zh: '这份方案已经结束。', en: 'The plan is closed already.' },
  reason_missing: { status: 422, zh: '请写明结束的原因。', en: 'Please say why it is closed.' },
} as const satisfies RefusalTable<FinancingRefusal>;
