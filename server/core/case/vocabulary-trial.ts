import type { VocabularyRow } from './vocabulary.ts';

/** Event types of the trial catalogue (domain catalogue §2.4), by the pattern of contract §3. */
export const trialRows: Readonly<Record<string, readonly VocabularyRow[]>> = {};
