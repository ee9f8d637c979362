/** One invented court: no real court, county or district bears such a name or designation. */
export interface CourtRow {
	readonly code: string;
	readonly name: string;
	readonly level: 'basic' | 'intermediate' | 'higher';
	readonly parent: string | null;
	readonly designation: string;
	/** Share of all cases filed here, in percent. */
	readonly share: number;
	/** How often its nodes run late, against the average court; 0 is the clean court. */
	readonly lateness: number;
	readonly handlers: number;
	readonly judges: number;
}

const row = (
	code: string,
	name: string,
	level: CourtRow['level'],
	parent: string | null,
	designation: string,
	[share, lateness, handlers, judges]: readonly [number, number, number, number],
): CourtRow => ({ code, name, level, parent, designation, share, lateness, handlers, judges });

/** The code of the court whose nodes never run out from the day the locks are switched on. */
export const CLEAN_COURT = 'sf-0203';

/** One higher court, two intermediate courts and eight basic courts, all invented. */
export const courtRows: readonly CourtRow[] = [
	row('sf-higher', '示范省高级人民法院', 'higher', null, '示', [0, 0, 2, 2]),
	row('sf-01', '示范市中级人民法院', 'intermediate', 'sf-higher', '示02', [3, 0.7, 4, 2]),
	row('sf-0101', '示范市岚渡区人民法院', 'basic', 'sf-01', '示0201', [20, 0.8, 8, 3]),
	row('sf-0102', '澄岭县人民法院', 'basic', 'sf-01', '示0202', [13, 0.6, 6, 2]),
	row('sf-0103', '禾浦县人民法院', 'basic', 'sf-01', '示0203', [9, 0.9, 5, 2]),
	row('sf-0104', '沐原市人民法院', 'basic', 'sf-01', '示0204', [15, 1.9, 6, 2]),
	row('sf-02', '平川市中级人民法院', 'intermediate', 'sf-higher', '示03', [2, 0.5, 3, 4]),
	row('sf-0201', '平川市砚溪区人民法院', 'basic', 'sf-02', '示0301', [16, 0.8, 7, 2]),
	row('sf-0202', '霁川县人民法院', 'basic', 'sf-02', '示0302', [10, 1.8, 5, 2]),
	row('sf-0203', '云栎县人民法院', 'basic', 'sf-02', '示0303', [5, 0, 3, 2]),
	row('sf-0204', '芷岭市人民法院', 'basic', 'sf-02', '示0304', [7, 0.6, 4, 2]),
];

const lateness: ReadonlyMap<string, number> = new Map(courtRows.map((court) => [court.code, court.lateness]));

/** How often the nodes of a court run late, against the average court. */
export function latenessOf(court: string): number {
	return lateness.get(court) ?? 1;
}
