// Figure 1 with an invented household whose facts can be supposed otherwise. Development only.
import { useState } from 'react';
import { Figure1 } from '../features/financing/Figure1.tsx';
import type { ChannelId, Figure1Path, OutcomeId } from '../features/financing/figure1.ts';
import type { Figure1Fact } from '../features/financing/WhatIf.tsx';

const FILE = { ableAdults: 2, conduct: '无', onlineUnwilling: false, courses: 1, months: 8 };

export function FigureSample() {
  const [facts, setFacts] = useState(FILE);
  const outcome: OutcomeId =
    facts.ableAdults === 0
      ? 'social_relief'
      : facts.conduct !== '无'
        ? 'correction'
        : facts.onlineUnwilling
          ? 'traditional_only'
          : facts.courses === 0
            ? 'train_first'
            : 'admitted';
  const through = (wanted: ChannelId): ChannelId | null =>
    outcome === 'admitted' ? wanted : outcome === 'traditional_only' ? 'traditional' : null;
  const short = through(facts.months > 12 ? 'traditional' : 'internet');
  const path: Figure1Path = {
    outcome,
    outcomeReason: null,
    gates: {
      labour: {
        fact: '18–65 岁有劳动能力人数',
        value: `${facts.ableAdults} 人`,
        reason: facts.ableAdults
          ? '家里有能干活的成年人，可以往下走。'
          : '家里没有劳动力，由民政部门兜底保障，不安排贷款。',
        clause: '论文 §3.1、§3.3.5',
      },
      conduct: {
        fact: '不良行为记录',
        value: facts.conduct,
        reason: facts.conduct === '无' ? '没有查实的不良行为记录。' : '有查实的记录，先教育，改过期不少于 12 个月。',
        clause: '论文 §3.3.5',
      },
      online: {
        fact: '不愿或不能线上经营',
        value: facts.onlineUnwilling ? '是' : '否',
        reason: facts.onlineUnwilling ? '本户不愿或不能线上经营，走传统渠道，由服务站协助。' : '愿意线上经营。',
        clause: '论文 §3.1',
      },
      skill: {
        fact: '已完成的数字或电商培训',
        value: `${facts.courses} 门`,
        reason: facts.courses ? '学过电商，可以自己操作。' : '有劳动力但没有数字技能，先参加培训。',
        clause: '论文 §3.2(2)',
      },
    },
    needs: [
      {
        id: 'n1',
        purpose: '春茶收购与包装',
        amountFen: 1_800_000,
        neededOn: '2026-04-10',
        monthsOccupied: facts.months,
        channel: short,
        channelReason: {
          fact: '资金占用月数',
          value: `${facts.months} 个月`,
          reason: facts.months > 12 ? '占用超过 12 个月，由传统金融机构贷款。' : '短期周转，线上小额贷款。',
          clause: '论文 §3.1',
        },
        product: short === null ? null : short === 'internet' ? '小额循环贷款' : '防返贫小额信用贷款',
      },
      {
        id: 'n2',
        purpose: '购置制茶设备',
        amountFen: 3_200_000,
        neededOn: '2026-05-01',
        monthsOccupied: 36,
        channel: through('traditional'),
        channelReason: {
          fact: '用途',
          value: '固定资产',
          reason: '固定资产占用时间长，由传统金融机构贷款。',
          clause: '论文 §3.2(4)',
        },
        product: through('traditional') ? '防返贫小额信用贷款' : null,
      },
      {
        id: 'n3',
        purpose: '台风与病害风险',
        amountFen: 20_000,
        neededOn: '2026-06-01',
        monthsOccupied: 12,
        channel: through('insurance'),
        channelReason: {
          fact: '是否风险',
          value: '是',
          reason: '这是风险，不是资金需求，用返贫专项保险分担。',
          clause: '论文 §3.3.1',
        },
        product: outcome === 'admitted' ? '返贫专项保险' : null,
      },
    ],
  };
  const shown: Figure1Fact[] = [
    {
      kind: 'number',
      name: 'ableAdults',
      label: '有劳动能力人数',
      value: facts.ableAdults,
      min: 0,
      max: 6,
      step: 1,
      unit: '人',
      onFile: '2 人',
      supposed: facts.ableAdults !== 2,
    },
    {
      kind: 'choice',
      name: 'conduct',
      label: '不良行为记录',
      value: facts.conduct,
      options: ['无', '懒散', '赌博'].map((value) => ({ value, label: value })),
      onFile: '无',
      supposed: facts.conduct !== '无',
    },
    {
      kind: 'yes_no',
      name: 'onlineUnwilling',
      label: '不愿或不能线上经营',
      value: facts.onlineUnwilling,
      onFile: '否',
      supposed: facts.onlineUnwilling,
    },
    {
      kind: 'number',
      name: 'courses',
      label: '完成的培训',
      value: facts.courses,
      min: 0,
      max: 5,
      step: 1,
      unit: '门',
      onFile: '1 门',
      supposed: facts.courses !== 1,
    },
    {
      kind: 'number',
      name: 'months',
      label: '春茶资金占用',
      value: facts.months,
      min: 1,
      max: 36,
      step: 1,
      unit: '个月',
      onFile: '8 个月',
      supposed: facts.months !== 8,
    },
  ];
  return (
    <Figure1
      path={path}
      facts={shown}
      onFactChange={(name, value) => setFacts({ ...facts, [name]: value })}
      onReset={() => setFacts(FILE)}
    />
  );
}
