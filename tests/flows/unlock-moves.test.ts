import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endAbsence, setAbsence, type AbsenceInput } from '../../server/flows/absences.ts';
import { decideMany, reassignStep, recuseFrom, urgeStep } from '../../server/flows/unlock-moves.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { readAbsences } from '../../server/store/absences.ts';
import { UnlockDesk } from '../support/unlock.ts';
import { actorOf, engines, openWorld, type World } from '../support/world.ts';

describe.each(engines)('moves of a step (%s)', (engine) => {
	let world: World;
	let desk: UnlockDesk;
	let id: string;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		desk = new UnlockDesk(world);
		await desk.staff();
		await desk.lock();
		id = await desk.file('2026-03-20');
		await desk.say('zheng', 'approve');
	});
	afterEach(() => world.close());

	const by = (code: string) => [world.context, desk.who(code), actorOf(desk.who(code))] as const;
	const hand = (from: string, to: string, reason = '工作分工', step = 1) => reassignStep(...by(from), id, { step, to, reason });
	const recuse = (code: string, reason = '与当事人有亲属关系', step = 1) => recuseFrom(...by(code), id, { step, reason });
	const urge = (code: string) => urgeStep(...by(code), id);
	const away = (code: string, input: Partial<AbsenceInput> = {}) =>
		setAbsence(...by(code), { from: '2026-03-13', reason: '公务外出', ...input });

	describe('转办', () => {
		it('makes the step the other person’s, until the office takes it back', async () => {
			expect(await hand('zhou', 'qian')).toMatchObject({ ok: true });
			expect(await desk.takers()).toMatchObject({ assignee: 'qian' });
			expect(await desk.say('zhou', 'approve')).toMatchObject({ code: 'step-assigned' });
			expect(await hand('zhou', 'zhou', '收回自办')).toMatchObject({ ok: true });
			expect(await desk.say('qian', 'approve')).toMatchObject({ code: 'step-assigned' });
			expect(await desk.say('zhou', 'approve')).toMatchObject({ ok: true });
			expect(await desk.logged('unlock-reassigned')).toEqual([
				{ requestId: id, step: 1, to: 'qian', by: 'zhou', reason: '工作分工' },
				{ requestId: id, step: 1, to: 'zhou', by: 'zhou', reason: '收回自办' },
			]);
		});

		it('is for eligible people of the same court, with a reason, at the running step', async () => {
			expect(await hand('he', 'qian')).toMatchObject({ code: 'forbidden' });
			expect(await hand('zhou', 'sun')).toMatchObject({ code: 'no-handover' });
			expect(await hand('zhou', 'wu')).toMatchObject({ code: 'no-handover' });
			expect(await hand('zhou', 'nobody')).toMatchObject({ code: 'no-handover' });
			expect(await hand('zhou', 'zhou')).toMatchObject({ code: 'no-handover' });
			expect(await hand('zhou', 'qian', '  ')).toMatchObject({ code: 'reason-missing' });
			expect(await hand('zheng', 'zheng', '再办', 0)).toMatchObject({ code: 'step-decided' });
			await recuse('qian');
			expect(await hand('zhou', 'qian')).toMatchObject({ code: 'no-handover' });
			expect(await desk.logged('unlock-reassigned')).toEqual([]);
		});

		it('lapses when the person it was handed to can no longer act', async () => {
			await hand('zhou', 'qian');
			await desk.dismiss('qian');
			expect(await desk.say('zhou', 'approve')).toMatchObject({ ok: true });
		});

		it('goes with the person’s delegate, and is over with the step', async () => {
			await hand('zhou', 'qian');
			await away('qian', { delegate: 'he' });
			expect(await desk.say('zhou', 'return')).toMatchObject({ code: 'step-assigned' });
			expect(await desk.say('he', 'return')).toMatchObject({ ok: true });
			await desk.file('2026-03-20');
			await desk.say('zheng', 'approve');
			expect((await desk.takers()).assignee).toBeUndefined();
		});
	});

	describe('回避', () => {
		it('takes the person out of the request for good, also after a return', async () => {
			expect(await recuse('zhou')).toMatchObject({ ok: true });
			expect(await desk.say('zhou', 'approve')).toMatchObject({ code: 'recused' });
			expect(await recuse('zhou')).toMatchObject({ code: 'recused' });
			await desk.say('qian', 'return');
			await desk.file('2026-03-20');
			await desk.say('zheng', 'approve');
			expect((await desk.takers()).people).toEqual(['qian']);
		});

		it('leaves the step to the next office when all of the office have recused themselves', async () => {
			await recuse('zhou');
			await recuse('qian');
			expect(await desk.takers()).toMatchObject({
				people: ['sun'],
				fallback: { reason: '示范市中级人民法院解锁审批人均不能办理（回避2人），由本院执行局长办理' },
			});
		});

		it('asks for a reason, and is for those who could take the step', async () => {
			expect(await recuse('zhou', ' ')).toMatchObject({ code: 'reason-missing' });
			expect(await recuse('wu')).toMatchObject({ code: 'forbidden' });
			expect(await recuse('zheng', '亲属', 0)).toMatchObject({ code: 'step-decided' });
		});
	});

	describe('催办', () => {
		it('is for the requester and the leaders of his court, once on a working day', async () => {
			expect(await urge('li')).toMatchObject({ ok: true });
			expect(await urge('li')).toMatchObject({ code: 'urged-already' });
			expect(await urge('zheng')).toMatchObject({ code: 'urged-already' });
			expect(await urge('zhou')).toMatchObject({ code: 'forbidden' });
			// 2026-03-13 is a Friday: the weekend brings no new working day.
			world.at('2026-03-15');
			expect(await urge('zheng')).toMatchObject({ code: 'urged-already' });
			world.at('2026-03-16');
			expect(await urge('zheng')).toMatchObject({ ok: true });
			expect(await desk.logged('unlock-urged')).toEqual([
				{ requestId: id, step: 1, by: 'li' },
				{ requestId: id, step: 1, by: 'zheng' },
			]);
		});

		it('has nothing to urge once the request is at an end or returned', async () => {
			await desk.say('zhou', 'return');
			expect(await urge('li')).toMatchObject({ code: 'step-decided' });
		});
	});

	describe('外出委托', () => {
		it.each<[string, string, Partial<AbsenceInput>, string]>([
			['a day that does not exist', 'zhou', { from: '2026-02-30' }, 'bad-day'],
			['a day in the past', 'zhou', { from: '2026-03-12' }, 'from-past'],
			['an end before the start', 'zhou', { to: '2026-03-12' }, 'to-before-from'],
			['more than a year', 'zhou', { to: '2027-03-20' }, 'to-too-late'],
			['no reason', 'zhou', { reason: ' ' }, 'reason-missing'],
			['oneself as delegate', 'zhou', { delegate: 'zhou' }, 'bad-delegate'],
			['somebody of another court', 'zhou', { delegate: 'wu' }, 'bad-delegate'],
			['somebody without an account', 'zhou', { delegate: 'nobody' }, 'bad-delegate'],
			['somebody else’s absence', 'zhou', { person: 'qian' }, 'forbidden'],
			['an absence at another court', 'zheng', { person: 'zhou' }, 'forbidden'],
		])('refuses %s', async (_what, code, input, refusal) => {
			expect(await away(code, input)).toMatchObject({ ok: false, code: refusal });
			expect(await readAbsences(world.store.read, {})).toEqual([]);
		});

		it('refuses two at once and a delegate who is away himself', async () => {
			expect(await away('zhou', { from: '2026-03-20', to: '2026-03-27' })).toMatchObject({ ok: true });
			expect(await away('zhou', { from: '2026-03-27' })).toMatchObject({ code: 'absence-overlap' });
			expect(await away('zhou', { from: '2026-03-13' })).toMatchObject({ code: 'absence-overlap' });
			expect(await away('zhou', { from: '2026-03-13', to: '2026-03-19' })).toMatchObject({ ok: true });
			expect(await away('qian', { from: '2026-03-25', delegate: 'zhou' })).toMatchObject({ code: 'delegate-away' });
		});

		it('is set by the chief for somebody of his court, ended once, and taken back before it begins', async () => {
			const set = await away('sun', { person: 'qian', from: '2026-03-20', delegate: 'zhou' });
			expect(set).toMatchObject({ ok: true });
			const { id: absence } = set as { id: string };
			expect(await endAbsence(...by('he'), absence)).toMatchObject({ code: 'not-found' });
			expect(await endAbsence(...by('qian'), absence)).toMatchObject({ ok: true });
			expect(await endAbsence(...by('qian'), absence)).toMatchObject({ code: 'absence-ended' });
			// Taken back: the days are free again.
			expect(await away('qian', { from: '2026-03-20' })).toMatchObject({ ok: true });
			world.at('2026-03-21');
			expect((await desk.takers()).people).toEqual(['zhou']);
			expect(await verifyAudit(world.store.read)).toBeUndefined();
		});
	});

	it('writes a line of audit for every move, done or refused', async () => {
		await hand('zhou', 'qian');
		await hand('he', 'qian');
		await recuse('qian');
		await urge('li');
		const lines = await world.store.read
			.selectFrom('audit')
			.select(['action', 'actor', 'result'])
			.where('action', 'like', 'unlock.%')
			.orderBy('seq')
			.execute();
		expect(lines.slice(2).map((line) => `${line.action} ${line.actor} ${line.result}`)).toEqual([
			'unlock.reassign account-zhou ok',
			'unlock.reassign account-he forbidden',
			'unlock.recuse account-qian ok',
			'unlock.urge account-li ok',
		]);
	});

	it('decides a batch line by line: each with its own outcome and audit line', async () => {
		const failures: unknown[] = [];
		const items = [
			{ id: 'x-L1-R1', step: 0, verdict: 'approve' as const, opinion: '同意' },
			{ id, step: 1, verdict: 'approve' as const, opinion: ' ' },
			{ id, step: 1, verdict: 'approve' as const, opinion: '同意' },
			{ id, step: 1, verdict: 'refuse' as const, opinion: '不同意' },
		];
		const lines = await decideMany(...by('zhou'), items, (error) => failures.push(error));
		expect(lines.map((line) => (line.ok ? 'ok' : line.code))).toEqual(['not-found', 'opinion-missing', 'ok', 'step-decided']);
		expect(failures).toEqual([]);
		expect((await desk.request()).phase).toBe('granted');
		const audit = await world.store.read.selectFrom('audit').select('result').where('actor', '=', 'account-zhou').orderBy('seq').execute();
		expect(audit.map((line) => line.result)).toEqual(['not-found', 'opinion-missing', 'ok', 'step-decided']);
	});

	it('goes on with the batch when one line cannot be saved', async () => {
		const failures: unknown[] = [];
		const { context } = world;
		let first = true;
		const faulty = {
			...context,
			clockOf: context.clockOf,
			store: {
				...world.store,
				write: ((work) => {
					const broken = first;
					first = false;
					return broken ? Promise.reject(new Error('disk full')) : world.store.write(work);
				}) as typeof world.store.write,
			},
		};
		const line = { id, step: 1, verdict: 'approve' as const, opinion: '同意' };
		const lines = await decideMany(faulty, desk.who('zhou'), actorOf(desk.who('zhou')), [line, line], (error) => failures.push(error));
		expect(lines).toMatchObject([{ ok: false, code: 'not-saved' }, { ok: true }]);
		expect(failures).toHaveLength(1);
	});
});
