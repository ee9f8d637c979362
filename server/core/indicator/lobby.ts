/** Definitions printed under the two public figures; the numbers in them are filled in by the figures themselves. */
export const lobbyDefinitions = {
	openPerJudge: '审判未结案件数除以当日在岗的审判员额法官人数，即每位法官平均正在办理的案件数。',
	openPerJudgeWhole: '全院未结案件数除以当日在岗的员额法官人数，即每位法官平均正在办理的案件数。',
	waitCycle: '近90日内首次开庭的案件，从立案到首次开庭平均等候的天数。',
} as const;

/** A mean rounded to a whole number, or null where there is nothing to divide by. */
export function meanOrNull(total: number, count: number): number | null {
	return count > 0 ? Math.round(total / count) : null;
}
