// The shape of the tea hills on the sign-in page: ridges and rows of bushes as SVG paths. Pure and fixed, so the
// picture is the same on every visit and can be tested.

export interface Ridge {
  /** The ridge line closed to the bottom of the picture. */
  readonly fill: string;
  readonly line: string;
  /** Rows of bushes below the ridge, each a scalloped line, from far to near. */
  readonly rows: readonly string[];
}

type Height = (x: number) => number;

const round = (value: number) => Math.round(value * 10) / 10;

function smooth(height: Height, width: number, step: number): string {
  let path = '';
  for (let x = 0; x <= width; x += step) path += `${x === 0 ? 'M' : 'L'}${x} ${round(height(x))}`;
  return path;
}

/** A row of bushes: small arcs from left to right along `height`. */
function scallops(height: Height, from: number, to: number, bush: number): string {
  let path = `M${round(from)} ${round(height(from))}`;
  for (let x = from + bush; x <= to; x += bush) {
    path += `A${round(bush * 0.56)} ${round(bush * 0.5)} 0 0 1 ${round(x)} ${round(height(x))}`;
  }
  return path;
}

/**
 * One hill: `base` is the mean height of its ridge in px from the top, `swing` how far it rises and falls, `phase`
 * where it starts. Rows follow the ridge and flatten with depth, as terraces do.
 */
export function ridge(
  size: { width: number; height: number },
  hill: { base: number; swing: number; phase: number; rows: number; gap: number; bush: number },
): Ridge {
  const crest: Height = (x) => {
    const t = (x / size.width) * Math.PI * 2;
    return hill.base + hill.swing * (Math.sin(t * 0.8 + hill.phase) * 0.7 + Math.sin(t * 1.9 + hill.phase * 2.3) * 0.3);
  };
  const line = smooth(crest, size.width, 20);
  const rows = Array.from({ length: hill.rows }, (_, index) => {
    const depth = (index + 1) / hill.rows;
    const row: Height = (x) =>
      hill.base + (crest(x) - hill.base) * (1 - depth * 0.75) + hill.gap * (index + 0.8) * (1 + depth * 0.9);
    return scallops(row, -hill.bush * (index % 2 ? 0.5 : 0), size.width + hill.bush, hill.bush * (1 + depth * 0.35));
  });
  return { line, fill: `${line}L${size.width} ${size.height}L0 ${size.height}Z`, rows };
}
