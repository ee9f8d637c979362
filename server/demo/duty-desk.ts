import { addDays } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { ApiClient } from './client.ts';
import type { DemoAccount } from './world/accounts.ts';

const leaders = ['enforcement-chief', 'vice-president', 'president'];

/** Fills the duty roster of a court for some days, signs today's turns and hands two matters over, through the public API. */
export async function fillRoster(client: ApiClient, people: readonly DemoAccount[], court: string, today: CourtDate): Promise<void> {
	const staff = people.filter((person) => person.court === court);
	const keeper = staff.find(({ role }) => role === 'duty-officer');
	const leading = staff.filter(({ role }) => leaders.includes(role));
	const handlers = staff.filter(({ role }) => role === 'handler');
	if (!keeper || leading.length === 0 || handlers.length === 0) return;
	const add = async (person: DemoAccount, day: CourtDate, from: string, to: string, post: string): Promise<string> => {
		const { body } = await client.deed(keeper.username, `/api/v1/duty/${court}/shifts`, { day, from, to, post, person: person.personCode });
		return String(body.id);
	};
	for (let ahead = 0; ahead < 5; ahead += 1) {
		const day = addDays(today, ahead);
		const leader = leading[ahead % leading.length]!;
		const turns = [await add(leader, day, '08:30', '17:30', '带班领导'), await add(keeper, day, '08:30', '17:30', '值班员')];
		await add(handlers[ahead % handlers.length]!, day, '17:30', '08:30', '值班员');
		if (ahead > 0) continue;
		await client.deed(leader.username, `/api/v1/duty-shifts/${turns[0]}/sign-in`, {});
		await client.deed(keeper.username, `/api/v1/duty-shifts/${turns[1]}/sign-in`, {});
	}
	for (const text of ['上级法院交办督办件两件，请于今日下班前反馈办理情况。', '昨夜一处数据源中断两小时，现已恢复，请上午复核逾期节点。'])
		await client.deed(keeper.username, `/api/v1/duty/${court}/notes`, { text });
}
