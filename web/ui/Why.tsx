// 「为什么」: the reason of a decision, in order: plain words, the rule row that fired with the cell lit, source rows.
import { Button } from 'antd';
import { useState } from 'react';
import { useT } from '../messages/index.tsx';
import { DetailDrawer } from './DetailDrawer.tsx';
import { RuleTrace, type RuleTraceProps } from './RuleTrace.tsx';
import { SourceList } from './SourceList.tsx';
import type { SourceRow } from './sources.ts';
import { ErrorPanel, Skeleton } from './states.tsx';
import s from './Why.module.css';

export interface WhyDetail {
  /** Sentences a villager would understand. */
  readonly plain: readonly string[];
  readonly rules: readonly RuleTraceProps[];
  readonly clause?: string | null;
  readonly sources: readonly SourceRow[];
}

export interface WhyProps {
  /** What was decided: 准入结论：先培训. */
  readonly of: string;
  readonly reason: WhyDetail | (() => Promise<WhyDetail>);
}

export function Why({ of, reason }: WhyProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [detail, setDetail] = useState<WhyDetail | null>(typeof reason === 'function' ? null : reason);
  const [failure, setFailure] = useState<unknown>(null);
  const load = () => {
    if (typeof reason !== 'function' || detail) return;
    setFailure(null);
    reason().then(setDetail, setFailure);
  };
  return (
    <>
      <Button
        size="small"
        className={s.button ?? ''}
        aria-label={t.ui.why.of(of)}
        onClick={() => {
          setOpen(true);
          load();
        }}
      >
        {t.ui.why.button}
      </Button>
      <DetailDrawer open={open} title={t.ui.why.of(of)} width={860} onClose={() => setOpen(false)}>
        {failure ? (
          <ErrorPanel error={failure} onRetry={load} />
        ) : detail ? (
          <Reason detail={detail} />
        ) : (
          <Skeleton lines={8} />
        )}
      </DetailDrawer>
    </>
  );
}

/** The reason itself, for pages that show it without a button (print, the farmer's letter). */
export function Reason({ detail }: { detail: WhyDetail }) {
  const t = useT();
  return (
    <div className={s.reason}>
      <section>
        <h3>{t.ui.why.plain}</h3>
        {detail.plain.map((sentence) => (
          <p key={sentence} className={s.plain}>
            {sentence}
          </p>
        ))}
        {detail.clause && (
          <p className={s.clause}>
            {t.ui.why.clause}：{detail.clause}
          </p>
        )}
      </section>
      {detail.rules.length > 0 && (
        <section>
          <h3>{t.ui.why.rule}</h3>
          {detail.rules.map((rule) => (
            <RuleTrace key={rule.name} {...rule} />
          ))}
        </section>
      )}
      <section>
        <h3>{t.ui.why.sources}</h3>
        <SourceList sources={detail.sources} />
      </section>
    </div>
  );
}
