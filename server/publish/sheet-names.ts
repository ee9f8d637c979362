/** The most characters that a sheet's name may have. */
const most = 31;

/** Names for sheets: without the signs that workbooks refuse, at most 31 characters, none twice (case does not count), none of those taken. */
export function sheetNames(titles: readonly string[], taken: readonly string[]): readonly string[] {
	const used = new Set(taken.map((name) => name.toLowerCase()));
	return titles.map((title) => {
		const clean = [
			...title
				.replaceAll(/[\\/?*[\]:：'\p{Cc}]/gu, ' ')
				.replaceAll(/\s+/g, ' ')
				.trim(),
		];
		const base = clean.slice(0, most).join('').trim() || '附表';
		let name = base;
		for (let n = 2; used.has(name.toLowerCase()); n += 1) {
			const end = `（${n}）`;
			name = `${[...base].slice(0, most - end.length).join('')}${end}`;
		}
		used.add(name.toLowerCase());
		return name;
	});
}
