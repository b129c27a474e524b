// The drawing of Figure 1. Lines first, then boxes over them; the lit way is thicker and bears leaves, so it is told
// without colour. One node at a time is in the tab order; arrow keys walk the way.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useSharedT } from '../../messages/index.tsx';
import { useSettings } from '../../settings.ts';
import { LARGE_TYPE_FACTOR } from '../../theme.ts';
import s from './Figure1.module.css';
import {
  type Figure1Need,
  type Figure1Path,
  type Light,
  lightOf,
  type NodeId,
  reasonAt,
  stoppedAt,
} from './figure1.ts';
import { type Box, type Figure1Layout, figure1Layout } from './figure1Layout.ts';
import { useNodeText } from './nodeText.ts';
import { wrap } from './wrap.ts';

export interface Figure1DiagramProps {
  readonly path: Figure1Path;
  readonly need: Figure1Need | null;
  readonly way: readonly NodeId[];
  readonly shown: NodeId;
  readonly onPick: (node: NodeId) => void;
  readonly busy: boolean;
}

/** Lettering of the drawing: each control already says the same in its own label. */
const HIDDEN = true;

const ORDER: Record<Light, number> = { unlit: 0, also: 1, lit: 2 };

export function Figure1Diagram({ path, need, way, shown, onPick, busy }: Figure1DiagramProps) {
  const t = useSharedT();
  const help = useId();
  const { largeType } = useSettings();
  const scale = largeType ? LARGE_TYPE_FACTOR : 1;
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  const layout = figure1Layout(width || 1100, scale);
  const light = lightOf(path, need);
  const text = useNodeText(path, need);
  const walking = way.includes(shown) ? shown : (way[0] ?? 'need');

  const walk = (event: KeyboardEvent) => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : 0;
    const target =
      event.key === 'Home'
        ? way[0]
        : event.key === 'End'
          ? way.at(-1)
          : step
            ? way[way.indexOf(walking) + step]
            : undefined;
    if (target === undefined) return;
    event.preventDefault();
    onPick(target);
    drawing.current?.querySelector<SVGGElement>(`[data-node="${target}"]`)?.focus();
  };

  return (
    <div ref={box} className={`${s.sheet} ${busy ? s.busy : ''}`}>
      <p id={help} className="sr-only">
        {t.figure1.keys}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no fieldset */}
      <svg
        ref={drawing}
        className={s.drawing}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        style={{ maxWidth: layout.width }}
        role="group"
        aria-label={t.figure1.caption}
        aria-describedby={help}
        onKeyDown={walk}
      >
        <Headings layout={layout} scale={scale} />
        {layout.wayBack && (
          <g aria-hidden={HIDDEN} className={light('repayment') === 'lit' ? s.backLit : s.back}>
            <path d={layout.wayBack.path} />
            <text x={layout.wayBack.labelX} y={layout.wayBack.labelY} fontSize={12 * scale} textAnchor="middle">
              {t.figure1.again}
            </text>
          </g>
        )}
        {[...layout.edges]
          .sort((a, b) => ORDER[light(`${a.from}>${a.to}`)] - ORDER[light(`${b.from}>${b.to}`)])
          .map((edge) => (
            <path
              key={`${edge.from}>${edge.to}`}
              d={edge.path}
              className={`${s.edge} ${s[light(`${edge.from}>${edge.to}`)]}`}
            />
          ))}
        {layout.boxes.map((node) => {
          const { title, note } = text(node.id);
          const lit = light(node.id);
          if (node.id.startsWith('product:') && lit === 'unlit') return <EmptyProduct key={node.id} node={node} />;
          const step = way.indexOf(node.id);
          const reason = reasonAt(path, need, node.id);
          const spoken = [
            step >= 0 ? t.figure1.step(step + 1, way.length) : t.figure1.unlit,
            title,
            reason ? `${reason.fact} ${reason.value}` : note,
          ].join('，');
          const props = { node, title, note, lit, scale, here: node.id === shown };
          return (
            // biome-ignore lint/a11y/useSemanticElements: SVG has no button
            <g
              key={node.id}
              data-node={node.id}
              role="button"
              aria-label={spoken}
              aria-pressed={node.id === shown}
              tabIndex={node.id === walking ? 0 : -1}
              className={`${s.node} ${s[lit]} ${node.id === shown ? s.here : ''}`}
              onClick={() => onPick(node.id)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' || event.key === ' ') {
                  event.preventDefault();
                  onPick(node.id);
                }
              }}
            >
              {node.kind === 'gate' ? (
                <Gate {...props} stops={path.outcome !== null && `gate:${stoppedAt(path.outcome)}` === node.id} />
              ) : (
                <BoxNode {...props} />
              )}
            </g>
          );
        })}
        <GateTexts layout={layout} path={path} light={light} scale={scale} />
      </svg>
    </div>
  );
}

