/** How loud a seal's expiry is: past, within 30 days, within 90, calm. */
export function expiryTone(daysToExpiry: number): 'locked' | 'overdue' | 'warned' | 'calm' {
	if (daysToExpiry < 0) return 'locked';
	if (daysToExpiry <= 30) return 'overdue';
	return daysToExpiry <= 90 ? 'warned' : 'calm';
}

/** Words for a seal's expiry, short where the number of the case needs the room; the last day itself is still in force, and far away the month is enough. */
export function expiryWords(daysToExpiry: number, expiresOn: string, short = false): string {
	if (daysToExpiry < 0) return `已届满 ${-daysToExpiry} 天`;
	if (daysToExpiry === 0) return '今日届满';
	if (daysToExpiry <= 90) return short ? `${daysToExpiry} 天届满` : `${daysToExpiry} 天后届满`;
	const [year, month] = expiresOn.split('-');
	return `${year}年${Number(month)}月届满`;
}
