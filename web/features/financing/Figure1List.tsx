// Figure 1 as an ordered list: the same way in words, for screen readers, for small screens by choice, and for print.
import { useSharedT } from '../../messages/index.tsx';
import s from './Figure1.module.css';
import { type Figure1Need, type Figure1Path, type NodeId, reasonAt } from './figure1.ts';
import { useNodeText } from './nodeText.ts';

export function Figure1List({
  path,
  need,
  way,
}: {
  path: Figure1Path;
  need: Figure1Need | null;
  way: readonly NodeId[];
}) {
  const t = useSharedT();
  const text = useNodeText(path, need);
  return (
    <ol className={s.list} aria-label={t.figure1.lit}>
      {way.map((node) => {
        const { title, note } = text(node);
        const reason = reasonAt(path, need, node);
        return (
          <li key={node}>
            <strong>{title}</strong>
            {reason ? (
              <>
                <span>
                  {reason.fact}：{reason.value}。{reason.reason}
                </span>
                {reason.clause && <small>{reason.clause}</small>}
              </>
            ) : (
              note && <span>{note}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
