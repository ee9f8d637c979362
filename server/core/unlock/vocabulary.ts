import type { VocabularyRow } from '../case/vocabulary.ts';

/** What is said on the way of an unlock request beside the decisions themselves. */
export const unlockRows: readonly VocabularyRow[] = [];
