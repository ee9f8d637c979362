import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveCampaign } from '../../server/store/campaign.ts';
import { saveRectification } from '../../server/store/rectification.ts';
import { screenPictures } from '../../server/store/screen-log.ts';
import { screens } from '../../server/store/screens.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { groundAt, openProvince, places, type Objects } from '../support/province.ts';
import { openSite, type Call, type Site } from '../support/site.ts';

/** Everybody who asks: a person by username, a sibling court's key, nobody. */
const callers = [
	'li',
	'chief',
	'duty',
	'supervisor',
	'approver',
	'higher',
	'trial',
	'admin',
	'key of the sibling court',
	'anonymous',
] as const;
type Caller = (typeof callers)[number];
type Table = Readonly<Record<Caller, string>>;

/** Statuses by place: own case, a colleague's, the sibling court's, the court's above, the top court's. */
const reads: Table = {
	li: '200 404 404 404 404',
	chief: '200 200 404 404 404',
	duty: '200 200 200 200 404',
	supervisor: '200 200 200 200 404',
	approver: '200 200 200 200 404',
	higher: '200 200 200 200 200',
	trial: '200 200 404 404 404',
	admin: '404 404 404 404 404',
	'key of the sibling court': '404 404 200 404 404',
	anonymous: '401 401 401 401 401',
};
const ofTheCourt: Table = { ...reads, li: '200 200 404 404 404' };
/** Readable and forbidden is 403, unreadable is 404: a refusal does not tell what exists. */
const forbidden: Table = {
	li: '403 404 404 404 404',
	chief: '403 403 404 404 404',
	duty: '403 403 403 403 404',
	supervisor: '403 403 403 403 404',
	approver: '403 403 403 403 404',
	higher: '403 403 403 403 403',
	trial: '403 403 404 404 404',
	admin: '404 404 404 404 404',
	'key of the sibling court': '401 401 401 401 401',
	anonymous: '401 401 401 401 401',
};
/** A court's calendar: refused to whoever is no administrator; a notice is nothing for one court, so that nothing is loaded. */
const administration: Table = {
	...(Object.fromEntries(callers.map((caller) => [caller, '403 403 403 403 403'])) as Table),
	admin: '422 422 422 422 422',
	'key of the sibling court': '401 401 401 401 401',
	anonymous: '401 401 401 401 401',
};
/** Rules are read by whoever reads the court's cases and by who keeps its rules. */
const ofRules = (status: number): Table =>
	Object.fromEntries(
		Object.entries({ ...ofTheCourt, admin: '200 200 200 200 200' }).map(([caller, answers]) => [
			caller,
			answers.replaceAll('200', String(status)),
		]),
	) as Table;
const misplaced = ({ place }: Objects) => ({ court: place.court, year: 2026, kind: 'notice', text: '通知', document: '院办通知' });
const quarantine: Table = {
	...{ li: '404 404 404 404 404', chief: '404 404 404 404 404', supervisor: '404 404 404 404 404', approver: '404 404 404 404 404' },
	...{ higher: '404 404 404 404 404', trial: '404 404 404 404 404' },
	duty: '409 409 409 409 404',
	admin: '409 409 409 409 409',
	'key of the sibling court': '404 404 409 404 404',
	anonymous: '401 401 401 401 401',
};

/** A notice of a lock: to the handler, the chief, and the team of the court above; whoever else may read the case is refused. */
const toRecipients = (status: number): Table => ({
	...forbidden,
	li: `${status} 404 404 404 404`,
	chief: `${status} ${status} 404 404 404`,
	supervisor: `${status} ${status} ${status} ${status} 404`,
});
/** 签收 is a person's own: whoever may read a publication may sign for it. */
const signs: Table = {
	...(Object.fromEntries(Object.entries(ofTheCourt).map(([caller, answers]) => [caller, answers.replaceAll('200', '201')])) as Table),
	'key of the sibling court': '401 401 401 401 401',
};
/** Supervision of a court is for those who read the whole court. */
const ofWholeCourts: Table = { ...reads, li: '404 404 404 404 404' };

/** What a court's office alone may do: 审管办 and president of that court. Each is stopped by what is sent. */
const ofTheOffice = (status: number): Table => ({
	...(Object.fromEntries(callers.map((caller) => [caller, '403 403 403 403 403'])) as Table),
	trial: `${status} ${status} 403 403 403`,
	'key of the sibling court': '401 401 401 401 401',
	anonymous: '401 401 401 401 401',
});
/** A campaign of a court above concerns the courts below it. */
const ofCampaigns: Table = {
	...(Object.fromEntries(callers.map((caller) => [caller, '200 200 404 200 200'])) as Table),
	duty: '200 200 200 200 200',
	supervisor: '200 200 200 200 200',
	approver: '200 200 200 200 200',
	higher: '200 200 200 200 200',
	admin: '404 404 404 404 404',
	'key of the sibling court': '404 404 200 200 200',
	anonymous: '401 401 401 401 401',
};

/** Screens of a court are for its duty officers and administrators; to all others there are none. */
const ofScreens = (status: number): Table => ({
	...(Object.fromEntries(callers.map((caller) => [caller, '404 404 404 404 404'])) as Table),
	duty: `${status} ${status} ${status} ${status} 404`,
	admin: `${status} ${status} ${status} ${status} ${status}`,
	'key of the sibling court': '401 401 401 401 401',
	anonymous: '401 401 401 401 401',
});
const onScreen =
	(rest = '') =>
	({ place }: Objects): string =>
		`screens/screen-${place.court}${rest}`;

