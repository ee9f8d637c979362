import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routeTakers } from '../../server/core/unlock/takers.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { viewCase } from '../../server/core/case/fold.ts';
import { endAbsence, setAbsence } from '../../server/flows/absences.ts';
import { projectTakers } from '../../server/core/unlock/project.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { projectRoute } from '../../server/flows/unlock.ts';
import { readPeople } from '../../server/store/absences.ts';
import { UnlockDesk } from '../support/unlock.ts';
import { actorOf, courts, engines, openWorld, type World } from '../support/world.ts';

describe.each(engines)('a step is never stuck (%s)', (engine) => {
	let world: World;
	let desk: UnlockDesk;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		desk = new UnlockDesk(world);
	});
	afterEach(() => world.close());

	const absent = async (code: string, more: { to?: string; delegate?: string } = {}) => {
		const who = desk.who(code);
		const set = await setAbsence(world.context, who, actorOf(who), { from: '2026-03-13', reason: '公务外出', ...more });
		if (!set.ok) throw new Error(set.message);
		return set.id;
	};
	/** The request of li, endorsed: it waits for zy. */
	const endorsed = async (without: readonly string[] = []) => {
		await desk.staff(without);
		await desk.lock();
		await desk.file('2026-03-20');
		expect(await desk.say('zheng', 'approve')).toMatchObject({ ok: true });
	};

	it('is with its own office while anybody of it is there', async () => {
		await endorsed();
		expect(await desk.takers()).toMatchObject({ court: 'zy', people: ['qian', 'zhou'], stuck: false });
		expect((await desk.takers()).fallback).toBeUndefined();
		await desk.say('zhou', 'approve');
		expect((await desk.request()).decisions.at(-1)).toMatchObject({
			by: 'zhou',
			court: 'zy',
			as: { capacity: 'role', role: 'unlock-approver' },
		});
	});

	it('lets a delegate act in the days of an absence, and says so in the decision', async () => {
		await endorsed();
		await absent('zhou', { to: '2026-03-20', delegate: 'he' });
		expect((await desk.takers()).people).toEqual(['qian', 'he']);
		expect(await desk.say('zhou', 'approve')).toMatchObject({ code: 'person-away' });
		expect(await desk.say('he', 'approve')).toMatchObject({ ok: true });
		expect((await desk.request()).decisions.at(-1)).toMatchObject({
			by: 'he',
			court: 'zy',
			as: { capacity: 'delegate', role: 'unlock-approver', for: 'zhou' },
		});
	});

	it('gives a delegate nothing before the first day and after the last', async () => {
		await endorsed(['qian']);
		const who = desk.who('zhou');
		await setAbsence(world.context, who, actorOf(who), { from: '2026-03-16', to: '2026-03-17', reason: '培训', delegate: 'he' });
		expect((await desk.takers()).people).toEqual(['zhou']);
		expect(await desk.say('he', 'approve')).toMatchObject({ code: 'forbidden' });
		world.at('2026-03-16T00:00:00+08:00');
		expect((await desk.takers()).people).toEqual(['he']);
		expect((await desk.takers()).fallback).toMatchObject({
			level: 'delegate',
			reason: '示范市中级人民法院解锁审批人均不能办理（外出1人），由受托人办理',
		});
		world.at('2026-03-18T00:00:00+08:00');
		expect((await desk.takers()).people).toEqual(['zhou']);
		expect(await desk.say('he', 'approve')).toMatchObject({ code: 'forbidden' });
	});

	it('goes back to the person whose absence ends early', async () => {
		await endorsed(['qian']);
		const id = await absent('zhou', { to: '2026-03-31' });
		expect((await desk.takers()).people).toEqual(['sun']);
		const who = desk.who('zhou');
		expect(await endAbsence(world.context, who, actorOf(who), id)).toMatchObject({ ok: true });
		expect((await desk.takers()).people).toEqual(['zhou']);
		expect(await desk.say('zhou', 'approve')).toMatchObject({ ok: true });
	});

	it('goes to the next office of the same court: chief, vice-president, president', async () => {
		await endorsed(['qian', 'zhou']);
		expect(await desk.takers()).toMatchObject({
			people: ['sun'],
			fallback: { level: 'next-office', reason: '示范市中级人民法院解锁审批人无人任职，由本院执行局长办理' },
		});
		await absent('sun');
		expect((await desk.takers()).people).toEqual(['feng']);
		await desk.dismiss('feng');
		await desk.hire('bai', 'president', 'zy');
		expect((await desk.takers()).people).toEqual(['bai']);
		expect(await desk.say('bai', 'approve')).toMatchObject({ ok: true });
		expect((await desk.request()).decisions.at(-1)!.as).toMatchObject({
			capacity: 'fallback',
			role: 'president',
			reason: '示范市中级人民法院解锁审批人无人任职，由本院院长办理',
		});
	});

	it('goes to the same step at the court above where the whole court has nobody', async () => {
		await endorsed(['qian', 'zhou', 'sun', 'feng']);
		expect(await desk.takers()).toMatchObject({ court: 'zy', people: ['wu'], fallback: { level: 'court-above' } });
		expect(await desk.say('wu', 'approve')).toMatchObject({ ok: true });
		expect((await desk.request()).decisions.at(-1)).toMatchObject({ by: 'wu', court: 'gy', as: { capacity: 'fallback' } });
		expect((await desk.lastLock()).phase).toBe('released');
	});

	it('cannot be reported further up by the top court that stands in', async () => {
		await endorsed(['qian', 'zhou', 'sun', 'feng']);
		expect(await desk.say('wu', 'escalate')).toMatchObject({ code: 'no-upper-court' });
	});

	it('ends with the president of the top court, and tells its administrator when even that fails', async () => {
		await endorsed(['qian', 'zhou', 'sun', 'feng', 'wu']);
		expect(await desk.takers()).toMatchObject({ people: ['tang'], fallback: { level: 'court-above' } });
		await absent('tang');
		expect(await desk.takers()).toMatchObject({ people: ['tang'], fallback: { level: 'top' }, stuck: false });
		expect(await desk.say('tang', 'approve')).toMatchObject({ ok: true });
	});

	it('tells the administrator of the top court once when a step begins with nobody left', async () => {
		await desk.staff(['qian', 'zhou', 'sun', 'feng', 'wu']);
		await desk.dismiss('tang');
		await desk.lock();
		await desk.file('2026-03-20');
		expect(await desk.logged('unlock-step-stuck')).toEqual([]);
		await desk.say('zheng', 'approve');
		expect(await desk.logged('unlock-step-stuck')).toMatchObject([{ step: 1, to: ['admin'] }]);
		expect(await desk.takers()).toMatchObject({ takers: [], stuck: true, fallback: { level: 'top' } });
		await desk.hire('tang', 'vice-president', 'gy');
		expect((await desk.takers()).people).toEqual(['tang']);
	});

	it('answers for an approver who left: the account disabled, the office taken away', async () => {
		await endorsed(['qian']);
		await desk.dismiss('zhou');
		expect(await desk.say('zhou', 'approve')).toMatchObject({ code: 'forbidden' });
		expect((await desk.takers()).people).toEqual(['sun']);
		await desk.hire('zhou', 'unlock-approver', 'zy');
		expect((await desk.takers()).people).toEqual(['zhou']);
		await desk.strip('zhou', 'unlock-approver');
		expect(await desk.say('zhou', 'approve')).toMatchObject({ code: 'forbidden' });
		expect(await desk.say('sun', 'approve')).toMatchObject({ ok: true });
	});

	it('does not count the requester, an earlier taker, nor who recused himself', async () => {
		await desk.staff(['qian', 'feng']);
		await desk.hire('zheng', 'unlock-approver', 'zy');
		await desk.lock();
		await desk.file('2026-03-20');
		await desk.say('zheng', 'approve');
		expect((await desk.takers()).people).toEqual(['zhou']);
		expect(await desk.say('zheng', 'approve')).toMatchObject({ code: 'same-person' });
	});

	it('stays with its court while that is above the case, and falls to the present court of that level when it is not', async () => {
		await endorsed();
		const route = (await desk.request()).route;
		const second = {
			code: 'ez',
			name: '第二中级人民法院',
			level: 'intermediate',
			parent: 'gy',
			designation: '示03',
			locksFrom: '2026-01-01',
		} as const;
		const [, , dc] = courts;
		await putDirectory(world.context, { courts: [second] });
		await desk.hire('lu', 'unlock-approver', 'ez');
		expect(await desk.takers()).toMatchObject({ court: 'zy', people: ['qian', 'zhou'] });
		await putDirectory(world.context, { courts: [{ ...dc, parent: 'ez' }] });
		expect((await desk.request()).route).toEqual(route);
		expect(await desk.takers()).toMatchObject({ court: 'ez', people: ['lu'] });
		expect(await desk.say('zhou', 'approve')).toMatchObject({ code: 'forbidden' });
		expect(await desk.say('lu', 'approve')).toMatchObject({ ok: true });
		expect((await desk.request()).decisions.at(-1)).toMatchObject({ by: 'lu', court: 'ez' });
	});

	it('falls to the highest court there is when the tree has lost the level', async () => {
		await endorsed();
		const [, , dc] = courts;
		await putDirectory(world.context, { courts: [{ ...dc, parent: 'gy' }] });
		expect(await desk.takers()).toMatchObject({ court: 'gy', people: ['wu'] });
	});

	it('tells before anyone files who can take each step, and who could not', async () => {
		await desk.staff(['qian']);
		await desk.lock();
		// Overdue for more than thirty days: two steps at the intermediate court.
		world.at('2026-04-20');
		const who = desk.who('zhou');
		await setAbsence(world.context, who, actorOf(who), { from: '2026-04-20', reason: '公务外出' });
		const stored = await desk.stored();
		const view = viewCase(stored.state)!;
		const lock = stored.state.locks[0]!;
		const facts = await readPeople(world.store.read, '2026-04-20' as CourtDate);
		const at = { directory: world.context.directory(), table: world.context.unlockRoutes, facts };
		const { steps, takers } = projectTakers(at, view, lock, { person: 'li', leads: false });
		expect(steps.map((step) => `${step.kind} ${step.court} ${step.role}`)).toEqual([
			'endorse dc enforcement-chief',
			'decide zy unlock-approver',
			'decide zy enforcement-chief',
		]);
		expect(steps.slice(1)).toEqual(projectRoute(world.context, view, lock, '2026-04-20' as CourtDate).steps);
		// The chief stands in for the approver, so that the vice-president has the step of the chief.
		expect(takers.map((each) => each.takers.map((taker) => taker.person))).toEqual([['zheng'], ['sun'], ['feng']]);
		expect(takers[2]!.fallback?.reason).toBe('示范市中级人民法院执行局长均不能办理（已办前一环节1人），由本院分管院领导办理');
		// Filed by the chief himself there is no endorsement, and he counts for nothing else.
		expect(projectTakers(at, view, lock, { person: 'zheng', leads: true }).steps).toHaveLength(2);
		expect(
			routeTakers(steps, 'zheng', { caseCourt: 'dc', handler: 'li', facts, directory: at.directory })[0]!.takers.map(
				(taker) => taker.person,
			),
		).toEqual(['sun']);
	});
});
