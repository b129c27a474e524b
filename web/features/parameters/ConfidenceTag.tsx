// How far a figure can be trusted, in a word; what is not verified stands out as an example.
import { Tooltip } from 'antd';
import { useT } from '../../messages/index.tsx';
import s from './ParametersPage.module.css';
import type { Confidence } from './queries.ts';

export function ConfidenceTag({ code }: { code: Confidence }) {
  const { confidences, confidenceWhy } = useT().parameters;
  return (
    <Tooltip title={confidenceWhy[code]}>
      <span className={code === 'U' ? `${s.tag} ${s.example}` : s.tag}>{confidences[code]}</span>
    </Tooltip>
  );
}