/** Scenes and playlists of a court are for those who design them: its duty officers, trial management and administrators. */
const ofDesigns = (status: number, refused: number): Table => ({
	...(Object.fromEntries(callers.map((caller) => [caller, Array(5).fill(refused).join(' ')])) as Table),
	duty: `${status} ${status} ${status} ${status} ${refused}`,
	trial: `${status} ${status} ${refused} ${refused} ${refused}`,
	admin: `${status} ${status} ${status} ${status} ${status}`,
	'key of the sibling court': '401 401 401 401 401',
	anonymous: '401 401 401 401 401',
});
const onDesign =
	(rest: string) =>
	({ place }: Objects): string =>
		`${rest}${rest.includes('?') ? '&' : '?'}court=${place.court}`;

/** A court's duty roster: its chief and the duty officers above. */
const ofRoster = (status: number): Table => ({
	...(Object.fromEntries(callers.map((caller) => [caller, '403 403 403 403 403'])) as Table),
	chief: `${status} ${status} 403 403 403`,
	duty: `${status} ${status} ${status} ${status} 403`,
	'key of the sibling court': '401 401 401 401 401',
	anonymous: '401 401 401 401 401',
});

/** Recorded walls: for those who lead and watch, of courts whose wall they see; those who see the wall only are told so. */
const ofPlayback: Table = {
	...(Object.fromEntries(callers.map((caller) => [caller, '404 404 404 404 404'])) as Table),
	li: '403 403 404 404 404',
	...{ chief: '200 200 404 404 404', trial: '200 200 404 404 404', higher: '200 200 200 200 200' },
	...{ duty: '200 200 200 200 404', supervisor: '200 200 200 200 404', approver: '200 200 200 200 404' },
	...{ 'key of the sibling court': '401 401 401 401 401', anonymous: '401 401 401 401 401' },
};

/** A court's lobby: its office, whoever runs the system, and systems by the key of the court. */
const ofLobby = (status: number): Table => ({
	...(Object.fromEntries(callers.map((caller) => [caller, '403 403 403 403 403'])) as Table),
	trial: `${status} ${status} 403 403 403`,
	admin: `${status} ${status} ${status} ${status} ${status}`,
	'key of the sibling court': `403 403 ${status} 403 403`,
	anonymous: '401 401 401 401 401',
});

interface Row {
	readonly path: (objects: Objects) => string;
	readonly body?: (objects: Objects) => object;
	readonly expected: Table;
}

