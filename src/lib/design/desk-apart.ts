/** Rules that mean the desk, by how they begin. */
const ofDesk = '.theme-desk ';
/** Says nothing about how weighty a rule is: only that it stops at a stage. */
const outside = ':where(:not(.stage *))';

function* styleRules(list: CSSRuleList): Generator<CSSStyleRule> {
	for (const rule of list) {
		if (rule instanceof CSSStyleRule) yield rule;
		else if (rule instanceof CSSGroupingRule) yield* styleRules(rule.cssRules);
	}
}

function* rulesOf(sheets: StyleSheetList): Generator<CSSStyleRule> {
	for (const sheet of sheets) {
		try {
			yield* styleRules(sheet.cssRules);
		} catch {
			// A sheet of another origin, such as an extension's, cannot be read and means nobody here.
		}
	}
}

/**
 * Keeps the desk's rules out of the walls that stand in a page of the desk, until the returned function is called: a wall there must
 * look as it does on its screen, and a tile's `.small` is not the desk's.
 */
export function keepDeskApart(document: Document): () => void {
	const kept = new Map<CSSStyleRule, string>();
	for (const rule of rulesOf(document.styleSheets)) {
		const { selectorText } = rule;
		if (!selectorText.includes(ofDesk) || selectorText.includes(outside)) continue;
		kept.set(rule, selectorText);
		rule.selectorText = selectorText
			.split(/,\s*/)
			.map((part) => (part.includes(ofDesk) && !part.includes('::') ? `${part}${outside}` : part))
			.join(', ');
	}
	return () => {
		for (const [rule, selectorText] of kept) rule.selectorText = selectorText;
	};
}
