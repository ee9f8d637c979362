import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockedCases, openSite, type Site } from '../support/site.ts';

/** The same calls as the desk's pages make, for accounts as they sign in. */
describe('the pages on notices', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
		await lockedCases(site, [{ court: 'dc', caseNumber: '（2026）示0204执1号', handler: 'li' }]);
	});
	afterAll(() => site.close());
	const account = (username: string) =>
		({ id: `account-${username}`, username, personName: username, court: 'dc', courtName: '', roles: [] }) as const;
	const viewOf = <T>(result: { ok: true; view: T } | { ok: false; message: string }): T => {
		if (!result.ok) throw new Error(result.message);
		return result.view;
	};

	it('a handler signs, answers, and sees it in the head line and on the case page', async () => {
		const { desk } = site.app;
		const before = viewOf(await desk.notices(account('li'), { box: 'mine', state: 'open' }));
		expect((await desk.header(account('li'))).notices).toBe(before.total);
		const lock = before.rows.find((row) => row.level === 4)!;
		expect(lock).toMatchObject({ nodeName: '发出执行通知书', handlerName: '李某某', maySign: true, daysLeft: -1 });
		expect(
			await desk.signNotices(
				account('li'),
				'::1',
				before.rows.map((row) => row.id),
			),
		).toMatchObject({ ok: true, signed: before.total });
		expect((await desk.header(account('li'))).notices).toBe(0);
		expect(await desk.answerNotice(account('li'), '::1', lock.id, '今日补发')).toMatchObject({ ok: true });
		const page = viewOf(await desk.casePage(account('li'), lock.caseId));
		expect(page.notices?.notices.find((notice) => notice.id === lock.id)?.answers).toMatchObject([{ byName: '李某某', text: '今日补发' }]);
		expect(page.notices?.maySilence).toEqual([]);
		// Notices have a part of their own: the story of the case does not tell them again.
		expect(page.events.filter((event) => event.type.startsWith('notice-'))).toEqual([]);
	});

	it('a chief explains a node: the worklist and the box count it apart; a handler has no weekly sheet', async () => {
		const { desk } = site.app;
		const { caseId } = viewOf(await desk.notices(account('chief'), { box: 'court', state: 'all' })).rows[0]!;
		const { maySilence, lastUntil } = viewOf(await desk.casePage(account('chief'), caseId)).notices!;
		const node = maySilence.find((one) => one.nodeId.includes('/enf-notice/'))!;
		const input = { nodeId: node.nodeId, reason: '被执行人下落不明，正在查询送达地址', until: lastUntil };
		expect(await desk.silenceNode(account('chief'), '::1', caseId, input)).toMatchObject({ ok: true });
		const list = viewOf(await desk.worklist(account('chief'), { view: 'overdue' }));
		expect(list.explained).toBe(1);
		expect(list.rows.find((row) => row.nodeId === node.nodeId)?.explainedUntil).toBe(lastUntil);
		expect(viewOf(await desk.silences(account('chief')))).toMatchObject([{ nodeId: node.nodeId, until: lastUntil, mayEnd: true }]);
		expect(await desk.weekly(account('li'), {})).toMatchObject({ ok: false, status: 403 });
		expect(await desk.supervisors(account('li'))).toMatchObject({ ok: false, status: 403 });
		const post = { court: 'dc', person: 'wang', node: 'enf-close', from: '2026-03-13' };
		expect(await desk.setPost(account('chief'), '::1', post)).toMatchObject({ ok: true });
		expect(viewOf(await desk.supervisors(account('chief'), 'dc'))).toMatchObject({ mayManage: true, posts: [{ watches: '执行结案' }] });
		expect(viewOf(await desk.weekly(account('chief'), { court: 'dc' }))).toMatchObject({
			from: '2026-03-09',
			supervisors: [{ name: '王某某', silences: 0 }],
		});
		expect(await desk.signWeek(account('chief'), '::1', { unit: 'none', week: '2026-03-02', note: '核' })).toMatchObject({
			code: 'not-found',
		});
	});
});
