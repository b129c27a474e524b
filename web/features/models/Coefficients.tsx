// What a model looks at, in names a person understands, and what one understandable step of it does.
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import s from './models.module.css';
import type { LogisticCard, VepCard } from './queries.ts';
import { type Reading, readingOf, times, type Verdict } from './reading.ts';

interface Line {
  readonly feature: string;
  readonly name: string;
  readonly step: string;
  readonly reading: Reading;
  /** VEP only: whether income swings more. */
  readonly variance?: number;
}

/** Clear effects first, the largest first; what can't be told last. */
function sorted(lines: readonly Line[]): Line[] {
  const rank = (verdict: Verdict) => (verdict === 'same' ? 2 : verdict === 'unsure' ? 1 : 0);
  const size = (line: Line) => Math.abs(Math.log(line.reading.ratio || 1));
  return [...lines].sort((a, b) => rank(a.reading.verdict) - rank(b.reading.verdict) || size(b) - size(a));
}

export function LogisticCoefficients({ card }: { card: LogisticCard }) {
  const m = useT().models;
  const language = useLanguage();
  const lines = card.coefficients.map((line) => ({
    feature: line.feature,
    name: line[language],
    step: line.step[language],
    reading: readingOf(line),
  }));
  return (
    <Panel title={m.coefficients.title}>
      <p className={s.lead}>{m.coefficients.lead}</p>
      <Readings
        lines={sorted(lines)}
        ratioHead={m.coefficients.ratio}
        verdicts={{ ...m.coefficients, more: m.coefficients.more, less: m.coefficients.less }}
        riskyAbove
      />
    </Panel>
  );
}

export function VepCoefficients({ card }: { card: VepCard }) {
  const m = useT().models;
  const language = useLanguage();
  const lines = card.coefficients.map((line) => ({
    feature: line.feature,
    name: line[language],
    step: line.step[language],
    reading: readingOf(line),
    variance: line.varies && Math.abs(line.varianceWeight) > 1.96 * line.varianceError ? line.varianceWeight : 0,
  }));
  return (
    <Panel title={m.coefficients.title}>
      <p className={s.lead}>{m.vep.lead}</p>
      <Readings
        lines={sorted(lines)}
        ratioHead={m.vep.ratio}
        verdicts={{ ...m.coefficients, more: m.vep.more, less: m.vep.less }}
        riskyAbove={false}
      />
    </Panel>
  );
}

function Readings({
  lines,
  ratioHead,
  verdicts,
  riskyAbove,
}: {
  lines: readonly Line[];
  ratioHead: string;
  verdicts: Readonly<Record<Verdict, string>>;
  /** Whether a ratio above 1 is bad: odds of relapse, not income. */
  riskyAbove: boolean;
}) {
  const m = useT().models;
  const words = m.coefficients;
  const withVariance = lines.some((line) => line.variance !== undefined);
  const look = (verdict: Verdict) =>
    verdict === 'more' || verdict === 'less' ? ((verdict === 'more') === riskyAbove ? s.more : s.less) : s[verdict];
  return (
    <Sheet
      label={words.title}
      rows={lines}
      rowKey={({ feature }) => feature}
      columns={[
        { key: 'feature', title: words.feature, render: ({ name }) => name },
        { key: 'step', title: words.step, render: ({ step }) => step },
        {
          key: 'ratio',
          title: ratioHead,
          figure: true,
          render: ({ reading }) => (reading.verdict === 'same' ? '—' : words.times(times(reading.ratio))),
        },
        {
          key: 'interval',
          title: words.interval,
          figure: true,
          render: ({ reading }) =>
            reading.verdict === 'same' ? '—' : `${times(reading.low)} – ${times(reading.high)}`,
        },
        {
          key: 'verdict',
          title: words.verdict,
          render: ({ reading }) => (
            <span className={`${s.verdict} ${look(reading.verdict)}`}>{verdicts[reading.verdict]}</span>
          ),
        },
        ...(withVariance
          ? [
              {
                key: 'variance',
                title: m.vep.variance,
                render: ({ variance }: Line) => (
                  <span className={s.verdict}>{variance ? (variance > 0 ? m.vep.wider : m.vep.narrower) : '—'}</span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
