const weekdays = ['日', '一', '二', '三', '四', '五', '六'];
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Civil date and time of an instant in a court's zone, as numbers' texts. */
export interface CivilParts {
	readonly year: string;
	readonly month: string;
	readonly day: string;
	readonly hour: string;
	readonly minute: string;
	readonly second: string;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
	const known = formatters.get(zone);
	if (known) return known;
	const made = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	});
	formatters.set(zone, made);
	return made;
}

/** Splits an instant (ms or UTC text) into civil parts of the zone. */
export function civilParts(instant: number | string, zone: string): CivilParts {
	const parts: Record<string, string> = {};
	for (const part of formatterOf(zone).formatToParts(new Date(instant))) parts[part.type] = part.value;
	const text = (name: string): string => parts[name] ?? '00';
	return { year: text('year'), month: text('month'), day: text('day'), hour: text('hour'), minute: text('minute'), second: text('second') };
}

/** `2026-10-14` of an instant in the zone. */
export function dayOf(instant: number | string, zone: string): string {
	const { year, month, day } = civilParts(instant, zone);
	return `${year}-${month}-${day}`;
}

/** 「2026年10月14日」 of a day. */
export function formatDay(day: string): string {
	const [year, month, date] = day.split('-');
	return `${year}年${Number(month)}月${Number(date)}日`;
}

/** 「10月14日」 of a day; with the year when it is not the given one. */
export function formatDayShort(day: string, year?: string): string {
	if (year !== undefined && !day.startsWith(year)) return formatDay(day);
	const [, month, date] = day.split('-');
	return `${Number(month)}月${Number(date)}日`;
}

/** 「星期三」 of a day. */
export function formatWeekday(day: string): string {
	return `星期${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]}`;
}

/** 「2026年10月14日 星期三」 of an instant in the zone. */
export function formatCourtDate(instant: number | string, zone: string): string {
	const day = dayOf(instant, zone);
	return `${formatDay(day)} ${formatWeekday(day)}`;
}

/** 「14:32」, or with seconds 「14:32:07」. */
export function formatTime(instant: number | string, zone: string, seconds = false): string {
	const { hour, minute, second } = civilParts(instant, zone);
	return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/** 「14:32」 when the instant is on the same civil day as `now`, else 「10月13日 14:32」. */
export function formatMoment(instant: number | string, now: number, zone: string): string {
	const day = dayOf(instant, zone);
	const today = dayOf(now, zone);
	const time = formatTime(instant, zone);
	return day === today ? time : `${formatDayShort(day, today.slice(0, 4))} ${time}`;
}
