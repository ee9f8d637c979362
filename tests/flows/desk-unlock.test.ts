import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../src/lib/contract/pages.ts';
import { files } from '../support/files.ts';
import { grant, lockedCases, openSite, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

const number = (n: number): string => `（2026）示0204执${n}号`;
const key = (n: number): string => `(2026)示0204执${n}号`;
const lock = (n: number): string => `${key(n)}-L1`;
const request = (n: number): string => `${lock(n)}-R1`;
const notice = (n: number): string => `${key(n)}/enf-notice/-/1`;

describe.each(engines)('the desk of those who ask and decide (%s)', (engine) => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite(engine);
		await lockedCases(
			site,
			[1, 2, 3, 4].map((n) => ({ court: 'dc', caseNumber: number(n), handler: n === 4 ? 'wang' : 'li' })),
			// One without a net query either: two causes.
			async () => {
				const filed = { caseNumber: number(5), type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 100_000 } };
				await site.send([filed]);
			},
		);
	});
	afterAll(async () => {
		expect(site.unexpected).toEqual([]);
		await site.close();
	});

	const account = async (name: string): Promise<Account> => {
		const cookie = (await site.cookie(name)).split('=')[1]!;
		return (await site.app.session(cookie))!.account;
	};
	const desk = () => site.app.desk;
	const file = async (n: number, who = 'li', day = '2026-03-20') =>
		desk().requestUnlock(await account(who), '-', lock(n), {
			reason: '文书签批延误。',
			plan: '三日内发出。',
			newDueOn: { [notice(n)]: day },
		});
	const view = async <T>(result: Promise<{ ok: true; view: T } | { ok: false; message: string }>): Promise<T> => {
		const answer = await result;
		if (!answer.ok) throw new Error(answer.message);
		return answer.view;
	};
	const inbox = async (who: string, box: 'inbox' | 'sent' | 'done' = 'inbox', filter = {}) =>
		view(desk().inbox(await account(who), box, filter));

	it('shows on the form who will decide, by name, and keeps drafts and phrases beside it', async () => {
		const li = await account('li');
		expect(await desk().attach(li, '-', lock(1), { name: '裁定.pdf', bytes: files.pdf! })).toMatchObject({ ok: true });
		expect(await desk().attach(li, '-', lock(1), { name: '裁定.pdf', bytes: files.png! })).toMatchObject({ ok: false });
		expect(await desk().addPhrase(li, '-', { use: 'reason', text: '文书签批延误。' })).toMatchObject({ ok: true });
		const form = await view(desk().requestForm(li, lock(1)));
		expect(form.documents).toMatchObject([{ name: '裁定.pdf', filed: false }]);
		expect(form.phrases).toMatchObject([{ use: 'reason', text: '文书签批延误。' }]);
		expect(form.projected?.steps.map((step) => step.takers.map(({ name }) => name))).toEqual([['chief'], ['approver']]);
		expect((await view(desk().requestForm(await account('chief'), lock(1)))).documents).toEqual([]);
	});

	it('counts how long the oldest waits in working days, and says when the count stands still', async () => {
		for (const n of [1, 2, 3]) expect(await file(n)).toMatchObject({ ok: true });
		expect(await file(4, 'wang')).toMatchObject({ ok: true });
		expect((await inbox('chief')).oldest).toEqual({ inbox: 0 });
		// 2026-03-13 is a Friday.
		site.at('2026-03-14T10:00:00+08:00');
		const rest = await inbox('chief');
		expect(rest).toMatchObject({ counts: { inbox: 4 }, oldest: { inbox: 0 } });
		expect(rest.rows[0]).toMatchObject({
			pausedToday: true,
			workingDaysLeft: 1,
			step: 0,
			verdicts: ['approve', 'refuse', 'return'],
			grants: false,
		});
		site.at('2026-03-17T10:00:00+08:00');
		const late = await inbox('chief');
		expect(late).toMatchObject({ oldest: { inbox: 2 } });
		expect(late.rows[0]).toMatchObject({ pausedToday: false, waitedDays: 2, workingDaysLeft: -1 });
		expect((await inbox('approver', 'sent')).oldest).toEqual({ sent: 2 });
		site.at('2026-03-13T09:00:00+08:00');
	});

	it('narrows a box by court, node, phase and text, and counts all the same', async () => {
		expect((await inbox('chief', 'inbox', { text: '执２' })).rows).toEqual([]);
		expect((await inbox('chief', 'inbox', { text: '(2026) 示0204执2号' })).rows.map((row) => row.caseNumber)).toEqual([number(2)]);
		expect((await inbox('chief', 'inbox', { text: '王' })).rows.map((row) => row.caseNumber)).toEqual([number(4)]);
		expect((await inbox('chief', 'inbox', { court: 'xl' })).rows).toEqual([]);
		const all = await inbox('chief', 'inbox', { node: 'enf-notice', phase: 'endorsing' });
		expect(all.rows).toHaveLength(4);
		expect(all).toMatchObject({ counts: { inbox: 4 }, nodes: [{ code: 'enf-notice', name: '发出执行通知书' }] });
	});

	it('decides several at once, each with its own outcome', async () => {
		const chief = await account('chief');
		const line = (n: number, part = {}) => ({ id: request(n), step: 0, verdict: 'approve' as const, opinion: `同意上报${n}`, ...part });
		const outcomes = await desk().decideMany(chief, '-', [line(1), line(2, { step: 1 }), line(3, { opinion: ' ' }), line(4), line(9)]);
		expect(outcomes.map(({ id, ok, code }) => `${id.slice(-8, -7)} ${ok ? 'ok' : code}`)).toEqual([
			...['1 ok', '2 forbidden', '3 opinion-missing', '4 ok', '9 not-found'],
		]);
		expect((await inbox('chief')).rows.map((row) => row.caseNumber).sort()).toEqual([number(2), number(3)]);
		expect((await inbox('approver')).rows.map((row) => row.caseNumber).sort()).toEqual([number(1), number(4)]);
		expect((await inbox('approver')).rows[0]).toMatchObject({ grants: true, causes: [{ askedOn: '2026-03-20' }] });
		const beyond = await desk().decideMany(
			chief,
			'-',
			Array.from({ length: 51 }, () => line(9)),
		);
		expect(beyond.at(-1)).toMatchObject({ ok: false, message: '一次最多办理 50 件' });
	});

	it('prints what was said, by whom, with documents and checksums', async () => {
		const before = await view(desk().unlockSheet(await account('approver'), request(1)));
		expect(before).toMatchObject({ phase: 'deciding', steps: [{ state: 'done' }, { state: 'running' }] });
		await desk().decide(await account('approver'), '-', request(1), {
			step: 1,
			verdict: 'approve',
			opinion: '同意解锁。',
			instruction: '每周报告',
			newDueOn: { [notice(1)]: '2026-03-18' },
		});
		const sheet = await view(desk().unlockSheet(await account('li'), request(1)));
		expect(sheet).toMatchObject({
			number: `${number(1)}解锁1-1`,
			courtName: '东川县人民法院',
			phase: 'granted',
			partial: false,
			causes: [{ nodeName: '发出执行通知书', dueOn: '2026-03-12', overdueDays: 1, askedOn: '2026-03-20', newDueOn: '2026-03-18' }],
			steps: [
				{ kindName: '本院核签', decision: { verdictName: '同意上报', byName: 'chief', opinion: '同意上报1' } },
				{ kindName: '决定', decision: { byName: 'approver', instruction: '每周报告', days: ['发出执行通知书：新期限 2026年3月18日'] } },
			],
			documents: [{ name: '裁定.pdf', size: 200 }],
		});
		// The missed day is explained, not the new one.
		expect(sheet.causes[0]!.why).toMatch(/3月12日/);
		expect(sheet.causes[0]!.why).not.toMatch(/批准/);
		expect(sheet.documents[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);
		expect(sheet.position).toBeGreaterThan(10);
		expect(await desk().unlockSheet(await account('wang'), request(1))).toMatchObject({ ok: false, status: 404 });
		expect(await desk().unlockSheet(await account('li'), `${lock(1)}-R9`)).toMatchObject({ ok: false, status: 404 });
	});

	it('unlocks one node of two, and leaves the other for another request', async () => {
		const query = `${key(5)}/enf-net-query-first/-/1`;
		const asked = { reason: '系统故障。', plan: '补查。', newDueOn: { [notice(5)]: '2026-03-20', [query]: '2026-03-25' } };
		expect(await desk().requestUnlock(await account('li'), '-', lock(5), asked)).toMatchObject({ ok: true });
		await desk().decide(await account('chief'), '-', request(5), { step: 0, verdict: 'approve', opinion: '同意上报。' });
		const grant = [
			{ nodeId: notice(5), granted: true, newDueOn: '2026-03-18' },
			{ nodeId: query, granted: false, opinion: '尚未补查' },
		];
		const said = { step: 1, verdict: 'approve' as const, opinion: '部分同意。' };
		expect(await desk().decide(await account('approver'), '-', request(5), { ...said, grant })).toMatchObject({ ok: true });
		const page = await view(desk().decisionPage(await account('li'), request(5)));
		expect(page).toMatchObject({
			request: { phase: 'granted', phaseName: '部分同意' },
			moves: { partial: true },
			lock: {
				state: 'active',
				causes: [{ nodeId: query }],
				released: [{ nodeId: notice(5), newDueOn: '2026-03-18', requestId: request(5) }],
			},
			case: { mayRequest: true },
		});
		expect(page.request.decisions.at(-1)).toMatchObject({
			verdictName: '部分同意',
			perCause: ['发出执行通知书：同意', '首次网络查控：不予解锁，尚未补查'],
		});
		const sheet = await view(desk().unlockSheet(await account('li'), request(5)));
		expect(sheet).toMatchObject({ partial: true, causes: [{ newDueOn: '2026-03-18', dueOn: '2026-03-12' }, { askedOn: '2026-03-25' }] });
		expect(sheet.causes[0]!.why).not.toMatch(/批准/);
		expect(sheet.causes[1]).not.toHaveProperty('newDueOn');
		const again = await view(desk().requestForm(await account('li'), lock(5)));
		expect(again.lock.causes.map((cause) => cause.nodeId)).toEqual([query]);
	});

	it('puts the step of somebody who is away before the delegate, and says so everywhere', async () => {
		await grant(site, 'zy-chief', 'supervisor', 'zy');
		const away = { from: '2026-03-13', to: '2026-03-16', reason: '培训', delegate: 'zy-chief' };
		expect(await desk().setAbsence(await account('approver'), '-', away)).toMatchObject({ ok: true });
		const row = (await inbox('zy-chief')).rows.find(({ caseNumber }) => caseNumber === number(4));
		expect(row).toMatchObject({ mine: true, capacity: '受approver委托' });
		const page = await view(desk().decisionPage(await account('zy-chief'), request(4)));
		expect(page).toMatchObject({ mayDecide: true, moves: { mine: { capacity: 'delegate', forName: 'approver' } } });
		const said = { step: 1, verdict: 'approve' as const, opinion: '同意解锁。' };
		expect(await desk().decide(await account('zy-chief'), '-', request(4), said)).toMatchObject({ ok: true });
		const sheet = await view(desk().unlockSheet(await account('approver'), request(4)));
		expect(sheet.steps[1]!.decision).toMatchObject({ byName: 'zy-chief', capacity: '受approver委托' });
		expect((await view(desk().absences(await account('zy-chief')))).entrusted).toMatchObject([{ personName: 'approver' }]);
	});

	it('puts locks in doubt before the requests of those who review', async () => {
		expect((await inbox('approver')).reviews).toEqual([]);
		await site.send([{ caseNumber: number(2), type: 'notice-issued', occurredAt: '2026-03-11' }]);
		await site.sweep();
		for (const who of ['approver', 'supervisor', 'higher'])
			expect((await inbox(who)).reviews, who).toMatchObject([{ caseNumber: number(2), nodeNames: ['发出执行通知书'], lockId: lock(2) }]);
		for (const who of ['chief', 'li', 'trial']) expect((await inbox(who)).reviews, who).toEqual([]);
		expect((await inbox('approver', 'sent')).reviews).toEqual([]);
	});
});
