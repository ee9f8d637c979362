import { publishDaily } from '../../server/flows/publish-daily.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { eventOf, lockedCases, type Site } from './site.ts';

/** One object of each kind at one court, for permission tests. */
export interface Place {
	readonly name: string;
	readonly court: string;
	readonly caseNumber: string;
	readonly handler: string;
	readonly chief?: string;
}

/** Own case of the handler, a colleague's, the sibling court's, the court's above, the top court's. */
export const places: readonly Place[] = [
	{ name: 'own', court: 'dc', caseNumber: '（2026）示0204执1号', handler: 'li' },
	{ name: 'colleague', court: 'dc', caseNumber: '（2026）示0204执2号', handler: 'wang', chief: 'chief' },
	{ name: 'sibling', court: 'xl', caseNumber: '（2026）示0205执1号', handler: 'xl-handler' },
	{ name: 'above', court: 'zy', caseNumber: '（2026）示02执1号', handler: 'zy-handler', chief: 'zy-chief' },
	{ name: 'top', court: 'gy', caseNumber: '（2026）示执1号', handler: 'gy-handler' },
];

/** What stands at a place: ids as the addresses take them. */
export interface Objects {
	readonly place: Place;
	readonly caseId: number;
	readonly node: string;
	readonly lock: string;
	/** The notice that tells of the lock. */
	readonly lockNotice: string;
	/** A withdrawn request, and the one that is on its way. */
	readonly withdrawn: string;
	readonly request: string;
	/** The running step: 0, or 1 where the chief has endorsed. */
	readonly step: number;
	readonly publication: string;
	/** A row of quarantine that is dealt with already, so that trying it again changes nothing. */
	readonly quarantined: number;
	/** A period request that waits for its division chief, and one that was withdrawn. */
	readonly period: string;
	readonly withdrawnPeriod: string;
	/** An exclusion that the court's system has reported. */
	readonly exclusion: string;
}

const id = encodeURIComponent;

async function objectsOf(site: Site, place: Place): Promise<Objects> {
	const { body } = await site.call('GET', `cases?caseNumber=${id(place.caseNumber)}`, { key: 'gy' });
	const caseId = (body.items as readonly { id: number }[])[0]!.id;
	const key = place.caseNumber.replace('（', '(').replace('）', ')');
	const node = `${key}/enf-notice/-/1`;
	const lock = id(`${key}-L1`);
	const ask = (method: string, path: string, as: string, json?: object) => site.call(method, path, { as, ...(json ? { body: json } : {}) });
	const input = { reason: '延误', plan: '补办', newDueOn: { [node]: '2026-03-20' } };
	await ask('POST', `locks/${lock}/requests`, place.handler, input);
	await ask('POST', `unlock-requests/${lock}-R1/withdrawal`, place.handler);
	const filed = await ask('POST', `locks/${lock}/requests`, place.handler, input);
	if (filed.status !== 201) throw new Error(`request at ${place.name}: ${filed.text}`);
	if (place.chief) {
		const endorsed = await ask('POST', `unlock-requests/${lock}-R2/decisions`, place.chief, {
			step: 0,
			verdict: 'approve',
			opinion: '同意',
		});
		if (endorsed.status !== 200) throw new Error(`endorsement at ${place.name}: ${endorsed.text}`);
	}
	const publication = await publishDaily(site.app.context, place.court, '2026-03-12' as CourtDate);
	if (!publication.ok) throw new Error(publication.message);
	const bad = eventOf({ court: place.court, caseNumber: place.caseNumber, type: 'coffee-made', occurredAt: '2026-03-01' });
	await site.call('POST', 'events', { key: 'gy', body: { events: [bad] } });
	const row = await site.store.read.selectFrom('quarantine').select('id').where('event_id', '=', bad.id).executeTakeFirstOrThrow();
	await site.call('POST', `quarantine/${row.id}/dismissal`, { key: 'gy', body: { reason: '测试' } });
	return {
		place,
		caseId,
		node: id(node),
		lock,
		lockNotice: id(`${node}/limit/2026-03-12/L4`),
		withdrawn: `${lock}-R1`,
		request: `${lock}-R2`,
		step: place.chief ? 1 : 0,
		publication: publication.id,
		quarantined: Number(row.id),
		period: id(`${key}-P2`),
		withdrawnPeriod: id(`${key}-P1`),
		exclusion: 'fy-1',
	};
}

/** Ground of the exclusion at a place, in the words of its court's system. */
export const groundAt = (place: Place): string => `评估（${place.name}）`;

/** Two requests for a longer period, one of them withdrawn, and an exclusion: filed before the case is locked. */
async function periodsOf(site: Site, place: Place): Promise<void> {
	const { body } = await site.call('GET', `cases?caseNumber=${id(place.caseNumber)}`, { key: 'gy' });
	const caseId = (body.items as readonly { id: number }[])[0]!.id;
	const key = place.caseNumber.replace('（', '(').replace('）', ')');
	const ask = { ground: 'ext-enforcement', node: 'enf-close', addMonths: 1, documentNo: '延1号', reason: '案情复杂' };
	const file = async (): Promise<void> => {
		const filed = await site.call('POST', `cases/${caseId}/period-requests`, { as: place.handler, body: ask });
		if (filed.status !== 201) throw new Error(`period request at ${place.name}: ${filed.text}`);
	};
	await file();
	await site.call('POST', `period-requests/${id(`${key}-P1`)}/withdrawal`, { as: place.handler });
	await file();
	const { court, caseNumber } = place;
	const data = { exclusionId: 'fy-1', ground: groundAt(place), from: '2026-03-02' };
	// It ends on the day of the filing, which no clock counts: due days stay where other tests expect them.
	await site.send([
		{ court, caseNumber, type: 'exclusion-started', occurredAt: '2026-03-02', data },
		{ court, caseNumber, type: 'exclusion-ended', occurredAt: '2026-03-02', data: { exclusionId: 'fy-1', to: '2026-03-02' } },
	]);
}

/** Sets up one object of each kind at each place. */
export async function openProvince(site: Site): Promise<readonly Objects[]> {
	await lockedCases(site, places, async () => {
		for (const place of places) await periodsOf(site, place);
	});
	const objects: Objects[] = [];
	for (const place of places) objects.push(await objectsOf(site, place));
	return objects;
}