/** Addresses that name one object. Deeds are chosen so that whoever may do them is stopped by the state (409, 422), not by permission. */
const rows: Readonly<Record<string, Row>> = {
	'GET /gate': { path: ({ place }) => `gate?caseNumber=${encodeURIComponent(place.caseNumber)}&action=notice-issued`, expected: reads },
	'GET /cases/{id}': { path: ({ caseId }) => `cases/${caseId}`, expected: reads },
	'GET /cases/{id}/events': { path: ({ caseId }) => `cases/${caseId}/events`, expected: reads },
	'GET /cases/{id}/nodes': { path: ({ caseId }) => `cases/${caseId}/nodes`, expected: reads },
	'GET /nodes/{id}/explanation': { path: ({ node }) => `nodes/${node}/explanation`, expected: reads },
	'GET /locks/{id}': { path: ({ lock }) => `locks/${lock}`, expected: reads },
	'GET /unlock-requests/{id}': { path: ({ request }) => `unlock-requests/${request}`, expected: reads },
	'GET /publications/{id}': { path: ({ publication }) => `publications/${publication}`, expected: ofTheCourt },
	'GET /publications/{id}.docx': { path: ({ publication }) => `publications/${publication}.docx`, expected: ofTheCourt },
	'GET /publications/{id}/check': { path: ({ publication }) => `publications/${publication}/check`, expected: ofTheCourt },
	'GET /publications/{id}/receipts': { path: ({ publication }) => `publications/${publication}/receipts`, expected: ofTheCourt },
	'POST /publications/{id}/receipts': { path: ({ publication }) => `publications/${publication}/receipts`, expected: signs },
	'GET /publications/{id} (now)': { path: ({ place }) => `publications/now:${place.court}`, expected: ofTheCourt },
	'GET /indicators': { path: ({ place }) => `indicators?court=${place.court}`, expected: ofTheCourt },
	'GET /indicators/{code}/cases': { path: ({ place }) => `indicators/enf.close_rate/cases?court=${place.court}`, expected: ofTheCourt },
	'POST /locks': {
		path: () => 'locks',
		body: ({ place }) => ({ caseNumber: place.caseNumber, nodeIds: ['x'], reason: '启用前超期' }),
		expected: { ...forbidden, duty: '422 422 422 422 404' },
	},
	'POST /locks/{id}/requests': {
		path: ({ lock }) => `locks/${lock}/requests`,
		body: () => ({ reason: '延误', plan: '补办', newDueOn: {} }),
		expected: { ...forbidden, li: '409 404 404 404 404', chief: '409 409 404 404 404' },
	},
	'POST /locks/{id}/confirmation': {
		path: ({ lock }) => `locks/${lock}/confirmation`,
		body: () => ({ verdict: 'void' }),
		expected: { ...forbidden, duty: '409 409 409 409 404' },
	},
	'POST /locks/{id}/review': {
		path: ({ lock }) => `locks/${lock}/review`,
		body: () => ({ verdict: 'void', opinion: '核' }),
		// A court above reviews; the top court its own.
		expected: { ...forbidden, supervisor: '409 409 409 403 404', approver: '409 409 409 403 404', higher: '409 409 409 409 409' },
	},
	'POST /unlock-requests/{id}/decisions': {
		path: ({ request }) => `unlock-requests/${request}/decisions`,
		body: ({ step }) => ({ step, verdict: 'approve', opinion: ' ' }),
		// Own and sibling wait for their chiefs, the colleague's for the court above, the court's above for the top.
		expected: { ...forbidden, chief: '422 403 404 404 404', approver: '403 422 403 403 404', higher: '403 403 403 422 403' },
	},
	'GET /locks/{id}/route': { path: ({ lock }) => `locks/${lock}/route`, expected: reads },
	'GET /unlock-requests/{id}/moves': { path: ({ request }) => `unlock-requests/${request}/moves`, expected: reads },
	// To somebody who could not take the step, and without a reason: whoever may is told what is wrong.
	'POST /unlock-requests/{id}/reassignment': {
		path: ({ request }) => `unlock-requests/${request}/reassignment`,
		body: ({ step }) => ({ step, to: 'nobody', reason: '分工' }),
		expected: { ...forbidden, chief: '422 403 404 404 404', approver: '403 422 403 403 404', higher: '403 403 403 422 403' },
	},
	'POST /unlock-requests/{id}/recusal': {
		path: ({ request }) => `unlock-requests/${request}/recusal`,
		body: ({ step }) => ({ step, reason: ' ' }),
		expected: { ...forbidden, chief: '422 403 404 404 404', approver: '403 422 403 403 404', higher: '403 403 403 422 403' },
	},
	'POST /unlock-requests/{id}/urging': {
		path: ({ withdrawn }) => `unlock-requests/${withdrawn}/urging`,
		expected: { ...forbidden, li: '409 404 404 404 404', chief: '409 409 404 404 404' },
	},
	'POST /unlock-requests/{id}/withdrawal': {
		path: ({ withdrawn }) => `unlock-requests/${withdrawn}/withdrawal`,
		expected: { ...forbidden, li: '409 404 404 404 404' },
	},
	'GET /period-requests/{id}': { path: ({ period }) => `period-requests/${period}`, expected: reads },
	'POST /cases/{id}/period-requests': {
		path: ({ caseId }) => `cases/${caseId}/period-requests`,
		body: () => ({ ground: 'pause', from: '2026-03-13', documentNo: '扣1号', reason: '评估' }),
		// Whoever may ask is told that the case is locked.
		expected: { ...forbidden, li: '409 404 404 404 404', chief: '409 409 404 404 404' },
	},
	// Each waits for its division chief, who is none of those who ask here.
	'POST /period-requests/{id}/decisions': {
		path: ({ period }) => `period-requests/${period}/decisions`,
		body: () => ({ step: 0, verdict: 'approve', opinion: ' ' }),
		expected: forbidden,
	},
	'POST /period-requests/{id}/withdrawal': {
		path: ({ withdrawnPeriod }) => `period-requests/${withdrawnPeriod}/withdrawal`,
		expected: { ...forbidden, li: '409 404 404 404 404' },
	},
	'POST /cases/{id}/exclusions/{exclusionId}/end': {
		path: ({ caseId, exclusion }) => `cases/${caseId}/exclusions/${exclusion}/end`,
		body: () => ({ to: '2026-03-01', documentNo: '恢1号' }),
		expected: { ...forbidden, li: '422 404 404 404 404', chief: '422 422 404 404 404', trial: '422 422 404 404 404' },
	},
	'POST /publications': {
		path: () => 'publications',
		body: ({ place }) => ({ kind: 'daily', court: place.court, day: '2026-03-13' }),
		expected: {
			...Object.fromEntries(callers.map((caller) => [caller, '403 403 403 403 403'])),
			trial: '422 422 403 403 403',
			'key of the sibling court': '401 401 401 401 401',
			anonymous: '401 401 401 401 401',
		} as Table,
	},
	'POST /publications/bulletins': {
		path: () => 'publications/bulletins',
		// A day gone by: nothing is issued, but only those who may issue are told so.
		body: ({ place }) => ({ court: place.court, requirement: '逐案核查', replyBy: '2020-01-01' }),
		expected: {
			...Object.fromEntries(callers.map((caller) => [caller, '403 403 403 403 403'])),
			trial: '422 422 403 403 403',
			chief: '422 422 403 403 403',
			duty: '422 422 422 422 403',
			'key of the sibling court': '401 401 401 401 401',
			anonymous: '401 401 401 401 401',
		} as Table,
	},
	'GET /lobby/{court}': { path: ({ place }) => `lobby/${place.court}`, expected: ofLobby(200) },
	'PUT /lobby/{court}': {
		path: ({ place }) => `lobby/${place.court}`,
		body: () => ({ settings: { pages: [], contrast: 'normal', place: '大厅' }, hearings: false }),
		expected: ofLobby(422),
	},
	'PUT /lobby/{court}/texts': {
		path: ({ place }) => `lobby/${place.court}/texts`,
		body: () => ({ guide: { items: [], source: '无' } }),
		expected: ofLobby(422),
	},
	'DELETE /lobby/{court}/texts/{kind}': { path: ({ place }) => `lobby/${place.court}/texts/guide`, expected: ofLobby(200) },
	'POST /lobby/{court}/notices': {
		path: ({ place }) => `lobby/${place.court}/notices`,
		body: () => ({ text: ' ', from: '2026-03-02', to: '2026-03-01' }),
		expected: ofLobby(422),
	},
	'DELETE /lobby/{court}/notices/{id}': { path: ({ place }) => `lobby/${place.court}/notices/none`, expected: ofLobby(404) },
	'GET /demands/{court}': { path: ({ place }) => `demands/${place.court}`, expected: ofRules(200) },
	'PUT /demands/{court}': {
		path: ({ place }) => `demands/${place.court}`,
		body: () => ({ text: 'demands: [' }),
		expected: {
			...Object.fromEntries(callers.map((caller) => [caller, '403 403 403 403 403'])),
			trial: '422 422 403 403 403',
			'key of the sibling court': '401 401 401 401 401',
			anonymous: '401 401 401 401 401',
		} as Table,
	},
	'GET /cycles': { path: ({ place }) => `cycles?court=${place.court}`, expected: ofTheCourt },
	'GET /cycles.csv': { path: ({ place }) => `cycles.csv?court=${place.court}`, expected: ofTheCourt },
	'GET /targets': { path: ({ place }) => `targets?court=${place.court}`, expected: ofTheCourt },
	'PUT /targets': {
		path: () => 'targets',
		body: ({ place }) => ({ court: place.court, year: 2026, document: '考核办法', targets: [] }),
		expected: ofTheOffice(422),
	},
	'PUT /targets/switch': {
		path: () => 'targets/switch',
		body: ({ place }) => ({ court: place.court, year: 2026, document: '没有这份文件', active: false }),
		expected: ofTheOffice(404),
	},
	'GET /quotas': { path: ({ place }) => `quotas?court=${place.court}`, expected: ofTheCourt },
	'PUT /quotas': {
		path: () => 'quotas',
		body: ({ place }) => ({ court: place.court, year: 2026, document: '院务会', cases: {} }),
		expected: ofTheOffice(422),
	},
	'GET /measure-entries': { path: ({ place }) => `measure-entries?court=${place.court}`, expected: ofTheCourt },
	// Whose value it is, is one of the faults of a row: who may not fill it in is told so with 422, like whoever sends a wrong one.
	'PUT /measure-entries': {
		path: () => 'measure-entries',
		body: ({ place }) => ({ rows: [{ measure: 'none', court: place.court, day: '2026-03-01', value: 1, source: '月报' }] }),
		expected: {
			...(Object.fromEntries(callers.map((caller) => [caller, '422 422 422 422 422'])) as Table),
			anonymous: '401 401 401 401 401',
		},
	},
	'PUT /campaigns': {
		path: () => 'campaigns',
		body: ({ place }) => ({ court: place.court, name: '', from: '2026-03-01', to: '2026-04-01', targets: [] }),
		expected: ofTheOffice(422),
	},
	// A campaign of a court is seen by the courts below it, too; its cases only by whoever may read them.
	'GET /campaigns/{id}': { path: ({ place }) => `campaigns/campaign-${place.court}`, expected: ofCampaigns },
	'POST /campaigns/{id}/stop': { path: ({ place }) => `campaigns/campaign-${place.court}/stop`, expected: ofTheOffice(409) },
	'POST /rectifications': {
		path: () => 'rectifications',
		body: ({ place }) => ({ court: place.court, code: 'none', title: '偏低', owner: 'x', dueOn: '2026-04-01', measures: '办' }),
		expected: ofTheOffice(422),
	},
	// Closing is for the office; whoever else is refused, also the owner of the item.
	'POST /rectifications/{id}/moves': {
		path: ({ place }) => `rectifications/rectification-${place.court}/moves`,
		body: () => ({ move: 'close', text: ' ' }),
		expected: ofTheOffice(422),
	},
	'GET /rulebook/diff': { path: ({ place }) => `rulebook/diff?court=${place.court}`, expected: ofRules(200) },
	'POST /rulebook/layers/{court}/preview': {
		path: ({ place }) => `rulebook/layers/${place.court}/preview`,
		body: () => ({ text: 'court: 0' }),
		expected: { ...ofRules(422), 'key of the sibling court': '401 401 401 401 401' },
	},
	'POST /rulebook/back-test': {
		path: () => 'rulebook/back-test',
		body: ({ place }) => ({ court: place.court, text: 'court: 0', from: '2026-01-01', to: '2026-03-01' }),
		expected: { ...ofRules(422), 'key of the sibling court': '401 401 401 401 401' },
	},
	'PUT /rulebook/layers/{court}': {
		path: ({ place }) => `rulebook/layers/${place.court}`,
		body: () => ({ text: 'court: 0' }),
		expected: administration,
	},
	'POST /calendar': { path: () => 'calendar', body: misplaced, expected: administration },
	'POST /calendar/preview': { path: () => 'calendar/preview', body: misplaced, expected: administration },
	'POST /notices/{id}/signature': { path: ({ lockNotice }) => `notices/${lockNotice}/signature`, expected: toRecipients(200) },
	'POST /notices/{id}/answers': {
		path: ({ lockNotice }) => `notices/${lockNotice}/answers`,
		body: () => ({ text: ' ' }),
		expected: toRecipients(422),
	},
	'POST /cases/{id}/silences': {
		path: ({ caseId }) => `cases/${caseId}/silences`,
		body: ({ node }) => ({ nodeId: decodeURIComponent(node), reason: '短', until: '2026-03-20' }),
		expected: { ...forbidden, chief: '422 422 404 404 404', supervisor: '422 422 422 422 404' },
	},
	'GET /supervisor-posts': { path: ({ place }) => `supervisor-posts?court=${place.court}`, expected: ofWholeCourts },
	'GET /weekly': { path: ({ place }) => `weekly?court=${place.court}`, expected: ofWholeCourts },
	'POST /supervisor-posts': {
		path: () => 'supervisor-posts',
		body: ({ place }) => ({ court: place.court, person: 'nobody', node: 'enf-close', from: '2026-03-13' }),
		expected: { ...administration, admin: '403 403 403 403 403', chief: '422 422 403 403 403' },
	},
	'POST /supervisor-posts/{id}/end': {
		path: () => 'supervisor-posts/999/end',
		body: () => ({ to: '2026-03-13' }),
		expected: {
			...(Object.fromEntries(callers.map((caller) => [caller, '404 404 404 404 404'])) as Table),
			...{ 'key of the sibling court': '401 401 401 401 401', anonymous: '401 401 401 401 401' },
		},
	},
	'GET /duty/{court}': {
		path: ({ place }) => `duty/${place.court}`,
		expected: { ...ofTheCourt, 'key of the sibling court': '401 401 401 401 401' },
	},
	'POST /duty/{court}/shifts': {
		path: ({ place }) => `duty/${place.court}/shifts`,
		body: () => ({ day: '2020-01-06', from: '08:30', to: '17:30', person: 'nobody', post: '值班员' }),
		expected: ofRoster(422),
	},
	'POST /duty/{court}/copied-weeks': {
		path: ({ place }) => `duty/${place.court}/copied-weeks`,
		body: () => ({ week: '2020-01-07' }),
		expected: ofRoster(422),
	},
	'POST /duty/{court}/notes': { path: ({ place }) => `duty/${place.court}/notes`, body: () => ({ text: ' ' }), expected: ofRoster(422) },
	'GET /playback/{court}': { path: ({ place }) => `playback/${place.court}?at=2026-03-13T00:00:00Z`, expected: ofPlayback },
	'GET /playback/{court}/minutes': {
		path: ({ place }) => `playback/${place.court}/minutes?from=2026-03-13T00:00:00Z&to=2026-03-13T01:00:00Z`,
		expected: ofPlayback,
	},
	'GET /scenes': { path: onDesign('scenes'), expected: ofDesigns(200, 404) },
	'GET /scenes/{id}': { path: onDesign('scenes/overview'), expected: ofDesigns(200, 404) },
	'GET /scenes/{id}/versions': { path: onDesign('scenes/overview/versions'), expected: ofDesigns(200, 404) },
	'PUT /scenes/{id}': { path: onDesign('scenes/overview'), body: () => ({ data: {}, base: 0 }), expected: ofDesigns(422, 403) },
	'DELETE /scenes/{id}': { path: onDesign('scenes/overview?base=0'), expected: ofDesigns(404, 403) },
	'GET /playlists': { path: onDesign('playlists'), expected: ofDesigns(200, 404) },
	'GET /playlists/{id}': { path: onDesign('playlists/standard'), expected: ofDesigns(200, 404) },
	'GET /playlists/{id}/versions': { path: onDesign('playlists/standard/versions'), expected: ofDesigns(200, 404) },
	'PUT /playlists/{id}': { path: onDesign('playlists/standard'), body: () => ({ data: {}, base: 0 }), expected: ofDesigns(422, 403) },
	'DELETE /playlists/{id}': { path: onDesign('playlists/standard?base=0'), expected: ofDesigns(404, 403) },
	'GET /screens/{id}': { path: onScreen(), expected: ofScreens(200) },
	'GET /screens/{id}/log': { path: onScreen('/log'), expected: ofScreens(200) },
	'GET /screens/{id}/picture': { path: onScreen('/picture'), expected: ofScreens(200) },
	'PATCH /screens/{id}': { path: onScreen(), body: () => ({ name: ' ' }), expected: ofScreens(422) },
	'POST /screens/{id}/commands': { path: onScreen('/commands'), body: () => ({ kind: 'reload' }), expected: ofScreens(200) },
	'POST /screens/{id}/override': {
		path: onScreen('/override'),
		body: () => ({ kind: 'takeover', scene: 'none', title: '通报' }),
		expected: ofScreens(422),
	},
	'DELETE /screens/{id}/override': { path: onScreen('/override'), expected: ofScreens(200) },
	'POST /screens/{id}/message': { path: onScreen('/message'), body: () => ({ text: ' ', minutes: 5 }), expected: ofScreens(422) },
	'DELETE /screens/{id}/message': { path: onScreen('/message'), expected: ofScreens(200) },
	// Revoked already, so that nobody revokes it again.
	'POST /screens/{id}/revocation': { path: ({ place }) => `screens/revoked-${place.court}/revocation`, expected: ofScreens(409) },
	// To whoever manages none of them there is no screen in the court.
	'POST /screen-batches': {
		path: () => 'screen-batches',
		body: ({ place }) => ({ court: place.court, deed: { kind: 'clear-message' } }),
		expected: Object.fromEntries(
			Object.entries(ofScreens(200)).map(([caller, answers]) => [caller, answers.replaceAll('404', '422')]),
		) as Table,
	},
	'POST /quarantine/{id}/retry': { path: ({ quarantined }) => `quarantine/${quarantined}/retry`, expected: quarantine },
	'POST /quarantine/{id}/dismissal': {
		path: ({ quarantined }) => `quarantine/${quarantined}/dismissal`,
		body: () => ({ reason: '测试' }),
		expected: quarantine,
	},
};

