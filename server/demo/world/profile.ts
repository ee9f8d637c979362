import type { Filing } from './filings.ts';
import type { Random } from './random.ts';
import { causeByClass, causes, companyName, personName } from './words.ts';

/** A party as `case-filed` names it. */
export interface Party {
	readonly id: string;
	readonly role: 'applicant' | 'respondent' | 'plaintiff' | 'defendant';
	readonly name: string;
	readonly kind: 'natural' | 'legal';
}

/** What is known of a case from its papers. */
export interface Profile {
	readonly enterpriseClass?: string;
	readonly cause: string;
	readonly claimFen: number;
	readonly basis: string;
	readonly channel: string;
	readonly parties: readonly Party[];
	readonly tags: readonly string[];
}

const classes: readonly (readonly [string | undefined, number])[] = [
	[undefined, 64],
	['bank', 10],
	['micro', 10],
	['construction', 5],
	['other', 7],
	['micro-loan', 3],
	['green', 1],
];
const bases: readonly (readonly [string, number])[] = [
	['civil', 84],
	['arbitral', 7],
	['admin', 3],
	['criminal-property', 4],
	['notarial', 2],
];
const channels: readonly (readonly [string, number])[] = [
	['onsite', 46],
	['online', 44],
	['cross-region', 4],
	['referral', 6],
];
const tagged: readonly (readonly [string | undefined, number])[] = [
	[undefined, 93],
	['green-channel', 3],
	['party-government', 1],
	['gang-related', 0.5],
	['problem-housing', 1],
	['mass', 1],
	['bankruptcy-transfer', 0.5],
];

const YUAN = 100;

function claimOf(random: Random, filing: Filing, enterprise: boolean): number {
	const upper = filing.court.length === 5 ? 12 : 1;
	const median = (enterprise ? 120_000 : 45_000) * upper;
	return Math.round(random.logNormal(median, 1.05, 1_500, 18_000_000)) * YUAN;
}

function respondents(random: Random, role: Party['role'], enterprise: boolean): Party[] {
	return Array.from(
		{
			length: random.weighted([
				[1, 62],
				[2, 28],
				[3, 10],
			]),
		},
		(_, at) => {
			const legal = random.chance(enterprise ? 0.45 : 0.15);
			const name = legal ? companyName(random, undefined) : personName(random);
			return { id: `p${at + 2}`, role, name, kind: legal ? 'legal' : 'natural' };
		},
	);
}

/** Draws the papers of a case: class, cause, claim, basis, channel, parties. */
export function drawProfile(random: Random, filing: Filing): Profile {
	const civil = filing.type === '民初';
	const enterpriseClass = random.weighted(classes);
	const enterprise = enterpriseClass !== undefined;
	const [first, second] = civil ? (['plaintiff', 'defendant'] as const) : (['applicant', 'respondent'] as const);
	const name = enterprise ? companyName(random, enterpriseClass) : personName(random);
	const tag = random.weighted(tagged);
	return {
		...(enterprise ? { enterpriseClass } : {}),
		cause: causeByClass[enterpriseClass ?? ''] ?? random.weighted(causes),
		claimFen: claimOf(random, filing, enterprise),
		basis: random.weighted(bases),
		channel: random.weighted(channels),
		parties: [{ id: 'p1', role: first, name, kind: enterprise ? 'legal' : 'natural' }, ...respondents(random, second, enterprise)],
		tags: tag === undefined ? [] : [tag],
	};
}
