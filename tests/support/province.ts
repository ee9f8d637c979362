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
	/** A withdrawn request, and the one that is on its way. */
	readonly withdrawn: string;
	readonly request: string;
	/** The running step: 0, or 1 where the chief has endorsed. */
	readonly step: number;
	readonly publication: string;
	/** A row of quarantine that is dealt with already, so that trying it again changes nothing. */
	readonly quarantined: number;
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
		withdrawn: `${lock}-R1`,
		request: `${lock}-R2`,
		step: place.chief ? 1 : 0,
		publication: publication.id,
		quarantined: Number(row.id),
	};
}

/** Sets up one object of each kind at each place. */
export async function openProvince(site: Site): Promise<readonly Objects[]> {
	await lockedCases(site, places);
	const objects: Objects[] = [];
	for (const place of places) objects.push(await objectsOf(site, place));
	return objects;
}
