/** Definitions printed under the two public figures; the numbers in them are filled in by the figures themselves. */
export const lobbyDefinitions = {
	openPerJudge: '审判未结案件数除以当日在岗的审判员额法官人数，即每位法官平均正在办理的案件数。',
	openPerJudgeWhole: '全院未结案件数除以当日在岗的员额法官人数，即每位法官平均正在办理的案件数。',
	waitCycle: '近90日内首次开庭的案件，从立案到首次开庭平均等候的天数。',
	mediation: '今年以来诉前调解成功的件数除以诉前调解结束的件数，由立案庭填报。',
} as const;
