/** Kinds of cases that are enforced, short enough for a wall. */
export const enforcedNames: Readonly<Record<string, string>> = {
	'enforcement-first': '首次执行',
	'enforcement-resumed': '恢复执行',
	preservation: '财产保全执行',
};

/** Ways in which cases end, in the words of the desk. */
export const closeModeNames: Readonly<Record<string, string>> = {
	'fully-performed': '执行完毕',
	'round-ended': '终结本次执行程序',
	ended: '终结执行',
	withdrawn: '销案',
	'not-enforced': '不予执行',
	rejected: '驳回申请',
	judged: '判决',
	mediated: '调解',
	dropped: '撤诉',
	dismissed: '驳回',
	transferred: '移送',
};

/** Marks of cases, in the words of the desk; a mark that a court makes up itself stands as it is. */
export const tagNames: Readonly<Record<string, string>> = {
	'party-government': '涉党政机关',
	'gang-related': '涉黑恶',
	mass: '涉众',
	'illegal-fundraising': '非法集资',
	'problem-housing': '问题楼盘',
	'green-channel': '绿色通道',
	'bankruptcy-transfer': '执转破',
};
