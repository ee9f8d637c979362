import type { Store } from '../../server/store/open.ts';
import { secretHash } from '../../server/auth/secrets.ts';
import { screens } from '../../server/store/screens.ts';

/** Twenty basic courts under two intermediate courts under one higher court, as the directory's API takes them. */
export const basicCourts = Array.from({ length: 20 }, (_, index) => `s${String(index + 1).padStart(2, '0')}`);
/** The courts above them: their walls see every event of their subtree. */
export const courtsAbove = ['sz1', 'sz2', 'sg'];

const levelOf = (code: string): 'higher' | 'intermediate' | 'basic' =>
	code === 'sg' ? 'higher' : code.startsWith('sz') ? 'intermediate' : 'basic';
const numberOf = (code: string): number => basicCourts.indexOf(code) + 1;

/** The directory of the bench. */
export const directory = {
	courts: [
		{ code: 'sg', name: '示范省高级人民法院', level: levelOf('sg'), designation: '示', locksFrom: '2026-01-01' },
		...['sz1', 'sz2'].map((code, index) => ({
			code,
			name: `示范${'一二'[index]!}市中级人民法院`,
			level: levelOf(code),
			parent: 'sg',
			designation: `示${String(index + 1).padStart(2, '0')}`,
			locksFrom: '2026-01-01',
		})),
		...basicCourts.map((code) => ({
			code,
			name: `示范${numberOf(code)}区人民法院`,
			level: levelOf(code),
			parent: numberOf(code) <= 10 ? 'sz1' : 'sz2',
			designation: `示${numberOf(code) <= 10 ? '01' : '02'}${String(numberOf(code)).padStart(2, '0')}`,
			locksFrom: '2026-01-01',
		})),
	],
	persons: basicCourts.flatMap((court) =>
		[1, 2, 3, 4].map((n) => ({ code: `${court}-h${n}`, name: `承办人${n}`, court, postJudge: true })),
	),
};

/** A case number of a court. */
export function caseNumberOf(court: string, n: number): string {
	return `（2026）示${numberOf(court) <= 10 ? '01' : '02'}${String(numberOf(court)).padStart(2, '0')}执${n}号`;
}

/** Open cases of every court, some with money, some with a sealed house, some long overdue. */
export function history(casesPerCourt: number): readonly object[] {
	const events: object[] = [];
	for (const court of basicCourts)
		for (let n = 1; n <= casesPerCourt; n += 1) {
			const day = new Date(Date.UTC(2026, 9, 13) - (n % 120) * 86_400_000).toISOString().slice(0, 10);
			const event = (type: string, data: object = {}): void => {
				events.push({
					id: `${court}-${n}-${type}`,
					source: 'bench',
					court,
					caseNumber: caseNumberOf(court, n),
					type,
					occurredAt: day,
					data,
				});
			};
			event('case-filed', { handler: `${court}-h${(n % 4) + 1}`, claimFen: 100_000 + n });
			event('net-query-launched');
			if (n % 3 !== 0) event('notice-issued');
			if (n % 4 === 0) event('money-arrived', { receiptId: `${court}-${n}`, amountFen: 5_000 });
			if (n % 10 === 0)
				event('asset-sealed', { assetId: `${court}-a${n}`, assetKind: 'immovable', rank: 1, effectiveOn: day, expiresOn: '2027-06-01' });
		}
	return events;
}

/** The token of one screen. */
export const tokenOf = (court: string, n: number): string => `scr_bench-${court}-${n}`;

/** Screens as they were paired, each with a token of its own. */
export async function pairScreens(store: Store, perCourt: number): Promise<void> {
	await store.write(async ({ db }) => {
		for (const court of [...basicCourts, ...courtsAbove])
			for (let n = 0; n < perCourt; n += 1)
				await screens.create(db, {
					id: `${court}-${n}`,
					court,
					name: `${court} 屏 ${n}`,
					ceiling: 'internal',
					tokenHash: secretHash(tokenOf(court, n)),
				});
	});
}
