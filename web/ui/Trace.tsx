// A derived figure with its quiet dotted underline: a click shows formula, parts and source rows.
import { Popover } from 'antd';
import { type ReactNode, useState } from 'react';
import { useT } from '../messages/index.tsx';
import { SourceList } from './SourceList.tsx';
import type { SourceRow } from './sources.ts';
import { ErrorPanel, Skeleton } from './states.tsx';
import s from './Trace.module.css';

export interface TraceDetail {
  /** In words and signs: 工资性 + 生产经营性 + 财产性 + 转移性 − 生产经营支出. */
  readonly formula: string;
  /** Each part as shown, signed as it counts. */
  readonly parts: readonly {
    readonly label: string;
    readonly value: string;
    readonly sign?: '+' | '−' | '×' | '÷' | '=';
  }[];
  readonly sources: readonly SourceRow[];
}

export interface TraceProps {
  /** The figure as shown. */
  readonly children: ReactNode;
  /** What the figure is called. */
  readonly label: string;
  /** The trace, or how to fetch it when asked for. */
  readonly trace: TraceDetail | (() => Promise<TraceDetail>);
}

export function Trace({ children, label, trace }: TraceProps) {
  const t = useT();
  const [detail, setDetail] = useState<TraceDetail | null>(typeof trace === 'function' ? null : trace);
  const [failure, setFailure] = useState<unknown>(null);
  const load = () => {
    if (typeof trace !== 'function' || detail) return;
    setFailure(null);
    trace().then(setDetail, setFailure);
  };
  const content = (
    <div className={s.panel}>
      {failure ? (
        <ErrorPanel compact error={failure} onRetry={load} />
      ) : detail ? (
        <Detail detail={detail} />
      ) : (
        <Skeleton lines={5} />
      )}
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title={label}
      content={content}
      onOpenChange={(open) => open && load()}
      destroyOnHidden
    >
      <button type="button" className={s.figure} aria-label={`${label}：${t.ui.trace.open}`}>
        {children}
      </button>
    </Popover>
  );
}

function Detail({ detail }: { detail: TraceDetail }) {
  const t = useT();
  return (
    <>
      <h4 className={s.head}>{t.ui.trace.formula}</h4>
      <p className={s.formula}>{detail.formula}</p>
      <h4 className={s.head}>{t.ui.trace.parts}</h4>
      <table className={s.parts}>
        <tbody>
          {detail.parts.map((part) => (
            <tr key={part.label} className={part.sign === '=' ? s.sum : undefined}>
              <td className={s.sign}>{part.sign ?? ''}</td>
              <th scope="row">{part.label}</th>
              <td className="number">{part.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h4 className={s.head}>{t.ui.trace.sources}</h4>
      <SourceList sources={detail.sources} />
    </>
  );
}
