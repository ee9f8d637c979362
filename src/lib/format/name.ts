const compoundSurnames = new Set(['欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '司徒', '长孙', '夏侯']);

/** Masks a person's name to the surname: 李晓明 → 李某某, 王刚 → 王某, 欧阳修文 → 欧阳某某. A name already masked stays. */
export function maskName(name: string): string {
	const letters = [...name.trim()];
	if (letters.length === 0) return '某';
	if (letters.length === 1) return `${letters[0]}某`;
	const pair = letters.slice(0, 2).join('');
	const surname = letters.length > 2 && compoundSurnames.has(pair) ? pair : (letters[0] ?? '');
	const given = letters.length - [...surname].length;
	return surname + '某'.repeat(Math.min(2, Math.max(1, given)));
}
