import { expect } from 'vitest';
import type { Principal, Role, Scope } from '../../server/core/access/may.ts';
import type { NoticeState, RungNotice } from '../../server/core/notice/types.ts';
import { rungNotices } from '../../server/core/notice/types.ts';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { answerNotice, signNotices } from '../../server/flows/notice-replies.ts';
import { raiseNotices } from '../../server/flows/notices.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { endSilenceEarly, silenceNode } from '../../server/flows/silences.ts';
import { setPost } from '../../server/flows/supervisors.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { saveAccount } from '../../server/store/accounts.ts';
import { readCases, saveCases } from '../../server/store/cases.ts';
import { eventOfRow } from '../../server/store/event-log.ts';
import type { Db } from '../../server/store/schema.ts';
import { actorOf, openEmpty, person, type TestEvent, type World } from './world.ts';

export const key = '(2026)示0204执1号';
export const auction = `${key}/enf-auction-start/a1/1`;
/** The auction's clock, due on 2026-07-08, as notice ids begin. */
export const stem = `${auction}/limit/2026-07-08`;

export const handler = person('li', 'handler', 'dc', 'self');
export const chief = person('zheng', 'enforcement-chief', 'dc');
export const division = person('feng', 'division-chief', 'dc');
export const president = person('qin', 'president', 'dc');
export const supervisor = person('sun', 'supervisor', 'dc');
export const above = person('zhou', 'supervisor', 'zy', 'subtree');
export const management = person('mo', 'trial-management', 'dc');

const staff: readonly (readonly [code: string, role: Role, court: string, unit?: string, scope?: Scope])[] = [
	['li', 'handler', 'dc', 'dc-fine', 'self'],
	['wang', 'handler', 'dc', 'dc-fast', 'self'],
	['feng', 'division-chief', 'dc', 'dc-fine'],
	['zheng', 'enforcement-chief', 'dc'],
	['sun', 'supervisor', 'dc'],
	['gu', 'handler', 'dc', 'dc-fast', 'self'],
	['zhao', 'vice-president', 'dc'],
	['qin', 'president', 'dc'],
	['mo', 'trial-management', 'dc'],
	['zhou', 'supervisor', 'zy', undefined, 'subtree'],
	['xu', 'handler', 'xl', undefined, 'self'],
];

/** The same people for every story: a fine and a fast team, the chief of the first, and those above. */
export async function staffed(world: World): Promise<void> {
	await putDirectory(world.context, {
		units: [
			{ code: 'dc-fine', court: 'dc', name: '精执团队', kind: 'enforcement' },
			{ code: 'dc-fast', court: 'dc', name: '速执团队', kind: 'enforcement' },
		],
		persons: staff.map(([code, , court, unit]) => ({ code, name: code, court, ...(unit ? { unit } : {}), postJudge: true })),
	} as never);
	await world.store.write(async ({ db }) => {
		for (const [code, role, court, , scope = 'court'] of staff)
			await saveAccount(db, {
				id: `account-${code}`,
				username: code,
				passwordHash: 'x',
				personCode: code,
				grants: [{ role, court, scope }],
			});
	});
}

/** The rows of notices in a comparable form: numbers of cases and the order of rows are left out. */
async function tables(db: Db) {
	const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify({ ...row, case_id: undefined })).sort();
	return {
		notices: sorted(await db.selectFrom('notice').selectAll().execute()),
		recipients: sorted(await db.selectFrom('notice_recipient').selectAll().execute()),
		silences: sorted(await db.selectFrom('node_silence').selectAll().execute()),
		silent: sorted(await db.selectFrom('case_file').select(['case_key', 'last_step_on', 'silent_told', 'silent_from']).execute()),
	};
}

