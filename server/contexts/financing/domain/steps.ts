// What the household does next, in plain words and in order.

import { type Fen, formatYuan, ZERO } from '../../../../kernel/money.ts';
import { CHANNELS, type Channel } from './channel.ts';
import { type Purpose, purposeText, type Text } from './purpose.ts';

export interface StepItem {
  readonly purpose: Purpose;
  readonly channel: Channel | null;
  readonly product: Text | null;
  readonly asked: Fen;
  readonly funded: Fen;
  readonly months: number | null;
  readonly evidence: string;
}

export interface StepQuestion {
  readonly outcome: string;
  readonly overdue: boolean;
  readonly items: readonly StepItem[];
  readonly affordable: Fen;
  readonly lowest: { readonly month: string; readonly balance: Fen };
  /** A month that ends with less than this is worth a word. */
  readonly tight: Fen;
}

const LOANS: readonly Channel[] = ['traditional', 'internet', 'ecommerce'];

/** `2026年4月` in a sentence. */
function monthText(month: string): Text {
  const [year = '', number = ''] = month.split('-');
  return { zh: `${year}年${Number(number)}月`, en: month };
}

export function nextSteps({ outcome, overdue, items, affordable, lowest, tight }: StepQuestion): Text[] {
  const steps: Text[] = [];
  if (outcome === 'train_first') {
    steps.push({
      zh: '先报名参加数字或电商培训，结业后请村里重新办理准入。',
      en: 'Sign up for a digital or commerce course; when it is finished, ask the village to look at admission again.',
    });
  }
  if (overdue) steps.push({ zh: '先到银行把逾期的贷款结清。', en: 'Settle the overdue loan at the bank first.' });
  if (items.length === 0) return [...steps, ...emptyHanded(affordable)];
  const borrows = items.some(({ channel, funded }) => channel !== null && LOANS.includes(channel) && funded > ZERO);
  if (borrows) {
    steps.push({
      zh: '签一份征信查询授权书，银行才能看您的信用记录。',
      en: 'Sign the consent to a credit query: without it the bank may not look.',
    });
  }
  for (const item of items) {
    const step = itemStep(item);
    if (step !== null) steps.push(step);
  }
  const nothing = items.every(({ funded }) => funded === ZERO) && items.some(({ asked }) => asked > ZERO);
  if (nothing && affordable === ZERO) return [...steps, ...emptyHanded(ZERO)];
  if (items.some(({ asked, funded }) => funded < asked)) {
    steps.push({
      zh: '没有安排到的部分先缓一缓，等有了收入再办，不要借高利息的钱来补。',
      en: 'Leave what was not arranged until there is income; do not fill it with dear money.',
    });
  }
  if (borrows && lowest.balance < tight) {
    const { zh, en } = monthText(lowest.month);
    steps.push({
      zh: `${zh}手头最紧，预计剩 ${formatYuan(lowest.balance)} 元，提前留好钱。`,
      en: `${en} is the tightest month, with about ${formatYuan(lowest.balance)} yuan left: put money by.`,
    });
  }
  return steps;
}

function emptyHanded(affordable: Fen): Text[] {
  return affordable > ZERO
    ? [
        {
          zh: `想好要办什么、要多少钱、什么时候用，再来做方案；按现在的收支，最多能承受 ${formatYuan(affordable)} 元。`,
          en: `Decide what is needed, how much and when, then come back for a plan; as things stand up to ${formatYuan(affordable)} yuan can be carried.`,
        },
      ]
    : [
        {
          zh: '按现在的收支，借钱会还不上。先和村干部商量就业、产业和保障措施，收入稳了再借。',
          en: 'As things stand a loan could not be repaid. Talk with the village about work, production and cover first.',
        },
      ];
}

function itemStep({ purpose, channel, product, funded, months, evidence }: StepItem): Text | null {
  const what = purposeText(purpose);
  if (channel === 'insurance') {
    return {
      zh: '请村里把您家报到防贫保，保费由县里出，您不用交钱。',
      en: "Ask the village to put you down for the county's insurance: the county pays the premium.",
    };
  }
  if (channel === null || product === null || funded === ZERO) {
    return { zh: `${what.zh}这一项暂时不借。`, en: `${what.en}: nothing is borrowed for now.` };
  }
  const amount = formatYuan(funded);
  if (channel === 'crowdfunding') {
    return {
      zh: `${what.zh}：带上「${evidence}」，到村级服务站发起预售，目标 ${amount} 元；收了钱就要按时发货。`,
      en: `${what.en}: start a presale at the village station with “${evidence}”, for ${amount} yuan; what is paid for must be delivered.`,
    };
  }
  const where = CHANNELS[channel];
  const term = months === null ? { zh: '', en: '' } : { zh: `，期限 ${months} 个月`, en: ` over ${months} months` };
  const place: Text = where.online
    ? { zh: '在手机上或村级服务站', en: 'on the phone or at the village station' }
    : { zh: '到银行网点', en: 'at a bank branch' };
  return {
    zh: `${what.zh}：带上「${evidence}」，${place.zh}申请${product.zh} ${amount} 元${term.zh}。`,
    en: `${what.en}: apply ${place.en} for the ${product.en}, ${amount} yuan${term.en}, with “${evidence}”.`,
  };
}
