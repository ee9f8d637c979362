const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** 「42天14时」; under a day 「9时」, under an hour 「25分」. Negative counts as zero. */
export function formatDuration(ms: number): string {
	const span = Math.max(0, ms);
	const days = Math.floor(span / dayMs);
	const hours = Math.floor((span % dayMs) / hourMs);
	if (days > 0) return `${days}天${hours}时`;
	if (hours > 0) return `${hours}时`;
	return `${Math.floor(span / minuteMs)}分`;
}

/** Age for people: 「不到 1 分钟」「12 分钟」「3 小时」「2 天」. */
export function formatAge(ms: number): string {
	if (ms < minuteMs) return '不到 1 分钟';
	if (ms < hourMs) return `${Math.floor(ms / minuteMs)} 分钟`;
	if (ms < dayMs) return `${Math.floor(ms / hourMs)} 小时`;
	return `${Math.floor(ms / dayMs)} 天`;
}
