import type { Court } from '../directory/types.ts';
import { yearOf } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import type { PaperKind } from './paper.ts';

/** The word (代字) of each kind, after that of the court: 「东川县法执通〔2026〕47号」. Each kind of a court counts by itself, from 1 in each year. */
export const numberWords: Readonly<Record<PaperKind, string>> = {
	weekly: '执通',
	monthly: '执析',
	'meeting-pack': '执会',
	'long-pending-pack': '执长',
	'quarterly-problems': '执督',
	'business-pack': '执商',
	campaign: '执专',
};

/** A court's own word in numbers: 东川县法, 示范市中法, 示范省高法. */
export function courtWord(court: Pick<Court, 'name'>): string {
	return court.name
		.replace(/高级人民法院$/, '高法')
		.replace(/中级人民法院$/, '中法')
		.replace(/人民法院$/, '法');
}

/** A number as it is printed, with hexagonal brackets (GB/T 9704); the year is that of the issue. */
export function paperNumber(court: Pick<Court, 'name'>, kind: PaperKind, issuedOn: CourtDate, ordinal: number): string {
	return `${courtWord(court)}${numberWords[kind]}〔${yearOf(issuedOn)}〕${ordinal}号`;
}
