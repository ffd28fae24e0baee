/**
 * The assembly's one strong colour, made readable: mixed towards ink or paper until it stands out from the
 * ground by at least 4.5 to 1, whatever the assembly chose.
 */
export const DEFAULT_COLOUR = '#b5121b';

/** The colours an assembly can have, by name. Blue-green and orange-red are left out: they are answers. */
const NAMED: Readonly<Record<string, string>> = {
  red: DEFAULT_COLOUR,
  crimson: '#a3123f',
  magenta: '#a01d79',
  purple: '#6b2fa0',
  violet: '#5a32a3',
  blue: '#1f4fb0',
  green: '#2c6b1f',
  brown: '#7a4a16',
  black: '#17140f',
};

/** The colour of a name; one that is not known here is the default. */
export const colourNamed = (name: string): string => NAMED[name] ?? DEFAULT_COLOUR;

export function readableOn(colour: string, ground: string): string {
  const from = parse(colour) ?? parse(DEFAULT_COLOUR)!;
  const under = parse(ground)!;
  const target: Rgb = luminance(under) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let step = 0; step <= 20; step += 1) {
    const mixed = mix(from, target, step / 20);
    if (contrast(mixed, under) >= 4.5) return format(mixed);
  }
  return format(target);
}

/** Black or white, whichever reads better on a colour. */
export function textOn(colour: string): string {
  const under = parse(colour) ?? parse(DEFAULT_COLOUR)!;
  return contrast([255, 255, 255], under) >= contrast([0, 0, 0], under) ? '#ffffff' : '#000000';
}

export function contrastOf(one: string, other: string): number {
  return contrast(parse(one)!, parse(other)!);
}

type Rgb = readonly [number, number, number];

function parse(colour: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (match === null) return null;
  return [Number.parseInt(match[1]!, 16), Number.parseInt(match[2]!, 16), Number.parseInt(match[3]!, 16)];
}

function format(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function mix(from: Rgb, to: Rgb, part: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * part);
  return [at(0), at(1), at(2)];
}

/** Relative luminance and contrast after WCAG 2. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
