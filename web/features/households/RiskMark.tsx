// A risk level as word and sign: ● high, ◐ medium, ○ low. Never by colour alone.
import { useT } from '../../messages/index.tsx';
import { useCode } from './code.ts';
import s from './RiskMark.module.css';

const SIGN: Readonly<Record<string, string>> = { 高: '●', 中: '◐', 低: '○' };

export function RiskMark({ level, full = false }: { level: string; full?: boolean }) {
  const t = useT();
  const word = useCode()(level);
  return (
    <span className={`${s.mark} ${level === '高' ? s.high : level === '中' ? s.medium : s.low}`}>
      <span aria-hidden="true">{SIGN[level] ?? ''}</span>
      {full ? t.households.page.riskOf(word) : word}
    </span>
  );
}
