import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addNote, addShift, copyWeek, removeShift, settleNote, signIn, type ShiftAsk } from '../../server/flows/duty.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { duty } from '../../server/live/projections/duty.ts';
import { openScope, type LiveSource } from '../../server/live/scope.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { dutyView } from '../../server/views/duty-view.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const officer = person('he', 'duty-officer', 'dc');
const chief = person('zheng', 'enforcement-chief', 'dc');
const handler = person('li', 'handler', 'dc', 'self');
const stranger = person('wu', 'enforcement-chief', 'xl');

describe.each(engines)('the duty roster (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		// A Monday.
		world = await openWorld(engine, '2026-03-02T08:10:00+08:00');
		await putDirectory(world.context, {
			units: [{ code: 'dc-enf', court: 'dc', name: '执行局', kind: 'enforcement' }],
			persons: [
				{ code: 'li', name: '李某某', court: 'dc', unit: 'dc-enf' },
				{ code: 'he', name: '何某', court: 'dc', unit: 'dc-enf' },
				{ code: 'zheng', name: '郑某', court: 'dc', unit: 'dc-enf' },
				{ code: 'wu', name: '吴某', court: 'xl' },
			],
		});
	});
	afterEach(() => world.close());

	const ask = (more: Partial<ShiftAsk> = {}): ShiftAsk => ({
		court: 'dc',
		day: '2026-03-02',
		from: '08:30',
		to: '17:30',
		person: 'li',
		post: '值班员',
		...more,
	});
	const add = (more: Partial<ShiftAsk> = {}, who = officer) => addShift(world.context, who, actorOf(who), ask(more));
	const idOf = async (more: Partial<ShiftAsk> = {}): Promise<string> => {
		const outcome = await add(more);
		if (!outcome.ok) throw new Error(outcome.code);
		return outcome.id;
	};
	const view = async (who = officer, week?: string) => dutyView(sourceOf(world.context), who, { court: 'dc', ...(week ? { week } : {}) });
	const onWall = async () => {
		const source: LiveSource = Object.assign(sourceOf(world.context), { ladderStages: [] });
		return duty((await openScope(source, 'dc'))!);
	};

	it('is kept by duty officers and chiefs of the court, for its own people, in days to come', async () => {
		expect(await add()).toMatchObject({ ok: true });
		expect(await add({ person: 'he' }, chief)).toMatchObject({ ok: true });
		for (const who of [handler, stranger]) expect(await add({ person: 'zheng' }, who)).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await add({ person: 'wu' })).toMatchObject({ ok: false, code: 'unknown-person' });
		expect(await add({ person: 'zheng', day: '2026-03-01' })).toMatchObject({ ok: false, code: 'day-past' });
		expect(await add({ person: 'zheng', day: '2026-02-30' })).toMatchObject({ ok: false, code: 'bad-day' });
		expect(await add({ person: 'zheng', day: '2027-03-02' })).toMatchObject({ ok: false, code: 'day-too-far' });
		expect(await add({ person: 'zheng', from: '25:00' })).toMatchObject({ ok: false, code: 'bad-time' });
		expect(await add({ person: 'zheng', to: '08:30' })).toMatchObject({ ok: false, code: 'bad-time' });
		expect(await add({ person: 'zheng', post: ' ' })).toMatchObject({ ok: false, code: 'post-empty' });
		expect(await add({ person: 'zheng', court: 'none' })).toMatchObject({ ok: false, code: 'not-found' });
	});

	it('holds nobody twice at the same time, over midnight too', async () => {
		await idOf({ from: '17:30', to: '08:30' });
		expect(await add({ day: '2026-03-03', from: '08:00', to: '12:00' })).toMatchObject({ ok: false, code: 'shift-overlaps' });
		expect(await add({ day: '2026-03-03', from: '08:30', to: '12:00' })).toMatchObject({ ok: true });
	});

	it('is signed for by the person alone, in time, once; then it stays', async () => {
		const id = await idOf();
		const sign = (who = handler) => signIn(world.context, who, actorOf(who), id);
		expect(await sign(officer)).toMatchObject({ ok: false, code: 'not-found' });
		world.at('2026-03-02T07:59:00+08:00');
		expect(await sign()).toMatchObject({ ok: false, code: 'not-now' });
		world.at('2026-03-02T08:00:00+08:00');
		expect((await view(handler))!.days[0]!.shifts[0]).toMatchObject({ maySignIn: true, state: 'ahead' });
		expect(await sign()).toMatchObject({ ok: true });
		expect(await sign()).toMatchObject({ ok: false, code: 'signed-in' });
		expect(await removeShift(world.context, officer, actorOf(officer), id)).toMatchObject({ ok: false, code: 'signed-in' });
		const other = await idOf({ person: 'he' });
		expect(await removeShift(world.context, stranger, actorOf(stranger), other)).toMatchObject({ ok: false, code: 'not-found' });
		expect(await removeShift(world.context, officer, actorOf(officer), other)).toMatchObject({ ok: true });
	});

	it('is taken over from the week before, without doubling what is there', async () => {
		await idOf();
		await idOf({ day: '2026-03-04', from: '17:30', to: '08:30', person: 'he' });
		const copy = (week = '2026-03-09') => copyWeek(world.context, officer, actorOf(officer), 'dc', week);
		expect(await copy('2026-03-10')).toMatchObject({ ok: false, code: 'bad-day' });
		await idOf({ day: '2026-03-09' });
		expect(await copy()).toEqual({ ok: true, id: '1' });
		expect((await view(officer, '2026-03-11'))!.days.flatMap(({ day, shifts }) => shifts.map(({ person }) => `${day} ${person}`))).toEqual([
			'2026-03-09 li',
			'2026-03-11 he',
		]);
		expect(await copy()).toMatchObject({ ok: false, code: 'nothing-to-copy' });
	});

	it('hands matters over: open ones stay until somebody of the court settles them', async () => {
		const note = (who: typeof officer, text: string) => addNote(world.context, who, actorOf(who), 'dc', text);
		expect(await note(handler, '待办')).toMatchObject({ ok: false, code: 'forbidden' });
		await idOf();
		world.at('2026-03-02T09:00:00+08:00');
		// On duty now.
		const made = await note(handler, ' 高院督办件两件 ');
		expect(made).toMatchObject({ ok: true });
		expect(await note(officer, ' ')).toMatchObject({ ok: false, code: 'note-empty' });
		expect(await note(officer, '长'.repeat(501))).toMatchObject({ ok: false, code: 'note-too-long' });
		const id = made.ok ? made.id : '';
		const settle = (who: typeof officer) => settleNote(world.context, who, actorOf(who), id);
		expect((await onWall()).notes).toMatchObject([{ text: '高院督办件两件', handler: '李某某', done: false }]);
		world.at('2026-03-05T09:00:00+08:00');
		expect((await onWall()).notes).toHaveLength(1);
		expect(await settle(stranger)).toMatchObject({ ok: false, code: 'not-found' });
		expect(await settle(officer)).toMatchObject({ ok: true });
		expect(await settle(chief)).toMatchObject({ ok: false, code: 'already-settled' });
		expect((await onWall()).notes).toMatchObject([{ done: true }]);
		world.at('2026-03-06T09:00:00+08:00');
		expect((await onWall()).notes).toEqual([]);
	});

	it('shows on the wall who is on duty, who follows, and how many have no turn this week', async () => {
		await idOf();
		await idOf({ from: '17:30', to: '08:30', person: 'he' });
		world.at('2026-03-02T10:00:00+08:00');
		expect(await onWall()).toMatchObject({
			missing: 1,
			shifts: [
				{ handler: '李某某', running: true },
				{ handler: '何某', running: false },
			],
		});
		world.at('2026-03-03T02:00:00+08:00');
		expect((await onWall()).shifts).toMatchObject([{ handler: '何某', running: true }]);
		expect((await view(chief))!.missing).toEqual(['郑某']);
		expect(await view(stranger)).toBeUndefined();
	});

	it('leaves a line of audit for every deed, refused ones too', async () => {
		await add();
		await add({ person: 'wu' });
		await addNote(world.context, officer, actorOf(officer), 'dc', '交接');
		const rows = await world.store.read
			.selectFrom('audit')
			.select(['action', 'result'])
			.where('action', 'like', 'duty.%')
			.orderBy('seq')
			.execute();
		expect(rows).toEqual([
			{ action: 'duty.shift', result: 'ok' },
			{ action: 'duty.shift', result: 'unknown-person' },
			{ action: 'duty.note', result: 'ok' },
		]);
		expect(await verifyAudit(world.store.read)).toBeUndefined();
	});
});
