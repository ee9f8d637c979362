import type { CitedFigureView } from '../contract/paper-page.ts';

/** What the parts of a paper share on screen. */
export interface PaperKit {
	readonly figures: ReadonlyMap<string, CitedFigureView>;
	/** The figure now explained. */
	readonly chosen: string | undefined;
	readonly onchoose: (figure: CitedFigureView, at: HTMLElement) => void;
	/** Whether figures and case numbers lead to cases: not in the edition for visitors. */
	readonly drills: boolean;
}

/** How figures are counted: every definition once, under the shortest name, as those of units bear the unit's name before. */
export function definitionsOf(figures: readonly CitedFigureView[]): readonly { readonly label: string; readonly definition: string }[] {
	const found = new Map<string, string>();
	for (const { label, definition } of figures) {
		if (definition === undefined) continue;
		const known = found.get(definition);
		if (known === undefined || label.length < known.length) found.set(definition, label);
	}
	return [...found].map(([definition, label]) => ({ label, definition }));
}