type Lists = Readonly<Record<Caller, string>>;
const listed: Lists = {
	li: 'own',
	chief: 'own colleague',
	duty: 'own colleague sibling above',
	supervisor: 'own colleague sibling above',
	approver: 'own colleague sibling above',
	higher: 'own colleague sibling above top',
	trial: 'own colleague',
	admin: '',
	'key of the sibling court': 'sibling',
	anonymous: '401',
};
const nowhere: Lists = { ...(Object.fromEntries(callers.map((caller) => [caller, ''])) as Lists), anonymous: '401' };

/** Addresses that list: which places' objects are among the answer, told by a mark that only that place has. */
const lists: Readonly<Record<string, { readonly path: string; readonly mark: (objects: Objects) => string; readonly expected: Lists }>> = {
	'GET /cases': { path: 'cases', mark: ({ place }) => place.caseNumber, expected: listed },
	'GET /nodes': { path: 'nodes?phase=locked', mark: ({ place }) => place.caseNumber, expected: listed },
	'GET /lock-register': { path: 'lock-register', mark: ({ place }) => place.caseNumber, expected: listed },
	'GET /locks': { path: 'locks', mark: ({ place }) => place.caseNumber, expected: { ...listed } },
	'GET /unlock-requests': { path: 'unlock-requests?box=done', mark: ({ place }) => place.caseNumber, expected: listed },
	'GET /unlock-requests (inbox)': {
		path: 'unlock-requests?box=inbox',
		mark: ({ place }) => place.caseNumber,
		expected: { ...nowhere, chief: 'own', approver: 'colleague', higher: 'above' },
	},
	'GET /publications': { path: 'publications', mark: ({ publication }) => publication, expected: { ...listed, li: 'own colleague' } },
	'GET /campaigns': {
		path: 'campaigns',
		mark: ({ place }) => `"id":"campaign-${place.court}"`,
		expected: {
			...(Object.fromEntries(callers.map((caller) => [caller, 'own colleague sibling above top'])) as Lists),
			...{ li: 'own colleague above top', chief: 'own colleague above top', trial: 'own colleague above top' },
			...{ admin: '404', 'key of the sibling court': 'sibling above top', anonymous: '401' },
		},
	},
	// A handler sees the own ones; these are owned by the handlers of the places.
	'GET /rectifications': {
		path: 'rectifications',
		mark: ({ place }) => `"id":"rectification-${place.court}"`,
		expected: { ...listed, li: 'own colleague', admin: '404' },
	},
	'GET /period-requests': { path: 'period-requests?box=sent', mark: ({ place }) => place.caseNumber, expected: listed },
	'GET /period-requests (inbox)': { path: 'period-requests?box=inbox', mark: ({ place }) => place.caseNumber, expected: nowhere },
	'GET /notices': { path: 'notices?box=court&state=all&limit=500', mark: ({ place }) => place.caseNumber, expected: listed },
	'GET /notices (mine)': {
		path: 'notices?state=all&limit=500',
		mark: ({ place }) => place.caseNumber,
		expected: {
			...nowhere,
			...{ li: 'own', chief: 'own colleague', supervisor: 'own colleague sibling above', 'key of the sibling court': 'sibling' },
			// What nobody can take is told to the administrators of the top court (server/decisions/0008).
			admin: 'top',
		},
	},
	// Nothing is explained here; what it lists is held by the tests of silences.
	'GET /silences': { path: 'silences', mark: ({ place }) => place.caseNumber, expected: nowhere },
	'GET /supervised-cases': { path: 'supervised-cases', mark: ({ place }) => place.caseNumber, expected: listed },
	'GET /deductions': { path: 'deductions', mark: ({ place }) => groundAt(place), expected: listed },
	// No period for closing has run out yet; what it lists is held by the tests of period changes.
	'GET /hidden-overdue': { path: 'hidden-overdue', mark: ({ place }) => place.caseNumber, expected: nowhere },
	'GET /quarantine': {
		path: 'quarantine?state=resolved',
		mark: ({ place }) => place.caseNumber,
		expected: {
			...nowhere,
			duty: 'own colleague sibling above',
			admin: 'own colleague sibling above top',
			'key of the sibling court': 'sibling',
		},
	},
	// No layer is loaded here; the tests of layers load some.
	'GET /rulebook/layers': { path: 'rulebook/layers', mark: ({ place }) => `"court":"${place.court}"`, expected: nowhere },
	// Loaded in `beforeAll`; it moves a deadline of every case. Administrators of the calendar read no cases.
	'GET /calendar/sources/{seq}/moved': { path: 'calendar/sources/1/moved', mark: ({ place }) => place.caseNumber, expected: listed },
	'GET /screens': {
		path: 'screens',
		mark: ({ place }) => `"id":"screen-${place.court}"`,
		expected: {
			...nowhere,
			...{ duty: 'own colleague sibling above', admin: 'own colleague sibling above top', 'key of the sibling court': '401' },
		},
	},
	'GET /directory': {
		path: 'directory',
		mark: ({ place }) => `"court":"${place.court}"`,
		expected: { ...listed, li: 'own colleague', admin: 'own colleague sibling above top' },
	},
};

