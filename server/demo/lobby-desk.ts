import { shippedSettings } from '../core/lobby/shipped.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { ApiClient } from './client.ts';

/** Notices of the hall: days from today, text, and a second line. Invented, as everything here. */
const notices: readonly (readonly [from: number, to: number, text: string, english?: string])[] = [
	[
		-2,
		5,
		'诉讼服务大厅每周五下午两点至四点提供免费法律咨询，请先在导诉台取号。',
		'Free legal advice on Fridays from 2 to 4 pm. Please take a number at the desk.',
	],
	[-10, 20, '二号、三号窗口办理网上缴费退费事项，请携带缴费凭证和银行卡。'],
	[3, 4, '后天上午大厅电梯检修，行动不便的当事人请由东门进入，有人引导。'],
];

/** Arranges the lobby of a court as its office would, through the public API: hearings switched on, an English line, some notices. */
export async function arrangeLobby(client: ApiClient, username: string, court: string, today: CourtDate): Promise<void> {
	const subtitles = {
		place: { text: 'Litigation Service Hall', lang: 'en' },
		hearings: { text: 'Public hearings today', lang: 'en' },
		fees: { text: 'Court fees', lang: 'en' },
	};
	await client.deed(username, `/api/v1/lobby/${court}`, { settings: { ...shippedSettings, subtitles }, hearings: true }, 'PUT');
	for (const [from, to, text, english] of notices)
		await client.deed(username, `/api/v1/lobby/${court}/notices`, {
			...{ text, from: addDays(today, from), to: addDays(today, to) },
			...(english ? { subtitle: { text: english, lang: 'en' } } : {}),
		});
}
