// The one theme (spec 9, "Tokens" and "Type"): antd, ECharts, the light pages and print all read these values.
// vite.config.ts renders `cssVariables()` into a style sheet, so plain CSS and TypeScript can't drift apart.
import type { ThemeConfig } from 'antd';

/** Colours. Every `…Ink` and status colour reads at 4.5 : 1 or better on paper, surface and its own wash. */
export const color = {
  paper: '#FAF8F3',
  surface: '#FFFFFF',
  ink: '#1F2A24',
  quiet: '#5C675F',
  line: '#E4DFD4',
  tea: '#2F6B4F',
  leaf: '#8DB48E',
  persimmon: '#A3570E',
  clay: '#A63D22',
  slate: '#41627E',
  // Derived: a deeper tea for pressed things, washes behind status text, the ruled lines of the paper.
  teaDeep: '#23523C',
  teaWash: '#E9F1EB',
  persimmonWash: '#FAF0E1',
  clayWash: '#F9EAE4',
  slateWash: '#E8EFF5',
  ruled: '#CFC8B8',
  field: '#F3EFE6',
  straw: '#D6A33A',
} as const;

export const fontFamily =
  '"PingFang SC", "HarmonyOS Sans SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
/** Titles and drawer labels borrow the Song face of official notices, from the fonts present. */
export const titleFamily =
  '"Songti SC", "Noto Serif SC", "Source Han Serif SC", "Noto Serif CJK SC", STZhongsong, SimSun, serif';
/** The body of a printed notice (GB/T 9704 in spirit): 仿宋, by the fonts present. */
export const noticeFamily = 'FangSong, STFangsong, "FangSong_GB2312", "Noto Serif SC", "Noto Serif CJK SC", serif';

/** Type sizes in px at the ordinary setting; the large-type switch multiplies all of them. */
export const type = { note: 12, table: 14, text: 16, phone: 18, section: 20, title: 28 } as const;
export const LARGE_TYPE_FACTOR = 1.25;

export const grid = 4;
export const radius = 6;
/** The one soft shadow, for what floats. What lies has a line instead. */
export const floatShadow = '0 2px 6px rgba(31, 42, 36, 0.06), 0 10px 28px rgba(31, 42, 36, 0.12)';
export const motionMs = 140;

/** Chart series in order: apart in lightness as well as in hue, and each also gets its own decal. */
export const series = [color.tea, color.straw, color.slate, color.leaf, color.clay, '#8A7F70'] as const;

const rem = (px: number) => `${px / 16}rem`;

/** The tokens as CSS custom properties, for pages that carry no antd and for print. */
export function cssVariables(): string {
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const lines = [
    ...Object.entries(color).map(([name, value]) => `--${kebab(name)}: ${value};`),
    ...Object.entries(type).map(([name, px]) => `--type-${name}: ${rem(px)};`),
    `--font: ${fontFamily};`,
    `--font-title: ${titleFamily};`,
    `--font-notice: ${noticeFamily};`,
    `--radius: ${radius}px;`,
    `--float: ${floatShadow};`,
    `--motion: ${motionMs}ms;`,
  ];
  return [
    `:root { ${lines.join(' ')} font-size: 16px; }`,
    `:root[data-type="large"] { font-size: ${16 * LARGE_TYPE_FACTOR}px; }`,
    '@media (prefers-reduced-motion: reduce) { :root { --motion: 0ms; } }',
  ].join('\n');
}

/** antd's share of the theme. `large` is the large-type switch; `still` follows prefers-reduced-motion. */
export function antdTheme({ large, still }: { large: boolean; still: boolean }): ThemeConfig {
  const factor = large ? LARGE_TYPE_FACTOR : 1;
  return {
    hashed: false,
    token: {
      colorPrimary: color.tea,
      colorLink: color.tea,
      colorLinkHover: color.teaDeep,
      colorSuccess: color.tea,
      colorWarning: color.persimmon,
      colorError: color.clay,
      colorInfo: color.slate,
      // The washes that status words stand on; antd's own mixtures of these colours are too dark for 4.5 : 1.
      colorSuccessBg: color.teaWash,
      colorWarningBg: color.persimmonWash,
      colorErrorBg: color.clayWash,
      colorInfoBg: color.slateWash,
      colorText: color.ink,
      colorTextSecondary: color.quiet,
      colorTextTertiary: color.quiet,
      colorTextDescription: color.quiet,
      colorTextPlaceholder: '#6F7A72',
      // Switches that are off: 3 : 1 against the sheet, as controls need.
      colorTextQuaternary: '#868E88',
      colorBgLayout: color.paper,
      colorBgBase: color.surface,
      colorBorder: color.ruled,
      colorBorderSecondary: color.line,
      colorSplit: color.line,
      colorFillAlter: color.field,
      controlItemBgActive: color.teaWash,
      controlItemBgHover: color.field,
      fontFamily,
      fontSize: type.table * factor,
      lineHeight: 1.6,
      borderRadius: radius,
      borderRadiusLG: radius,
      borderRadiusSM: grid,
      sizeUnit: grid,
      sizeStep: grid,
      controlHeight: 34 * factor,
      boxShadow: floatShadow,
      boxShadowSecondary: floatShadow,
      boxShadowTertiary: 'none',
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      motion: !still,
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Table: {
        headerBg: color.field,
        headerColor: color.quiet,
        headerSplitColor: 'transparent',
        headerBorderRadius: 0,
        rowHoverBg: '#F6F4EC',
        rowSelectedBg: color.teaWash,
        rowSelectedHoverBg: color.teaWash,
        cellPaddingBlock: 12,
        cellPaddingBlockMD: 8,
        cellPaddingBlockSM: 4,
        borderColor: color.line,
      },
      Tabs: { titleFontSize: 15 * factor, horizontalItemGutter: 28 },
      Tag: { defaultBg: color.field, defaultColor: color.ink },
      Tooltip: { colorBgSpotlight: color.ink },
      Modal: { titleFontSize: 18 * factor },
      Drawer: { footerPaddingBlock: 12 },
    },
  };
}

/** ECharts' share: registered once as `xingnong` by web/charts. Sizes follow the large-type switch. */
export function chartTheme(large: boolean) {
  const factor = large ? LARGE_TYPE_FACTOR : 1;
  const axis = {
    axisLine: { lineStyle: { color: color.ruled } },
    axisTick: { show: false },
    axisLabel: { color: color.quiet, fontSize: type.note * factor },
    splitLine: { lineStyle: { color: color.line } },
    nameTextStyle: { color: color.quiet, fontSize: type.note * factor },
  };
  return {
    color: [...series],
    backgroundColor: 'transparent',
    textStyle: { fontFamily, color: color.ink, fontSize: type.note * factor },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    tooltip: {
      backgroundColor: color.surface,
      borderColor: color.line,
      textStyle: { color: color.ink, fontSize: 13 * factor },
      extraCssText: `box-shadow: ${floatShadow}; border-radius: ${radius}px;`,
    },
  };
}
