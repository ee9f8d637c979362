import type { Court, Directory } from './types.ts';

/** The courts above a court, nearest first. */
export function superiorsOf(directory: Directory, code: string): readonly Court[] {
	const list: Court[] = [];
	let court = directory.courts.get(code);
	while (court?.parent) {
		court = directory.courts.get(court.parent);
		if (!court || list.includes(court)) break;
		list.push(court);
	}
	return list;
}

/** Whether a court is `root` or stands below it. */
export function isWithin(directory: Directory, code: string, root: string): boolean {
	return code === root || superiorsOf(directory, code).some((court) => court.code === root);
}

/** A court and all courts below it, in the order of the court table. */
export function subtreeOf(directory: Directory, root: string): readonly Court[] {
	return [...directory.courts.values()].filter((court) => isWithin(directory, court.code, root)).sort((a, b) => a.position - b.position);
}

/** The nearest court of a level at or above a court. */
export function courtOfLevel(directory: Directory, code: string, level: Court['level']): Court | undefined {
	const own = directory.courts.get(code);
	if (own?.level === level) return own;
	return superiorsOf(directory, code).find((court) => court.level === level);
}

/** The court whose cases carry a designation. */
export function courtByDesignation(directory: Directory, designation: string): Court | undefined {
	for (const court of directory.courts.values()) if (court.designation === designation) return court;
	return undefined;
}