/** Addresses without an object: one status for each caller. */
const people = callers.slice(0, 8);
const statuses = (status: number, others: Partial<Record<Caller, number>> = {}): Readonly<Record<Caller, number>> => ({
	...(Object.fromEntries(callers.map((caller) => [caller, status])) as Record<Caller, number>),
	...others,
});
const ownPhrases = (status: number) => statuses(status, { 'key of the sibling court': 401, anonymous: 401 });
const plain: Readonly<Record<string, { readonly body?: object; readonly expected: Readonly<Record<Caller, number>> }>> = {
	'POST /events': { body: { events: [] }, expected: statuses(401, { 'key of the sibling court': 200 }) },
	'PUT /directory': { body: {}, expected: statuses(401, { 'key of the sibling court': 200 }) },
	'POST /unlock-requests/decisions': {
		body: { items: [{ id: 'x-L1-R1', step: 0, verdict: 'approve', opinion: '同意' }] },
		expected: statuses(200, { 'key of the sibling court': 401, anonymous: 401 }),
	},
	'GET /lock-statistics': { expected: statuses(200, { anonymous: 401 }) },
	'GET /webhooks': { expected: statuses(200, { 'key of the sibling court': 401, anonymous: 401 }) },
	'POST /webhooks': {
		body: { court: 'dc', url: 'ftp://x/', types: ['case-locked'] },
		expected: statuses(403, { admin: 422, 'key of the sibling court': 401, anonymous: 401 }),
	},
	'GET /absences': { expected: statuses(200, { 'key of the sibling court': 401, anonymous: 401 }) },
	'POST /absences': {
		body: { from: '2020-01-01', reason: '培训' },
		expected: statuses(422, { 'key of the sibling court': 401, anonymous: 401 }),
	},
	'DELETE /duty-shifts/{id}': { expected: statuses(404, { 'key of the sibling court': 401, anonymous: 401 }) },
	'POST /duty-shifts/{id}/sign-in': { expected: statuses(404, { 'key of the sibling court': 401, anonymous: 401 }) },
	'POST /handover-notes/{id}/settlement': { expected: statuses(404, { 'key of the sibling court': 401, anonymous: 401 }) },
	'POST /absences/{id}/end': { expected: statuses(404, { 'key of the sibling court': 401, anonymous: 401 }) },
	'POST /notices/signatures': { body: { ids: ['none'] }, expected: statuses(404, { 'key of the sibling court': 401, anonymous: 401 }) },
	'POST /silences/{id}/end': { expected: statuses(404, { 'key of the sibling court': 401, anonymous: 401 }) },
	'POST /weekly-reviews': {
		body: { unit: 'none', week: '2026-03-02', note: '核' },
		expected: statuses(404, { 'key of the sibling court': 401, anonymous: 401 }),
	},
	'GET /period-grounds': { expected: statuses(200, { anonymous: 401 }) },
	// A person's own; another's answers as if there were none.
	'GET /phrases': { expected: ownPhrases(200) },
	'GET /publication-drafts': { expected: ownPhrases(200) },
	'GET /publication-runs': { expected: ownPhrases(200) },
	'POST /phrases': { body: { use: 'approve', text: ' ' }, expected: ownPhrases(422) },
	'POST /clock/confirmation': { expected: statuses(403, { duty: 204, admin: 204, 'key of the sibling court': 401, anonymous: 401 }) },
	'GET /rulebook': { expected: statuses(200, { anonymous: 401 }) },
	'GET /event-types': { expected: statuses(200) },
	// A device that asks to be paired is nobody yet; codes are tried by those who manage screens.
	'POST /screen-pairings': { body: { width: 1, height: 1 }, expected: statuses(201) },
	'POST /screen-pairings/{id}/collection': { body: { secret: 'x' }, expected: statuses(404) },
	'GET /screen-pairings': { expected: statuses(403, { duty: 200, admin: 200, 'key of the sibling court': 401, anonymous: 401 }) },
	'POST /screen-pairings/approval': {
		body: { code: 'AAAA', record: 'screen-dc' },
		expected: statuses(403, { duty: 422, admin: 422, 'key of the sibling court': 401, anonymous: 401 }),
	},
	'POST /screen-pairings/{id}/refusal': {
		expected: statuses(403, { duty: 404, admin: 404, 'key of the sibling court': 401, anonymous: 401 }),
	},
	'POST /screen/picture': { expected: statuses(401) },
	'GET /calendar': { expected: statuses(200, { anonymous: 401 }) },
	'GET /calendar/sources': { expected: statuses(200, { anonymous: 401 }) },
	'GET /clock': { expected: statuses(200) },
	'POST /sign-in': { body: { username: 'li', password: 'wrong' }, expected: statuses(401) },
};
/** Ends the caller's own sign-in; documents and phrases by who owns them, webhooks by who manages them; the ladder,
 *  silent cases, sealed immovables and orders have no object in every court: each is held by tests of its own (ladder, orders). */
