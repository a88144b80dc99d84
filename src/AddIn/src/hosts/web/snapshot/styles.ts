import { BooleanNumber, BorderStyleTypes, HorizontalAlign, VerticalAlign, WrapStrategy, type IBorderStyleData, type IStyleData, type Nullable } from '@univerjs/presets';
import type { Schemas } from '../../../service/client';

type Style = Schemas['SnapshotStyle'];
type Line = Schemas['SnapshotLine'];

const lines: Readonly<Record<string, BorderStyleTypes>> = {
  thin: BorderStyleTypes.THIN, hair: BorderStyleTypes.HAIR, dotted: BorderStyleTypes.DOTTED, dashed: BorderStyleTypes.DASHED, dashDot: BorderStyleTypes.DASH_DOT,
  dashDotDot: BorderStyleTypes.DASH_DOT_DOT, double: BorderStyleTypes.DOUBLE, medium: BorderStyleTypes.MEDIUM, mediumDashed: BorderStyleTypes.MEDIUM_DASHED,
  mediumDashDot: BorderStyleTypes.MEDIUM_DASH_DOT, mediumDashDotDot: BorderStyleTypes.MEDIUM_DASH_DOT_DOT, slantDashDot: BorderStyleTypes.SLANT_DASH_DOT, thick: BorderStyleTypes.THICK,
};
const across: Readonly<Record<string, HorizontalAlign>> = { left: HorizontalAlign.LEFT, center: HorizontalAlign.CENTER, right: HorizontalAlign.RIGHT, justify: HorizontalAlign.JUSTIFIED, distributed: HorizontalAlign.DISTRIBUTED, centerContinuous: HorizontalAlign.CENTER };
const down: Readonly<Record<string, VerticalAlign>> = { top: VerticalAlign.TOP, center: VerticalAlign.MIDDLE, bottom: VerticalAlign.BOTTOM };

const nameOf = <T>(table: Readonly<Record<string, T>>, value: Nullable<T>): string | undefined => Object.keys(table).find((name) => table[name] === value);
const colour = (rgb: string): { rgb: string } => ({ rgb: `#${rgb}` });

/** RRGGBB of a colour as Univer has it: #RGB, #RRGGBB or rgb(…). */
export function hexOf(rgb: Nullable<string>): string | undefined {
  const text = rgb ? rgb.trim() : '';
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  if (short !== null) return short.slice(1).map((digit) => digit + digit).join('').toUpperCase();
  if (/^#[0-9a-f]{6}$/i.test(text)) return text.slice(1).toUpperCase();
  const parts = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})/i.exec(text);
  return parts?.slice(1, 4).map((part) => Math.min(255, Number(part)).toString(16).padStart(2, '0')).join('').toUpperCase();
}

const lineTo = (line: Line): IBorderStyleData => ({ s: lines[line.style] ?? BorderStyleTypes.THIN, cl: colour(line.colour ?? '000000') });

function lineFrom(line: Nullable<IBorderStyleData>): Line | undefined {
  if (!line) return undefined;
  const style = nameOf(lines, line.s);
  if (style === undefined) return undefined;
  const hex = hexOf(line.cl?.rgb);
  return hex === undefined || hex === '000000' ? { style } : { style, colour: hex };
}

export function styleTo(style: Style): IStyleData {
  const borders = { t: style.top, b: style.bottom, l: style.left, r: style.right };
  const drawn = Object.entries(borders).flatMap(([side, line]) => (line === null || line === undefined ? [] : [[side, lineTo(line)] as const]));
  return {
    ...(style.font ? { ff: style.font } : {}), ...(typeof style.size === 'number' ? { fs: style.size } : {}),
    ...(style.bold ? { bl: BooleanNumber.TRUE } : {}), ...(style.italic ? { it: BooleanNumber.TRUE } : {}),
    ...(style.underline ? { ul: { s: BooleanNumber.TRUE } } : {}), ...(style.strike ? { st: { s: BooleanNumber.TRUE } } : {}),
    ...(style.colour ? { cl: colour(style.colour) } : {}), ...(style.fill ? { bg: colour(style.fill) } : {}),
    ...(style.across && across[style.across] !== undefined ? { ht: across[style.across]! } : {}), vt: down[style.down ?? 'bottom'] ?? VerticalAlign.MIDDLE,
    ...(style.wrap ? { tb: WrapStrategy.WRAP } : {}), ...(style.numberFormat ? { n: { pattern: style.numberFormat } } : {}),
    ...(style.rotation === 255 ? { tr: { a: 0, v: BooleanNumber.TRUE } } : style.rotation ? { tr: { a: style.rotation <= 90 ? -style.rotation : style.rotation - 90 } } : {}),
    ...(drawn.length > 0 ? { bd: Object.fromEntries(drawn) } : {}),
  };
}

export function styleFrom(data: Nullable<IStyleData>): Style {
  const { ff, fs, bl, it, ul, st, cl, bg, ht, vt, tb, n, bd, tr } = data || {};
  const horizontal = nameOf(across, ht);
  const vertical = nameOf(down, vt);
  const angle = tr?.v === BooleanNumber.TRUE ? 255 : tr?.a === undefined || tr.a === 0 ? 0 : Math.round(tr.a < 0 ? Math.min(90, -tr.a) : 90 + Math.min(90, tr.a));
  const [text, fill] = [hexOf(cl?.rgb), hexOf(bg?.rgb)];
  const sides = { top: lineFrom(bd?.t), bottom: lineFrom(bd?.b), left: lineFrom(bd?.l), right: lineFrom(bd?.r) };
  return {
    ...(ff ? { font: ff } : {}), ...(typeof fs === 'number' ? { size: fs } : {}),
    ...(bl === BooleanNumber.TRUE ? { bold: true } : {}), ...(it === BooleanNumber.TRUE ? { italic: true } : {}),
    ...(ul?.s === BooleanNumber.TRUE ? { underline: true } : {}), ...(st?.s === BooleanNumber.TRUE ? { strike: true } : {}),
    ...(text === undefined ? {} : { colour: text }), ...(fill === undefined ? {} : { fill }),
    ...(horizontal === undefined ? {} : { across: horizontal }), ...(vertical === undefined || vertical === 'bottom' ? {} : { down: vertical }),
    ...(tb === WrapStrategy.WRAP ? { wrap: true } : {}), ...(angle === 0 ? {} : { rotation: angle }),
    ...Object.fromEntries(Object.entries(sides).filter(([, line]) => line !== undefined)),
    ...(n?.pattern !== undefined && n.pattern !== '' && n.pattern !== 'General' ? { numberFormat: n.pattern } : {}),
  };
}
