import { document } from '../document.ts';
import type { AssemblyStage } from './schema.ts';

export type BylawsPageAnswer = { assembly: ({ id: string; stage: AssemblyStage; bylaws: ({ version: number; preset: string; adoptedAt: string; sections: readonly (({ name: string; label: string; rules: readonly (({ path: string; label: string; value: number | null; text: string; min: number | null; max: number | null; unit: string | null; amendable: boolean }))[] }))[] }) }) | null };
export type BylawsPageVariables = { id: string };
export const BylawsPage = document<BylawsPageAnswer, BylawsPageVariables>(
  'BylawsPage',
  'query BylawsPage($id:ID!){assembly(id:$id){id stage bylaws{version preset adoptedAt sections{...RuleSection}}}}fragment RuleSection on BylawSection{name label rules{path label value text min max unit amendable}}',
  '1aad10c732b823c7e97ae03e63146f1f1baaa57c10f7b94914b3ab07cb8ddfc2',
);