/** What tests of notices do in a world. */
export function noticeWorld(world: World) {
	const stored = async (of = key) => (await readCases(world.store.read, [of])).get(of)!;
	const kept = async (of = key): Promise<readonly NoticeState[]> => (await stored(of)).state.notices;
	/** Notices of the auction, or of another node. */
	const notices = async (node = auction): Promise<readonly RungNotice[]> =>
		rungNotices(await kept(node.split('/')[0]!)).filter((notice) => notice.nodeId === node);
	const last = async (node = auction) => (await notices(node)).at(-1)!;
	const rows = (node = auction) =>
		world.store.read.selectFrom('notice').selectAll().where('node_id', '=', node).orderBy('raised_at').orderBy('level').execute();
	const sign = (who: Principal, ...ids: readonly string[]) => signNotices(world.context, who, actorOf(who), ids);
	const answer = (who: Principal, id: string, text = '已联系拍卖辅助机构，明日发布公告') =>
		answerNotice(world.context, who, actorOf(who), id, text);
	const silence = (who: Principal, until: string, reason = '等待上级法院对案外人异议的答复', nodeId = auction) =>
		silenceNode(world.context, who, actorOf(who), nodeId.split('/')[0]!, { nodeId, reason, until: until as never });
	const endSilence = (who: Principal, id: string) => endSilenceEarly(world.context, who, actorOf(who), id);
	const post = (who: Principal, ask: object) =>
		setPost(world.context, who, actorOf(who), { court: 'dc', from: '2026-07-01', ...ask } as never);

	/** Filed on 06-22, nothing else late; the price fixed on 06-28 asks for an auction by 07-08. */
	async function openCase(caseNumber = '（2026）示0204执1号', handledBy = 'li'): Promise<void> {
		await world.send([
			{ caseNumber, type: 'case-filed', occurredAt: '2026-06-22', data: { handler: handledBy, claimFen: 100_000 } },
			{ caseNumber, type: 'handler-assigned', occurredAt: '2026-06-22', data: { handler: handledBy } },
			{ caseNumber, type: 'file-received', occurredAt: '2026-06-22' },
			{ caseNumber, type: 'net-query-launched', occurredAt: '2026-06-22' },
			{ caseNumber, type: 'first-reception-recorded', occurredAt: '2026-06-22' },
			{ caseNumber, type: 'notice-issued', occurredAt: '2026-06-22' },
			{ caseNumber, type: 'price-fixed', occurredAt: '2026-06-28', data: { assetId: 'a1', priceFen: 5_000 } },
		]);
	}

	/** Sends facts at 09:00 of the day of the first one; all of them are taken. */
	async function tell(...events: readonly TestEvent[]): Promise<void> {
		world.at(events[0]!.occurredAt.slice(0, 10));
		for (const { status } of await world.send(events)) expect(status).toBe('accepted');
	}

	/** One beat at a moment: the sweep, then what is raised beside it. */
	async function beat(moment: string, completeThrough?: string): Promise<void> {
		world.at(moment);
		if (completeThrough) await world.send([], completeThrough);
		await sweepDeadlines(world.context);
		await raiseNotices(world.context);
	}

	/** Folds every case from the log again into an empty store: state, nodes and rows must be those that are stored. */
	async function rebuilt(): Promise<void> {
		const cases = await readCases(
			world.store.read,
			(await world.store.read.selectFrom('case_file').select('case_key').execute()).map((row) => row.case_key),
		);
		const fresh = await openEmpty('sqlite');
		try {
			for (const [of, one] of cases) {
				const log = await world.store.read.selectFrom('case_event').selectAll().where('case_key', '=', of).orderBy('seq').execute();
				const change = refold(world.context, newCase(world.context, one.state.filingCourt, one.state.text), log.map(eventOfRow));
				expect(change.after.state).toEqual(one.state);
				expect(change.after.nodes).toEqual(one.nodes);
				await fresh.store.write(({ db }) => saveCases(db, [change]));
			}
			const [before, after] = [await tables(world.store.read), await tables(fresh.store.read)];
			expect(before.notices.length).toBeGreaterThan(0);
			expect(after).toEqual(before);
		} finally {
			await fresh.close();
		}
	}

	return { stored, kept, notices, last, rows, sign, answer, silence, endSilence, post, openCase, tell, beat, rebuilt };
}
