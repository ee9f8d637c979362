import type { VocabularyRow } from './vocabulary.ts';

/** Event types of disposal, money and 终本 (domain catalogue §2.3 E, F, G), by the pattern of contract §3. */
export const disposalRows: Readonly<Record<string, readonly VocabularyRow[]>> = {};
