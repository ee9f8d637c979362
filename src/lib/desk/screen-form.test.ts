import { describe, expect, it } from 'vitest';
import { screenSettingsSchema } from '../contract/screens.ts';
import {
	emptyScreen,
	filterQueryOf,
	groupsOf,
	inputOf,
	readDeed,
	readDeviceFilter,
	readScreen,
	readTarget,
	typedOf,
} from './screen-form.ts';

function formOf(fields: Readonly<Record<string, string>>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return form;
}

const settings = screenSettingsSchema.parse({
	playlist: 'scene:locks',
	theme: 'light',
	scale: 'fill',
	on: { from: '07:00', to: '20:00', days: 'working' },
	night: { hours: { from: '18:00', to: '07:00', days: 'all' }, level: 0.5 },
	shift: false,
});
const record = {
	name: '一号屏',
	court: 'sf-01',
	place: '三楼指挥大厅',
	purpose: 'wall',
	ceiling: 'internal',
	groups: ['大厅', '东墙'],
} as const;

describe('the form of a screen', () => {
	it('gives back what was set, whatever is set', () => {
		for (const set of [settings, screenSettingsSchema.parse({})])
			expect(inputOf(typedOf(record, set))).toEqual({ ...record, settings: set });
	});

	it('reads what a browser sends; a box that is not ticked is not sent', () => {
		const typed = readScreen(
			formOf({
				name: ' 一号屏 ',
				court: 'sf-01',
				place: '三楼',
				purpose: 'wall',
				ceiling: 'internal',
				groups: '大厅，东墙',
				playlist: 'standard',
				theme: 'dark',
				scale: 'fit',
				'on-used': 'on',
				'on-from': '07:30',
				'on-to': '19:00',
				'on-days': 'working',
				'night-from': '19:00',
				'night-to': '07:30',
				'night-days': 'all',
				'night-level': '0.6',
			}),
		);
		expect(typed).toMatchObject({ name: '一号屏', shift: false, on: { used: true }, night: { used: false } });
		expect(screenSettingsSchema.parse(inputOf(typed).settings)).toEqual({
			playlist: 'standard',
			theme: 'dark',
			scale: 'fit',
			shift: false,
			on: { from: '07:30', to: '19:00', days: 'working' },
		});
	});

	it('never makes a lobby screen internal', () => {
		expect(inputOf({ ...emptyScreen, purpose: 'lobby', ceiling: 'internal' }).ceiling).toBe('public');
		expect(inputOf({ ...emptyScreen, ceiling: 'all' }).ceiling).toBe('internal');
	});

	it('takes groups apart however they are written', () => {
		expect(groupsOf('大厅，东墙、 大厅;西墙\n,,')).toEqual(['大厅', '东墙', '西墙']);
		expect(groupsOf('')).toEqual([]);
	});
});

describe('the filter of the list', () => {
	it('goes into the address and comes back', () => {
		const filter = { court: 'sf-01', state: 'faulty', group: '东墙 & 西墙' } as const;
		expect(readDeviceFilter(new URLSearchParams(filterQueryOf(filter)))).toEqual(filter);
		expect(filterQueryOf(filter, { state: undefined, court: undefined, group: undefined })).toBe('');
	});

	it('takes no unknown state', () => {
		expect(readDeviceFilter(new URLSearchParams('state=broken&court=&group='))).toEqual({});
	});
});

describe('deeds of forms', () => {
	it.each([
		[{ deed: 'identify' }, { kind: 'identify', seconds: 15 }],
		[{ deed: 'reload' }, { kind: 'reload' }],
		[
			{ deed: 'takeover', scene: 'locks', title: '突发事件' },
			{ kind: 'takeover', scene: 'locks', title: '突发事件' },
		],
		[
			{ deed: 'redirect', 'to-court': 'sf-0101', 'to-playlist': '' },
			{ kind: 'redirect', court: 'sf-0101' },
		],
		[
			{ deed: 'message', text: '十点开会', minutes: '60', urgent: 'on' },
			{ kind: 'message', text: '十点开会', minutes: 60, urgent: true },
		],
		[
			{ deed: 'message', text: '十点开会', minutes: '-3' },
			{ kind: 'message', text: '十点开会', minutes: 30, urgent: false },
		],
	])('%j', (fields, deed) => {
		expect(readDeed(formOf(fields as unknown as Record<string, string>))).toEqual(deed);
	});

	it('names none where the form names none', () => {
		for (const deed of ['', 'explode', 'constructor']) expect(readDeed(formOf({ deed }))).toBeUndefined();
	});

	it('is for a group, or for a court, or for nobody', () => {
		expect(readTarget(formOf({ target: 'group:东墙:二' }))).toEqual({ group: '东墙:二' });
		expect(readTarget(formOf({ target: 'court:sf-01' }))).toEqual({ court: 'sf-01' });
		for (const target of ['', 'group:', 'screen:1', 'sf-01']) expect(readTarget(formOf({ target })), target).toBeUndefined();
	});
});
