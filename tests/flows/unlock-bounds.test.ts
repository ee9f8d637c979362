import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endAbsence, setAbsence } from '../../server/flows/absences.ts';
import { addDocument } from '../../server/flows/documents.ts';
import { requestPeriod } from '../../server/flows/period.ts';
import { decideRequest, requestUnlock, withdrawRequest } from '../../server/flows/unlock.ts';
import { DeskViews } from '../../server/views/desk.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { kindOfFile } from '../../server/files/file-kind.ts';
import type { Principal } from '../../server/core/access/may.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { pdf } from '../support/files.ts';
import { clue, key, notice, UnlockDesk } from '../support/unlock.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

describe.each(engines)('nobody decides beyond his office (%s)', (engine) => {
	let world: World;
	let desk: UnlockDesk;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		desk = new UnlockDesk(world);
		await desk.staff(['qian']);
	});
	afterEach(() => world.close());

	const away = (by: Principal, more: { person?: string; delegate?: string }) =>
		setAbsence(world.context, by, actorOf(by), { from: '2026-03-13', reason: '公务外出', ...more });
	const decide = async (by: Principal, step?: number) => {
		const request = await desk.request();
		const said = { step: step ?? request.step, verdict: 'approve', opinion: '同意' } as const;
		return decideRequest(world.context, by, actorOf(by), request.id, said);
	};
	const fileAs = async (by: Principal) => {
		const { id, causes } = await desk.lastLock();
		const newDueOn = Object.fromEntries(causes.map((cause) => [cause.nodeId, '2026-03-20' as CourtDate]));
		return requestUnlock(world.context, by, actorOf(by), id, { reason: '延误', plan: '补办', newDueOn });
	};
	const withdraw = async (by: Principal) => withdrawRequest(world.context, by, actorOf(by), (await desk.request()).id);

	describe('delegates', () => {
		it('counts a delegate only while he holds an office of that court that may act for others', async () => {
			await desk.hire('mo', 'supervisor', 'zy');
			await desk.lock();
			expect(await away(desk.who('zhou'), { delegate: 'mo' })).toMatchObject({ ok: true });
			await desk.file('2026-03-20');
			await desk.say('zheng', 'approve');
			expect((await desk.takers()).people).toEqual(['mo']);
			// Moved to the court whose case it is: neither as a handler there nor in an office there does he act for the court above.
			await desk.hire('mo', 'handler', 'dc');
			await desk.strip('mo', 'supervisor');
			expect((await desk.takers()).people).toEqual(['sun']);
			expect(await decide(person('mo', 'handler', 'dc', 'self'))).toMatchObject({ code: 'forbidden' });
			await desk.hire('mo', 'president', 'dc');
			expect(await decide(person('mo', 'president', 'dc', 'court'))).toMatchObject({ code: 'forbidden' });
			// Back at the court, but with an office that acts for nobody.
			await desk.hire('mo', 'handler', 'zy');
			expect((await desk.takers()).people).toEqual(['sun']);
			await desk.hire('mo', 'enforcement-chief', 'zy');
			expect((await desk.takers()).people).toEqual(['mo']);
		});

		it('lets the leader of a court dispose of the offices of that court alone', async () => {
			await desk.hire('zhou', 'supervisor', 'dc');
			const hao = await desk.hire('hao', 'president', 'dc');
			await desk.lock();
			expect(await away(desk.who('zheng'), { person: 'zhou', delegate: 'zheng' })).toMatchObject({ ok: true });
			expect(await fileAs(person('hao', 'president', 'dc', 'court'))).toMatchObject({ ok: true });
			expect(hao.personCode).toBe('hao');
			// At the intermediate court zhou is there as before, and the delegate of the lower court counts for nothing.
			expect(await desk.takers()).toMatchObject({ court: 'zy', people: ['zhou'] });
			expect(await decide(desk.who('zheng'))).toMatchObject({ code: 'forbidden' });
			expect(await decide(desk.who('zhou'))).toMatchObject({ ok: true });
		});

		it('keeps an absence that the own court set beside the one that another court set, and lets each end its own', async () => {
			await desk.hire('zhou', 'supervisor', 'dc');
			await desk.lock();
			const [zheng, sun] = [desk.who('zheng'), desk.who('sun')];
			const low = await away(zheng, { person: 'zhou' });
			const high = await away(sun, { person: 'zhou', delegate: 'he' });
			if (!low.ok || !high.ok) throw new Error('not set');
			await desk.file('2026-03-20');
			await desk.say('zheng', 'approve');
			expect((await desk.takers()).people).toEqual(['he']);
			expect(await endAbsence(world.context, zheng, actorOf(zheng), high.id)).toMatchObject({ code: 'not-found' });
			expect(await endAbsence(world.context, sun, actorOf(sun), low.id)).toMatchObject({ code: 'not-found' });
			expect(await endAbsence(world.context, sun, actorOf(sun), high.id)).toMatchObject({ ok: true });
			expect((await desk.takers()).people).toEqual(['zhou']);
		});

		it('takes the own absence for all offices, which the leader of one court cannot end', async () => {
			await desk.hire('zhou', 'supervisor', 'dc');
			await desk.lock();
			const set = await away(desk.who('zhou'), { delegate: 'he' });
			if (!set.ok) throw new Error(set.message);
			await desk.file('2026-03-20');
			await desk.say('zheng', 'approve');
			expect((await desk.takers()).people).toEqual(['he']);
			const zheng = desk.who('zheng');
			expect(await endAbsence(world.context, zheng, actorOf(zheng), set.id)).toMatchObject({ code: 'not-found' });
			expect(await new DeskViews(sourceOf(world.context)).absences(zheng)).toMatchObject({
				view: { ofCourt: [{ person: 'zhou', mayEnd: false }] },
			});
		});
	});

	describe('a case that was lifted', () => {
		const lift = (toCourt: string) =>
			world.send([{ type: 'case-transferred', occurredAt: '2026-03-13', data: { toCourt, ground: '提级执行' } }]);

		it('is never decided by the court whose case it has become', async () => {
			await desk.lock();
			await desk.file('2026-03-20');
			await desk.say('zheng', 'approve');
			await lift('zy');
			expect(await desk.takers()).toMatchObject({ court: 'gy', people: ['wu'] });
			expect(await decide(desk.who('zhou'))).toMatchObject({ code: 'forbidden' });
			expect(await decide(desk.who('wu'))).toMatchObject({ ok: true });
			expect((await desk.request()).decisions.at(-1)).toMatchObject({ by: 'wu', court: 'gy' });
			expect((await desk.lastLock()).phase).toBe('released');
		});

		it('is endorsed by the chief of its present court, and then decided above it', async () => {
			await desk.lock();
			await desk.file('2026-03-20');
			await lift('zy');
			expect(await desk.takers()).toMatchObject({ court: 'zy', people: ['sun'] });
			expect(await desk.say('zheng', 'approve')).toMatchObject({ code: 'forbidden' });
			expect(await desk.say('sun', 'approve')).toMatchObject({ ok: true });
			expect(await desk.takers()).toMatchObject({ court: 'gy', people: ['wu'] });
		});

		it('stays with the top court, which has nothing above it', async () => {
			await desk.lock();
			await desk.file('2026-03-20');
			await desk.say('zheng', 'approve');
			await lift('gy');
			expect(await desk.takers()).toMatchObject({ court: 'gy', people: ['wu'], stuck: false });
		});
	});

	describe('handler and filers', () => {
		it('never lets the handler of the case decide on a request of somebody else', async () => {
			await desk.lock();
			await desk.hire('li', 'unlock-approver', 'zy');
			expect(await fileAs(desk.who('zheng'))).toMatchObject({ ok: true });
			expect((await desk.takers()).people).toEqual(['zhou']);
			expect(await decide(person('li', 'unlock-approver', 'zy', 'subtree'))).toMatchObject({
				code: 'same-person',
				message: '承办人不得审批本人承办案件的解锁申请',
			});
		});

		it('remembers everybody who has filed a request that was returned', async () => {
			await desk.lock();
			await desk.hire('zheng', 'unlock-approver', 'zy');
			await desk.hire('hao', 'president', 'dc');
			await fileAs(desk.who('zheng'));
			await desk.say('zhou', 'return');
			expect(await fileAs(person('hao', 'president', 'dc', 'court'))).toMatchObject({ ok: true });
			expect(await desk.request()).toMatchObject({ by: 'hao', filedBy: ['zheng'] });
			expect((await desk.takers()).people).toEqual(['zhou']);
			expect(await decide(person('zheng', 'unlock-approver', 'zy', 'subtree'))).toMatchObject({ code: 'same-person' });
			// Filed again by the first: the second stays on record as well.
			world.at('2026-03-13T10:00:00+08:00');
			await desk.say('zhou', 'return');
			await fileAs(desk.who('zheng'));
			expect(await desk.request()).toMatchObject({ by: 'zheng', filedBy: ['hao'] });
		});
	});

	describe('a case without a handler', () => {
		it('is reached by leaders and readers of its court, not by any handler', async () => {
			await world.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: {} }]);
			await desk.morning('2026-03-13');
			const lockId = (await desk.lastLock()).id;
			const stranger = await desk.hire('mi', 'handler', 'dc');
			const views = new DeskViews(sourceOf(world.context));
			expect(await fileAs(stranger)).toMatchObject({ code: 'forbidden' });
			const file = { name: '说明.pdf', bytes: pdf() };
			expect(await addDocument(world.context, stranger, actorOf(stranger), lockId, file, kindOfFile)).toMatchObject({ code: 'forbidden' });
			const ask = { kind: 'extension', node: 'enf-notice', ground: 'x', days: 5 } as never;
			expect(await requestPeriod(world.context, stranger, actorOf(stranger), key, ask)).toMatchObject({ code: 'forbidden' });
			expect(await views.caseOf(stranger, key)).toBeUndefined();
			expect(await views.caseOf({ ...stranger, personCode: '' }, key)).toBeUndefined();
			expect(await views.caseOf(desk.who('zheng'), key)).toBeDefined();
			expect(await fileAs(desk.who('zheng'))).toMatchObject({ ok: true });
		});
	});

	describe('withdrawal in the stead of the filer', () => {
		it('is for leaders of the court once the filer holds no office, and says by whom', async () => {
			await desk.lock();
			await desk.file('2026-03-20');
			const zheng = desk.who('zheng');
			expect(await withdraw(zheng)).toMatchObject({ code: 'forbidden', message: '申请人仍在任且审批有人办理，只能由申请人撤回' });
			await desk.dismiss('li');
			expect(await withdraw(desk.who('zhou'))).toMatchObject({ code: 'forbidden' });
			const page = await new DeskViews(sourceOf(world.context)).decisionPage(zheng, (await desk.request()).id);
			expect(page).toMatchObject({ ok: true, view: { mayWithdraw: true } });
			expect(await withdraw(zheng)).toMatchObject({ ok: true });
			expect((await desk.request()).phase).toBe('withdrawn');
			expect(await desk.logged('unlock-withdrawn')).toMatchObject([{ by: 'zheng' }]);
			expect(await withdraw(zheng)).toMatchObject({ code: 'step-decided' });
			expect(await fileAs(zheng)).toMatchObject({ ok: true });
		});

		it('is for leaders while nobody can take the step', async () => {
			for (const code of ['zhou', 'sun', 'feng', 'wu', 'tang']) await desk.dismiss(code);
			await desk.lock();
			await desk.file('2026-03-20');
			expect(await withdraw(desk.who('zheng'))).toMatchObject({ code: 'forbidden' });
			await desk.say('zheng', 'approve');
			expect((await desk.takers()).stuck).toBe(true);
			expect(await withdraw(person('yan', 'duty-officer', 'dc'))).toMatchObject({ code: 'forbidden' });
			expect(await withdraw(desk.who('zheng'))).toMatchObject({ ok: true });
		});
	});

	describe('days named on the way', () => {
		it.each([
			['2026-03-12', 'new-day-past'],
			['2027-03-12', 'new-day-too-late'],
		])('are checked at the step that names them: %s', async (day, code) => {
			await desk.lockTwice();
			await desk.file('2026-03-20');
			const newDueOn = { [notice]: day as CourtDate };
			expect(await desk.say('zheng', 'approve', { newDueOn })).toMatchObject({ code });
			expect((await desk.request()).decisions).toEqual([]);
			expect(await desk.say('zheng', 'approve', { newDueOn: { [notice]: '2026-03-18' as CourtDate } })).toMatchObject({ ok: true });
			expect(await desk.say('zhou', 'escalate', { newDueOn })).toMatchObject({ code });
		});

		it('are only for causes of the lock', async () => {
			await desk.lock();
			await desk.file('2026-03-20');
			const newDueOn = { [clue]: '2026-03-18' as CourtDate };
			expect(await desk.say('zheng', 'approve', { newDueOn })).toMatchObject({ code: 'cause-unknown' });
		});

		it('are not checked where they mean nothing: a return goes through', async () => {
			await desk.lock();
			await desk.file('2026-03-20');
			expect(await desk.say('zheng', 'return', { newDueOn: { [notice]: '2026-03-01' as CourtDate } })).toMatchObject({ ok: true });
		});
	});
});
