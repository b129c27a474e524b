// What each refusal of admission means to HTTP and to people.

import type { RefusalTable } from '../../platform/http/problem.ts';
import type { AnswerRefusal, AppealRefusal } from './domain/appeal.ts';
import type { CheckInRefusal, EducationRefusal, FindingRefusal, ReviewRefusal } from './domain/correction.ts';
import type { DecisionRefusal } from './domain/decision.ts';
import type { EnterpriseRefusal } from './domain/enterprise.ts';
import type { ListingRefusal, WithdrawalRefusal } from './produce-service.ts';

export type AdmissionRefusal =
  | 'household_unknown'
  | 'facts_missing'
  | 'no_suggestion'
  | 'appeal_unknown'
  | DecisionRefusal
  | FindingRefusal
  | EducationRefusal
  | CheckInRefusal
  | ReviewRefusal
  | AppealRefusal
  | AnswerRefusal
  | EnterpriseRefusal
  | ListingRefusal
  | WithdrawalRefusal;

export const ADMISSION_REFUSALS = {
  household_unknown: {
    status: 404,
    zh: '没有找到这一户，或不在您的管辖范围内。',
    en: 'That household was not found, or is outside your area.',
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
  own_household: {
    status: 403,
    zh: '不能办理自己家的事，请由其他工作人员办理。',
    en: 'Nobody decides about his own household: a colleague must.',
  },
  decision_changed: {
    status: 409,
    zh: '在您查看之后，已有人作出新的决定。请刷新后再办理。',
    en: 'Somebody decided after you opened this page. Reload and look again.',
  },
  appeal_open: {
    status: 409,
    zh: '这一户有申诉正在处理，答复后再办理。',
    en: 'An appeal is open: it must be answered first.',
  },
  correction_running: {
    status: 409,
    zh: '这一户正在改过期（至 {until}），期满复核后再办理。',
    en: 'The household is in correction (until {until}); a review must come first.',
  },
  no_able_adult: {
    status: 422,
    zh: '家中没有 18–65 岁有劳动能力的成年人，不能准入。如登记有误，请先更正户情。',
    en: 'No adult aged 18–65 who can work, so no admission. If the registry is wrong, mend it there first.',
  },
  reason_missing: {
    status: 422,
    zh: '请写明理由（至少 4 个字）。',
    en: 'Please give the reason (at least 4 characters).',
  },
  clause_missing: {
    status: 422,
    zh: '与系统建议不同时，请写明依据的条款。',
    en: 'A decision that departs from the suggestion names the clause it relies on.',
  },
  activity_missing: {
    status: 422,
    zh: '请选择准备从事的经营活动。',
    en: 'Please choose the activity that the household will take up.',
  },
  activity_not_permitted: {
    status: 422,
    zh: '「{activity}」不在允许的涉农经营活动之内。',
    en: '“{activity}” is not among the permitted agriculture-based activities.',
  },
  produce_missing: {
    status: 422,
    zh: '请选择要卖的产品（须在县农产品名录内）。',
    en: "Please choose what is sold, from the county's register of produce.",
  },
  produce_not_listed: {
    status: 422,
    zh: '所选产品不在县农产品名录内，或已移出。请重新选择。',
    en: "Something chosen is not in the county's register, or was withdrawn. Choose again.",
  },
  produce_listed: { status: 409, zh: '「{name}」已在名录内。', en: '“{name}” is in the register already.' },
  produce_unknown: { status: 404, zh: '名录里没有这个产品。', en: 'That produce is not in the register.' },
  produce_withdrawn: { status: 409, zh: '这个产品已在 {on} 移出名录。', en: 'It was withdrawn on {on}.' },
  origin_elsewhere: {
    status: 422,
    zh: '产地必须是本县、本县的乡镇或村。',
    en: 'The origin must be the county itself, or a township or village of it.',
  },
  source_missing: {
    status: 422,
    zh: '请写明依据（如地理标志、文件名称）。',
    en: 'Please say what shows that it is local.',
  },
  finding_missing: {
    status: 422,
    zh: '认定须有查实的记录：行为、日期、证据、查实人，缺一不可；传言不算。',
    en: 'Correction needs a substantiated record: conduct, date, evidence and who attests it. A rumour is none.',
  },
  finding_date_invalid: {
    status: 422,
    zh: '查实日期不对，或晚于今天。',
    en: 'The date of the record is no date, or is after today.',
  },
  finding_spent: {
    status: 422,
    zh: '{until} 及以前的记录已经处理过，须有新的查实记录。',
    en: 'Records up to {until} have been dealt with; a new one is needed.',
  },
  supervisor_missing: {
    status: 422,
    zh: '请指定改过期的监督人。',
    en: 'Please name the supervisor of the correction.',
  },
  correction_months_out_of_range: {
    status: 422,
    zh: '改过期为 {least} 至 {most} 个月。',
    en: 'A correction lasts {least} to {most} months.',
  },
  training_missing: { status: 422, zh: '请填写培训课程和举办单位。', en: 'Please name the course and who holds it.' },
  no_correction: {
    status: 409,
    zh: '这一户没有进行中的改过期。',
    en: 'No correction is under way for this household.',
  },
  education_done: { status: 409, zh: '教育已在 {on} 完成。', en: 'The education was already given on {on}.' },
  education_date_invalid: {
    status: 422,
    zh: '教育日期不对：不早于作出决定的那天，也不晚于今天。',
    en: 'The day of the education lies between the decision and today.',
  },
  educator_missing: { status: 422, zh: '请填写由谁进行教育。', en: 'Please say who gave the education.' },
  not_the_supervisor: {
    status: 403,
    zh: '走访由监督人{name}记录。',
    en: 'Check-ins are recorded by the supervisor, {name}.',
  },
  check_in_date_invalid: {
    status: 422,
    zh: '走访日期不对：应在改过期开始之后、今天之前。',
    en: 'The day of the visit must lie between the start and today.',
  },
  note_missing: { status: 422, zh: '请写下走访看到的情况。', en: 'Please note what the visit found.' },
  month_checked: { status: 409, zh: '第 {month} 个月已经走访过。', en: 'Month {month} already has its check-in.' },
  correction_not_over: {
    status: 409,
    zh: '改过期未满（至 {until}），期满才能复核。',
    en: 'The term is not over (until {until}); the review comes after it.',
  },
  extension_out_of_range: {
    status: 422,
    zh: '未通过时，请写明延长 {least} 至 {most} 个月。',
    en: 'When it is not passed, say how many months are added: {least} to {most}.',
  },
  not_decided: {
    status: 409,
    zh: '还没有作出决定，无从申诉。',
    en: 'Nothing has been decided yet, so there is nothing to appeal against.',
  },
  grounds_missing: {
    status: 422,
    zh: '请写明申诉理由（至少 4 个字）。',
    en: 'Please say why (at least 4 characters).',
  },
  on_behalf_missing: {
    status: 422,
    zh: '代为申诉时，请写明是受谁委托。',
    en: 'When filing for somebody, say on whose behalf.',
  },
  appeal_unknown: {
    status: 404,
    zh: '没有找到这份申诉，或不在您的管辖范围内。',
    en: 'That appeal was not found, or is outside your area.',
  },
  appeal_answered: { status: 409, zh: '这份申诉已经答复。', en: 'The appeal has been answered already.' },
  own_decision: {
    status: 403,
    zh: '不能答复针对自己决定的申诉。',
    en: 'Nobody answers an appeal against his own decision.',
  },
  level_too_low: { status: 403, zh: '申诉须由上一级答复。', en: 'An appeal is answered by a higher level.' },
  authority_missing: {
    status: 422,
    zh: '县里作出的决定，请写明上级答复单位和文号。',
    en: 'For a decision of the county, name the higher authority that answered and its letter.',
  },
  credit_code_invalid: { status: 422, zh: '统一社会信用代码「{code}」不对。', en: '“{code}” is no valid credit code.' },
  name_missing: { status: 422, zh: '请填写名称。', en: 'Please give the name.' },
  licence_expired: { status: 422, zh: '营业执照已于 {on} 到期。', en: 'The licence ran out on {on}.' },
  too_few_households: {
    status: 422,
    zh: '带动 {linked} 户，少于 {least} 户。',
    en: 'Linked with {linked} households; {least} are needed.',
  },
} as const satisfies RefusalTable<AdmissionRefusal>;
