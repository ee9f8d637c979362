import type { Paper } from '../../server/core/report/paper.ts';
import { longRows, paperView } from '../../src/lib/desk/fixtures-paper.ts';

// The paper of the gallery, with every kind of block, as it is frozen.

export { longRows };

const frozen = (variant: string): Paper => {
	const { kindName: _kindName, ...paper } = paperView(variant);
	return { ...paper, from: '2026-11-16', to: '2026-11-22' } as Paper;
};

/** A draft: no number, no day of issue. */
export const draftPaper = frozen('draft');
/** The same, issued. */
export const issuedPaper = frozen('issued');
/** Its correction. */
export const correctedPaper = frozen('corrected');