function Headings({ layout, scale }: { layout: Figure1Layout; scale: number }) {
  const t = useSharedT();
  return (
    <g aria-hidden={HIDDEN}>
      {layout.headings.map((heading) => (
        <g key={heading.stage}>
          <text x={heading.x} y={heading.y - 6 * scale} className={s.heading} fontSize={14 * scale}>
            {t.figure1.stages[heading.stage]}
          </text>
          <line x1={heading.x} x2={heading.x + heading.width} y1={heading.y} y2={heading.y} className={s.rule} />
        </g>
      ))}
    </g>
  );
}

interface NodeProps {
  readonly node: Box;
  readonly title: string;
  readonly note: string;
  readonly lit: Light;
  readonly scale: number;
}

function BoxNode({ node, title, note, lit, scale }: NodeProps) {
  const size = 14 * scale;
  const small = 12 * scale;
  const room = node.width - 20 * scale;
  const titles = wrap(title, room, size, 2);
  const notes = note
    ? wrap(
        note,
        room,
        small,
        Math.max(1, Math.min(2, Math.floor((node.height - 10 * scale) / (17 * scale)) - titles.length)),
      )
    : [];
  const height = titles.length * 18 * scale + notes.length * 16 * scale;
  const start = node.y + (node.height - height) / 2;
  return (
    <>
      <rect className={s.box} x={node.x} y={node.y} width={node.width} height={node.height} rx={6} />
      {lit === 'lit' && <Leaf x={node.x + 1} y={node.y + 1} scale={scale} />}
      <text className={s.title} fontSize={size} textAnchor="middle">
        {titles.map((line, index) => (
          <tspan key={line} x={node.x + node.width / 2} y={start + (14 + index * 18) * scale}>
            {line}
          </tspan>
        ))}
      </text>
      <text className={s.note} fontSize={small} textAnchor="middle">
        {notes.map((line, index) => (
          <tspan key={line} x={node.x + node.width / 2} y={start + (titles.length * 18 + 12 + index * 16) * scale}>
            {line}
          </tspan>
        ))}
      </text>
    </>
  );
}

/** A small leaf on the corner of what is lit. */
function Leaf({ x, y, scale }: { x: number; y: number; scale: number }) {
  return (
    <path
      className={s.leaf}
      transform={`translate(${x} ${y}) scale(${scale})`}
      d="M-6 3C-8-6-2-11 8-11 9-2 3 4-6 3ZM-6 3C-2-2 1-5 5-8"
    />
  );
}

/** A fork: a round plot with a tick where the way passes and a bar where it stops. */
function Gate({ node, lit, scale, stops }: NodeProps & { stops: boolean }) {
  const x = node.x + node.width / 2;
  const y = node.y + node.height / 2;
  const mark = stops ? 'M-5 0H5' : 'M-5 0.5L-1.5 4L5.5-3.5';
  return (
    <>
      <circle className={stops ? `${s.gate} ${s.stop}` : s.gate} cx={x} cy={y} r={node.width / 2} />
      {lit !== 'unlit' && <path className={s.gateMark} transform={`translate(${x} ${y}) scale(${scale})`} d={mark} />}
    </>
  );
}

function GateTexts({
  layout,
  path,
  light,
  scale,
}: {
  layout: Figure1Layout;
  path: Figure1Path;
  light: (id: string) => Light;
  scale: number;
}) {
  const text = useNodeText(path, null);
  return (
    <g aria-hidden={HIDDEN} pointerEvents="none">
      {layout.gateTexts.map((place) => {
        const { title, note } = text(place.id);
        const lit = light(place.id) !== 'unlit';
        const facts = lit ? wrap(note, place.width, 12 * scale, 2) : [];
        const up = layout.orientation === 'across';
        const first = up ? place.y - facts.length * 16 * scale : place.y + 2 * scale;
        return (
          <g key={place.id} className={lit ? s.lit : s.unlit}>
            <text className={s.title} x={place.x} y={first} fontSize={13 * scale} textAnchor={place.anchor}>
              {title}
            </text>
            <text className={s.fact} fontSize={12 * scale} textAnchor={place.anchor}>
              {facts.map((line, index) => (
                <tspan key={line} x={place.x} y={first + (17 + index * 16) * scale}>
                  {line}
                </tspan>
              ))}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Where a product would stand: a dotted place, no control. */
function EmptyProduct({ node }: { node: Box }) {
  return (
    <rect
      className={s.emptyProduct}
      x={node.x}
      y={node.y}
      width={node.width}
      height={node.height}
      rx={6}
      aria-hidden={HIDDEN}
    />
  );
}