const elsewhere = [
	...['GET /long-pending', 'GET /long-pending/monthly', 'GET /long-pending/monthly.csv', 'POST /long-pending/{id}/receipt'],
	...['POST /long-pending/{id}/plan', 'POST /long-pending/{id}/reviews', 'GET /silent-cases', 'GET /overtaken-cases'],
	...['GET /sealed-immovables', 'GET /sealed-immovables.csv', 'GET /orders', 'POST /orders', 'GET /orders/{id}', 'POST /orders/{id}/moves'],
	...['DELETE /sign-in', 'POST /documents', 'GET /documents/{id}', 'DELETE /documents/{id}'],
	...['POST /phrases/{id}/move', 'DELETE /phrases/{id}'],
	// There are no papers here; the tests of papers make some.
	...['GET /publications/{id}.xlsx', 'GET /publications/{id}.html', 'GET /publications/{id}.pdf', 'GET /publications/{id}/diff'],
	...['POST /publications/{id}/corrections', 'GET /publication-drafts/{id}', 'PUT /publication-drafts/{id}/slots'],
	...['POST /publication-drafts/{id}/review', 'POST /publication-drafts/{id}/return', 'POST /publication-drafts/{id}/drop'],
	'POST /publication-drafts/{id}/issue',
	...['POST /webhooks/{id}/suspension', 'GET /webhooks/{id}/deliveries', 'POST /webhooks/{id}/deliveries/{seq}/resend'],
];

