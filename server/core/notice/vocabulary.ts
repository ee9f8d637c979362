import type { VocabularyRow } from '../case/vocabulary.ts';

/** What the system and people say about notices and silences. */
export const noticeRows: readonly VocabularyRow[] = [];
