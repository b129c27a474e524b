// A risk level as a small seal: the word says it, the shape and ground only help.
import { useT } from '../../messages/index.tsx';
import s from './LevelTag.module.css';
import { useMonitoringWords } from './words.ts';

const LOOK: Readonly<Record<string, string | undefined>> = { 高: s.high, 中: s.medium, 低: s.low };

export function LevelTag({ level }: { level: string }) {
  const t = useT();
  const words = useMonitoringWords();
  return <span className={`${s.tag} ${LOOK[level] ?? ''}`}>{t.monitoring.levelOf(words.level(level))}</span>;
}