/** One campaign, one rectification and two screens for each court; the campaign is over, so that nobody can stop it again. */
async function openOffice(site: Site, province: readonly Objects[]): Promise<void> {
	const at = '2026-03-01T09:00:00.000+08:00' as Instant;
	const [from, to] = ['2026-02-01' as CourtDate, '2026-02-10' as CourtDate];
	const owners = new Map(province.map(({ place }) => [place.court, place.handler] as const).reverse());
	await site.store.write(async ({ db }) => {
		for (const [court, owner] of owners) {
			await saveCampaign(db, {
				id: `campaign-${court}`,
				court,
				name: '专项',
				from,
				to,
				filter: {},
				targets: [],
				stopped: false,
				by: 'x',
				at,
			});
			for (const [kind, state] of [
				['screen', 'approved'],
				['revoked', 'revoked'],
			] as const)
				await screens.create(db, { id: `${kind}-${court}`, court, name: '屏', ceiling: 'internal', tokenHash: `${kind}-${court}`, state });
			await screenPictures.keep(db, `screen-${court}`, { takenAt: at, mediaType: 'image/png', bytes: new Uint8Array([1]) });
			const item = { id: `rectification-${court}`, court, code: 'enf.close_rate', title: '偏低', foundOn: from, dueOn: to };
			const kept = { owner, measures: '办', state: 'open', createdBy: 'x', createdAt: at, steps: [] } as const;
			await saveRectification(db, { ...item, ...kept });
		}
	});
}

