const dayMs = 86_400_000;

/** Number of a civil day, for distances between days. */
export function dayNumber(day: string): number {
	return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

/** The civil day of a number. */
export function dayText(number: number): string {
	return new Date(number * dayMs).toISOString().slice(0, 10);
}

/** Days from one civil day to another. */
export function daysBetween(from: string, to: string): number {
	return dayNumber(to) - dayNumber(from);
}

/** Whether a text is a real civil day. */
export function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && dayText(dayNumber(text)) === text;
}

/** A day in a dense column: 「11-20」, with the year where it is not the present one. */
export function columnDay(day: string, today: string): string {
	return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day;
}
