import type { LobbyDeskView } from '../contract/lobby-desk.ts';
import type { Frame } from '../contract/topics.ts';
import { full } from '../tiles/lobby/fixtures.ts';
import { clock } from './fixtures.ts';

const frame: Frame<'lobby'> = {
	topic: 'lobby',
	scope: 'gallery',
	revision: 1,
	asOf: clock.now,
	feed: { state: 'live' },
	payload: { ...full, place: `${full.place}（虚构）` },
};
const saved = (version: number, at: string, reset = false) => ({ version, byName: '周某某', at, reset });
const kinds = ['figures', 'procedures', 'mediation', 'hearings', 'notices', 'guide', 'fees'] as const;

/** The page of the lobby at the desk with invented data; `empty`: nothing has been set yet. */
export function lobbyDesk(variant: string): LobbyDeskView {
	const isEmpty = variant === 'empty';
	return {
		court: 'gallery',
		courtName: full.courtName,
		courts: [{ code: 'gallery', name: full.courtName }],
		zone: 'Asia/Shanghai',
		settings: {
			value: {
				pages: kinds.map((kind) => ({ kind, shown: kind !== 'mediation' || isEmpty, seconds: 20 })),
				contrast: 'normal',
				place: full.place,
				subtitles: isEmpty ? {} : { place: { text: 'Litigation Service Hall', lang: 'en' }, fees: { text: 'Court fees', lang: 'en' } },
			},
			of: isEmpty ? 'program' : 'own',
			versions: isEmpty
				? []
				: [saved(3, '2026-10-13T02:10:00.000Z'), saved(2, '2026-10-09T01:00:00.000Z'), saved(1, '2026-10-08T08:30:00.000Z')],
		},
		hearings: !isEmpty,
		guide: {
			value: { ...full.guide, pending: isEmpty },
			of: isEmpty ? 'program' : 'own',
			versions: isEmpty ? [] : [saved(1, '2026-10-08T08:40:00.000Z')],
		},
		fees: {
			value: { ...full.fees, examples: [100_000, 1_000_000] },
			of: 'program',
			versions: isEmpty ? [] : [saved(2, '2026-10-10T03:00:00.000Z', true), saved(1, '2026-10-08T09:00:00.000Z')],
		},
		notices: isEmpty
			? []
			: [
					{ ...full.notices[0]!, state: 'current', byName: '周某某', at: '2026-10-12T01:20:00.000Z' },
					{
						...full.notices[1]!,
						id: 'n3',
						from: '2026-10-19T00:00:00.000Z',
						subtitle: { text: 'Refunds of fees paid online: windows 2 and 3.', lang: 'en' },
						state: 'upcoming',
						byName: '周某某',
						at: '2026-10-14T01:20:00.000Z',
					},
					{
						id: 'n4',
						text: '国庆节期间诉讼服务大厅不对外办公，网上立案照常。',
						from: '2026-09-28T00:00:00.000Z',
						to: '2026-10-08T00:00:00.000Z',
						state: 'past',
						byName: '周某某',
						at: '2026-09-27T03:00:00.000Z',
					},
					{
						id: 'n5',
						text: '十月十五日大厅停电检修。',
						from: '2026-10-13T00:00:00.000Z',
						to: '2026-10-16T00:00:00.000Z',
						state: 'withdrawn',
						byName: '周某某',
						at: '2026-10-12T03:00:00.000Z',
						withdrawnByName: '周某某',
						withdrawnAt: '2026-10-13T07:00:00.000Z',
					},
				],
		frame,
		clock,
	};
}