describe('who may do what, address by address', () => {
	let site: Site;
	let province: readonly Objects[];
	beforeAll(async () => {
		site = await openSite();
		province = await openProvince(site);
		await openOffice(site, province);
		// The cases end after six months, on a Wednesday that is made a holiday here.
		const file = JSON.parse(readFileSync(new URL('../data/holiday-cn/2026.json', import.meta.url), 'utf8')) as { days: object[] };
		file.days.push({ name: '更正', date: '2026-09-02', isOffDay: true });
		const body = { year: 2026, kind: 'holiday-cn', text: JSON.stringify(file), document: '更正通知' };
		const loaded = await site.call('POST', 'calendar', { as: 'admin', body });
		expect(loaded).toMatchObject({ status: 201, body: { seq: 1 } });
	});
	afterAll(() => site.close());

	const callOf = (caller: Caller): Call =>
		caller === 'anonymous' ? {} : caller === 'key of the sibling court' ? { key: 'xl' } : { as: caller };

	it('has a row for every address of the OpenAPI document', async () => {
		const { paths } = (await site.call('GET', 'openapi.json')).body as { paths: Record<string, object> };
		const routes = Object.entries(paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
		);
		const known = new Set(
			[...Object.keys(rows), ...Object.keys(lists), ...Object.keys(plain), ...elsewhere].map((name) => name.replace(/ \(.*$/, '')),
		);
		expect(routes.filter((route) => !known.has(route))).toEqual([]);
		expect([...known].filter((name) => !routes.includes(name))).toEqual([]);
	});

	it.each(Object.entries(rows))('%s', async (name, { path, body, expected }) => {
		const actual: Record<string, string> = {};
		for (const caller of callers) {
			const answers: number[] = [];
			for (const objects of province) {
				const answer = await site.call(name.split(' ')[0]!, path(objects), { ...callOf(caller), ...(body ? { body: body(objects) } : {}) });
				answers.push(answer.status);
				if (answer.status >= 400) expect(answer.text).not.toMatch(new RegExp(`\\b${objects.place.handler}\\b`));
			}
			actual[caller] = answers.join(' ');
		}
		expect(actual).toEqual(expected);
	});

	it.each(Object.entries(lists))('%s', async (name, { path, mark, expected }) => {
		const actual: Record<string, string> = {};
		for (const caller of callers) {
			const answer = await site.call(name.split(' ')[0]!, path, callOf(caller));
			const seen = province.filter((objects) => answer.text.includes(mark(objects))).map((objects) => objects.place.name);
			actual[caller] = answer.status === 200 ? seen.join(' ') : String(answer.status);
		}
		expect(actual).toEqual(expected);
	});

	it.each(Object.entries(plain))('%s', async (name, { body, expected }) => {
		const [method, path] = name.split(' ') as [string, string];
		const actual: Record<string, number> = {};
		for (const caller of callers)
			actual[caller] = (await site.call(method, path.slice(1), { ...callOf(caller), ...(body ? { body } : {}) })).status;
		expect(actual).toEqual(expected);
	});

	it('answers the same for what is not there and what may not be seen', async () => {
		const absent = {
			...province[2]!,
			caseId: 999_999,
			node: 'x',
			lock: 'x-L1',
			request: 'x-L1-R1',
			withdrawn: 'x-L1-R1',
			period: 'x-P1',
			withdrawnPeriod: 'x-P1',
			quarantined: 999_999,
		};
		for (const [name, { path, body }] of Object.entries(rows)) {
			if (name.includes('publications') || name.includes('indicators') || name.includes('gate')) continue;
			const ask = (objects: Objects) =>
				site.call(name.split(' ')[0]!, path(objects), { as: 'chief', ...(body ? { body: body(objects) } : {}) });
			const [hidden, missing] = [await ask(province[2]!), await ask(absent)];
			expect([hidden.status, hidden.text], name).toEqual([missing.status, missing.text]);
		}
	});

	it('changed nothing on the way', async () => {
		const events = await site.store.read
			.selectFrom('case_event')
			.select(['type', 'case_key'])
			.where('type', 'like', 'unlock-decided')
			.execute();
		expect(events).toHaveLength(places.filter((place) => place.chief).length);
		expect(people).toHaveLength(8);
		expect(site.unexpected).toEqual([]);
	});
});
