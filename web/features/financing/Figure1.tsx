// Figure 1 of the paper as an interactive diagram (§3.1): need → suitability → channel → product → production and
// sale → repayment. The household's way is lit, each fork bears the fact that decided it, and a supposed fact moves
// the light. Walked with the arrow keys, read as a list, printed as both. Used by officials and farmers alike.
import { useId, useMemo, useState } from 'react';
import { day, yuan } from '../../format.ts';
import { useSharedT } from '../../messages/index.tsx';
import s from './Figure1.module.css';
import { Figure1Diagram } from './Figure1Diagram.tsx';
import { Figure1List } from './Figure1List.tsx';
import { type Figure1Need, type Figure1Path, type NodeId, reasonAt, wayOf } from './figure1.ts';
import { useNodeText } from './nodeText.ts';
import { type Figure1Fact, WhatIf } from './WhatIf.tsx';

export interface Figure1Props {
  /** The household's way, as decided or as supposed. */
  readonly path: Figure1Path;
  /** Facts that may be supposed otherwise; without them there is no what-if. */
  readonly facts?: readonly Figure1Fact[];
  /** A fact is supposed to have `value`; the page asks the server again and hands in the new `path` and `facts`. */
  readonly onFactChange?: (name: string, value: string | number | boolean) => void;
  /** Back to the facts on file. */
  readonly onReset?: () => void;
  /** The new way is being worked out. */
  readonly busy?: boolean;
  /** Begins with the words: on a narrow page with large type the drawing's letters cannot grow. */
  readonly listFirst?: boolean;
}

export function Figure1({ path, facts, onFactChange, onReset, busy = false, listFirst = false }: Figure1Props) {
  const t = useSharedT();
  const words = t.figure1;
  const [needId, setNeedId] = useState<string | null>(null);
  const [asList, setAsList] = useState(listFirst);
  const need = path.needs.find((known) => known.id === needId) ?? path.needs[0] ?? null;
  const way = useMemo(() => wayOf(path, need), [path, need]);
  const [picked, setPicked] = useState<NodeId | null>(null);
  // The end of the way says most, so it is what the detail shows until a node is picked.
  const shown = picked ?? way.at(-1) ?? 'need';
  return (
    <figure className={s.figure} aria-busy={busy}>
      <figcaption className={s.head}>
        <div>
          <h2>{words.title}</h2>
          <p className={s.lead}>{words.lead}</p>
        </div>
        <fieldset className={`${s.views} no-print`}>
          <legend className="sr-only">{words.viewLabel}</legend>
          <button type="button" aria-pressed={!asList} onClick={() => setAsList(false)}>
            {words.asDiagram}
          </button>
          <button type="button" aria-pressed={asList} onClick={() => setAsList(true)}>
            {words.asList}
          </button>
        </fieldset>
      </figcaption>
      {path.needs.length > 1 && <NeedPicker needs={path.needs} chosen={need} onChoose={setNeedId} />}
      {!asList && <Figure1Diagram path={path} need={need} way={way} shown={shown} onPick={setPicked} busy={busy} />}
      <div className={asList ? undefined : s.listBehind}>
        <Figure1List path={path} need={need} way={way} />
      </div>
      <p className={s.caption}>{words.caption}</p>
      {!asList && <NodeDetail path={path} need={need} node={shown} ends={shown === way.at(-1)} />}
      {facts && onFactChange && facts.length > 0 && (
        <WhatIf
          facts={facts}
          onFactChange={(name, value) => {
            // The detail follows the light to its new end.
            setPicked(null);
            onFactChange(name, value);
          }}
          onReset={onReset}
          busy={busy}
        />
      )}
    </figure>
  );
}

function NeedPicker({
  needs,
  chosen,
  onChoose,
}: {
  needs: readonly Figure1Need[];
  chosen: Figure1Need | null;
  onChoose: (id: string) => void;
}) {
  const t = useSharedT();
  const name = useId();
  return (
    <fieldset className={`${s.needs} no-print`}>
      <legend>{t.figure1.needPick}</legend>
      {needs.map((need) => (
        <label key={need.id}>
          <input type="radio" name={name} checked={need === chosen} onChange={() => onChoose(need.id)} />
          <span>
            {need.purpose} <small>{t.figure1.amount(yuan(need.amountFen))}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What stands behind one node: its fact, the sentence, the ground. Announced when it changes. */
function NodeDetail({
  path,
  need,
  node,
  ends,
}: {
  path: Figure1Path;
  need: Figure1Need | null;
  node: NodeId;
  ends: boolean;
}) {
  const t = useSharedT();
  const words = t.figure1;
  const text = useNodeText(path, need)(node);
  const reason = reasonAt(path, need, node);
  const goesOn = node === 'repayment' || node === 'product:insurance';
  // Not stopped: there is only nothing yet that could go on.
  const waits = need === null && (node === 'outcome:admitted' || node === 'outcome:traditional_only');
  return (
    <section className={`${s.detail} no-print`} aria-live="polite">
      <h3>{text.title}</h3>
      {reason ? (
        <>
          <p className={s.reason}>{reason.reason}</p>
          <dl className={s.grounds}>
            <div>
              <dt>{words.decidedBy}</dt>
              <dd>
                {reason.fact}：<strong>{reason.value}</strong>
              </dd>
            </div>
            {reason.clause && (
              <div>
                <dt>{words.source}</dt>
                <dd>{reason.clause}</dd>
              </div>
            )}
          </dl>
        </>
      ) : node === 'need' && need ? (
        <p>
          {need.purpose}，{words.amount(yuan(need.amountFen))}，{words.neededOn(day(need.neededOn))}，
          {words.until(need.monthsOccupied)}
        </p>
      ) : (
        <p>{text.note}</p>
      )}
      {ends && waits && <p>{words.noNeed}</p>}
      {ends && !goesOn && !waits && <p className={s.stops}>{words.stops}</p>}
    </section>
  );
}
