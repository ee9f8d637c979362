import type { VocabularyRow } from '../case/vocabulary.ts';

/** What the system and people say about the long-pending ladder. */
export const ladderRows: readonly VocabularyRow[] = [];
