const most = 3;

/** How wide a text is, in its own type size: a Chinese sign is 1, a letter or digit about half of it. */
export function widthOf(text: string): number {
	let width = 0;
	for (const sign of text) width += sign.codePointAt(0)! < 0x2000 ? 0.52 : 1;
	return width;
}

/**
 * The first findings that there is room for, and the lines that each takes.
 * `width`: signs in a line; `room`: lines in all.
 */
export function fitFindings(findings: readonly string[], width: number, room: number): readonly { text: string; lines: number }[] {
	const fitted: { text: string; lines: number }[] = [];
	let left = room;
	for (const text of findings) {
		// Lines end a sign or two early, where a word or a mark does not part.
		const lines = Math.min(most, Math.max(1, Math.ceil(widthOf(text) / Math.max(1, width - 1.5))));
		if (lines > left) break;
		fitted.push({ text, lines });
		left -= lines;
	}
	return fitted;
}
