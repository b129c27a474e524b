// What VEP regresses income on: lasting characteristics of a household, and no part of its income. As with
// RELAPSE_FEATURES, a definition never changes under its name.

import type { Feature } from './features.ts';
import { atMost, isOneOf, ln, members, num, perHead, scaled, square } from './terms.ts';

const unit = { zh: '多 1', en: 'one more', size: 1 };
const yes = { zh: '是', en: 'yes', size: 1 };
const oneInFour = { zh: '四口之家多一人', en: 'one in a family of four', size: 0.25 };
const decades = scaled(num('headAge'), 0.1);

export const INCOME_CHARACTERISTICS: readonly Feature[] = [
  {
    name: 'lnMembers',
    topic: 'dependants',
    zh: '家庭人口数（对数）',
    en: 'Members (log)',
    own: ln(members),
    step: { zh: '人口翻一番', en: 'members doubled', size: Math.LN2 },
  },
  {
    name: 'dependantsPerHead',
    topic: 'dependants',
    zh: '无劳动能力人口占比',
    en: 'Share without labour capacity',
    own: perHead(num('dependants')),
    step: oneInFour,
  },
  {
    name: 'fullLabourPerHead',
    topic: 'labour',
    zh: '普通及技能劳动力占比',
    en: 'Share of full labour',
    own: perHead(num('fullLabour')),
    step: oneInFour,
  },
  {
    name: 'skilledPerHead',
    topic: 'labour',
    zh: '技能劳动力占比',
    en: 'Share of skilled labour',
    own: perHead(num('skilled')),
    step: oneInFour,
  },
  {
    name: 'migrantYearsPerHead',
    topic: 'migration',
    zh: '人均务工年数',
    en: 'Years worked away per head',
    own: scaled(perHead(num('migrantMonths')), 1 / 12),
    step: oneInFour,
  },
  {
    name: 'seriousPerHead',
    topic: 'serious',
    zh: '患大病人数占比',
    en: 'Share seriously ill',
    own: perHead(num('serious')),
    step: oneInFour,
  },
  {
    name: 'chronicPerHead',
    topic: 'chronic',
    zh: '长期慢性病人数占比',
    en: 'Share chronically ill',
    own: perHead(num('chronic')),
    step: oneInFour,
  },
  {
    name: 'disabledPerHead',
    topic: 'disability',
    zh: '残疾人数占比',
    en: 'Share disabled',
    own: perHead(num('disabled')),
    step: oneInFour,
  },
  {
    name: 'nonCompulsoryPerHead',
    topic: 'schooling',
    zh: '非义务教育在校生占比',
    en: 'Share in school beyond compulsory',
    own: perHead(num('nonCompulsoryStudents')),
    step: oneInFour,
  },
  {
    name: 'collegeLabourPerHead',
    topic: 'education',
    zh: '大专及以上劳动力占比',
    en: 'Share of college-educated labour',
    own: perHead(num('collegeEducatedLabour')),
    step: oneInFour,
  },
  {
    name: 'illiteratePerHead',
    topic: 'education',
    zh: '文盲或半文盲占比',
    en: 'Share illiterate',
    own: perHead(num('illiterateAdults')),
    step: oneInFour,
  },
  {
    name: 'headAgeDecades',
    topic: 'head',
    zh: '户主年龄（十年）',
    en: 'Age of head (decades)',
    own: decades,
    step: { zh: '大十岁', en: 'ten years older', size: 1 },
  },
  {
    name: 'headAgeDecadesSquared',
    topic: 'head',
    zh: '户主年龄的平方',
    en: 'Age of head, squared',
    own: square(decades),
    step: unit,
  },
  {
    name: 'teaMu',
    topic: 'farming',
    zh: '茶园面积',
    en: 'Tea land',
    own: atMost(num('teaLand'), 20),
    step: { zh: '多 1 亩', en: 'one mu more', size: 1 },
  },
  {
    name: 'farmMu',
    topic: 'farming',
    zh: '耕地面积',
    en: 'Farmland',
    own: atMost(num('farmLand'), 20),
    step: { zh: '多 1 亩', en: 'one mu more', size: 1 },
  },
  { name: 'hasShop', topic: 'commerce', zh: '开有网店', en: 'Runs an online shop', own: num('shop'), step: yes },
  { name: 'wasPoor', topic: 'oncePoor', zh: '脱贫户', en: 'Once registered poor', own: num('oncePoor'), step: yes },
  {
    name: 'hasRelief',
    topic: 'relief',
    zh: '享受低保或特困供养',
    en: 'On relief',
    own: isOneOf('relief', ['低保', '特困']),
    step: yes,
  },
  {
    name: 'unsafeHousing',
    topic: 'housing',
    zh: 'C、D 级住房',
    en: 'Housing grade C or D',
    own: isOneOf('housingGrade', ['C', 'D']),
    step: yes,
  },
];
