import { colourNamed, DEFAULT_COLOUR, readableOn, textOn } from './logic/colour.ts';
import { readKept, writeKept } from './offline/storage.ts';

export type Appearance = 'device' | 'light' | 'dark' | 'contrast';

const KEY = 'plenary.appearance';
const GROUNDS = { light: '#f7f2e7', dark: '#14110c', contrast: '#ffffff' } as const;

const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');
let colour = DEFAULT_COLOUR;

export function appearance(): Appearance {
  const kept = readKept(KEY);
  return kept === 'light' || kept === 'dark' || kept === 'contrast' ? kept : 'device';
}

export function setAppearance(choice: Appearance): void {
  writeKept(KEY, choice === 'device' ? null : choice);
  applyTheme();
}

/** Sets the assembly's strong colour by its name; null for the one that pages outside of an assembly have. */
export function setColour(name: string | null): void {
  colour = name === null ? DEFAULT_COLOUR : colourNamed(name);
  applyTheme();
}

export function applyTheme(): void {
  const choice = appearance();
  const theme =
    choice !== 'device' ? choice : contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'light';
  const root = document.documentElement;
  root.dataset.theme = theme;
  // Through the object model, which a content policy without inline styles leaves alone.
  const strong = readableOn(colour, GROUNDS[theme]);
  root.style.setProperty('--strong', strong);
  root.style.setProperty('--on-strong', textOn(strong));
}

dark.addEventListener('change', applyTheme);
contrast.addEventListener('change', applyTheme);
