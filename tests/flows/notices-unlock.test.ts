import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../server/core/access/may.ts';
import { recipientOf, rungNotices } from '../../server/core/notice/types.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { answerNotice, signNotices } from '../../server/flows/notice-replies.ts';
import { raiseNotices } from '../../server/flows/notices.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { warnSteps } from '../../server/flows/unlock-clock.ts';
import { reassignStep, recuseFrom } from '../../server/flows/unlock-moves.ts';
import { withdrawRequest } from '../../server/flows/unlock.ts';
import { saveAccount } from '../../server/store/accounts.ts';
import { readReceiverFigures, readUnitFigures } from '../../server/store/week-readers.ts';
import { countNotices } from '../../server/store/wall-supervise.ts';
import { noticeBoxView, unsignedFor } from '../../server/views/notice-views.ts';
import { DeskViews } from '../../server/views/desk.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { noticeWorld } from '../support/notices.ts';
import { UnlockDesk, key } from '../support/unlock.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

describe.each(engines)('notices of the steps of an unlock request (%s)', (engine) => {
	let world: World;
	let desk: UnlockDesk;
	let id: string;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		desk = new UnlockDesk(world);
		await desk.staff();
		await desk.lock();
		id = await desk.file('2026-03-20');
	});
	afterEach(() => world.close());

	/** A beat of what looks after requests and notices. */
	const at = async (moment: string): Promise<void> => {
		world.at(moment);
		await warnSteps(world.context);
		await raiseNotices(world.context);
	};
	const steps = async () => rungNotices((await desk.stored()).state.notices).filter((notice) => notice.topic === 'unlock');
	const short = async () =>
		(await steps()).map(({ id: name, level, to }) => [
			name.slice(name.indexOf('/turn-') + 1),
			level,
			to
				.map(recipientOf)
				.map(({ as, court, person: who }) => `${as}@${court}=${who ?? ''}`)
				.join(),
		]);
	const rows = () => world.store.read.selectFrom('notice').selectAll().where('topic', '=', 'unlock').orderBy('raised_at').execute();
	const box = (who: Principal, state: 'open' | 'all' | 'closed' = 'open') =>
		noticeBoxView(sourceOf(world.context), who, { box: 'mine', state });
	const mine = async (who: Principal, state?: 'open' | 'all' | 'closed') =>
		(await box(who, state)).rows.filter((row) => row.topic === 'unlock');

	it('come on the last day to those who can take the step, after it to their chief; signed for, and closed by the decision', async () => {
		await desk.say('zheng', 'approve');
		await at('2026-03-17T23:59:59+08:00');
		expect(await steps()).toEqual([]);
		await at('2026-03-18T00:00:00+08:00');
		await at('2026-03-18T12:00:00+08:00');
		const step = `turn-1/step-1/step/2026-03-18`;
		expect(await short()).toEqual([[`${step}/L1`, 1, 'unlock-approver@zy=qian,unlock-approver@zy=zhou']]);
		const zhou = desk.who('zhou');
		expect(await mine(zhou)).toMatchObject([
			{
				nodeName: '解锁审批',
				clockName: '第 2 环节',
				requestId: id,
				dueOn: '2026-03-18',
				daysLeft: 0,
				maySign: true,
				replyBy: '2026-03-23',
			},
		]);
		expect(await unsignedFor(sourceOf(world.context), zhou)).toBe(1);
		// Neither the handler nor the chief who endorsed has it: it is for those who decide.
		expect([...(await mine(desk.who('li'))), ...(await mine(desk.who('zheng')))]).toEqual([]);
		const first = (await steps())[0]!.id;
		const sign = (who: Principal, notice: string) => signNotices(world.context, who, actorOf(who), [notice]);
		expect(await sign(desk.who('li'), first)).toMatchObject({ code: 'forbidden' });
		expect(await sign(zhou, first)).toMatchObject({ ok: true, signed: 1 });
		expect(await answerNotice(world.context, zhou, actorOf(zhou), first, '今日审结')).toMatchObject({ ok: true });
		await at('2026-03-19T00:00:00+08:00');
		expect((await short())[1]).toEqual([`${step}/L2`, 2, 'enforcement-chief@zy=sun']);
		await desk.say('zhou', 'approve', { newDueOn: (await desk.request()).newDueOn });
		expect((await rows()).map(({ state, closed_by, closed_on }) => [state, closed_by, closed_on])).toEqual([
			['closed', 'met', '2026-03-19'],
			['closed', 'met', '2026-03-19'],
		]);
		expect((await mine(desk.who('sun'), 'closed'))[0]).toMatchObject({ closedText: '本环节已办理', maySign: false });
		await noticeWorld(world).rebuilt();
	});

	it('nobody signs: the president of the court that decides is told, once', async () => {
		await desk.hire('ding', 'president', 'zy');
		await desk.say('zheng', 'approve');
		await at('2026-03-19T09:00:00+08:00');
		expect((await steps()).map(({ level }) => level)).toEqual([2]);
		await at('2026-03-23T23:00:00+08:00');
		expect(await steps()).toHaveLength(1);
		for (const day of ['2026-03-24', '2026-03-30', '2026-04-20']) await at(day);
		expect((await short())[1]).toEqual(['turn-1/step-1/step/2026-03-18/L3R', 3, 'enforcement-chief@zy=sun,president@zy=ding']);
		expect(await steps()).toHaveLength(2);
		expect((await mine(desk.who('sun')))[0]).toMatchObject({ nodeName: '解锁审批', labelName: '逾期未签收' });
		await noticeWorld(world).rebuilt();
	});

	it('nobody can take the step: the administrator of the top court has it, also by an account that is no person', async () => {
		await desk.dismiss('admin');
		await world.store.write(({ db }) =>
			saveAccount(db, {
				...{ id: 'operator', username: 'operator', passwordHash: 'x' },
				grants: [{ role: 'system-admin', court: 'gy', scope: 'court' }],
			}),
		);
		await desk.say('zheng', 'approve');
		for (const code of ['zhou', 'qian', 'sun', 'feng', 'wu', 'tang']) await desk.dismiss(code);
		await at('2026-03-18');
		expect((await short()).map(([, level, to]) => [level, to])).toEqual([[3, 'system-admin@gy=operator']]);
		const { personCode: _none, ...base } = person('x', 'system-admin', 'gy');
		const operator: Principal = { ...base, accountId: 'operator' };
		const [shown] = await mine(operator);
		expect(shown).toMatchObject({ nodeName: '解锁审批无人可办', clockName: '第 2 环节，请补充任职人员', maySign: true });
		// Administrators see who is missing, and not the request.
		expect(shown).not.toHaveProperty('requestId');
		// Being told does not open the case to them.
		const views = new DeskViews(sourceOf(world.context));
		expect(await views.caseOf(operator, key)).toBeUndefined();
		expect(await views.caseOf(desk.who('zheng'), key)).toBeDefined();
		expect(await signNotices(world.context, operator, actorOf(operator), [shown!.id])).toMatchObject({ ok: true, signed: 1 });
		await noticeWorld(world).rebuilt();
	});

	it('without any administrator it is addressed to the office, and whoever holds it later signs', async () => {
		await desk.say('zheng', 'approve');
		for (const code of ['zhou', 'qian', 'sun', 'feng', 'wu', 'tang', 'admin']) await desk.dismiss(code);
		await at('2026-03-18');
		expect((await short()).map(([, level, to]) => [level, to])).toEqual([[3, 'system-admin@gy=']]);
		const late = person('late', 'system-admin', 'gy');
		expect((await mine(late))[0]).toMatchObject({ maySign: true, recipients: [{ officeName: '系统管理员' }] });
	});

	it('a step that is handed on after the warning is told to whoever has it then, once', async () => {
		await desk.say('zheng', 'approve');
		await desk.hire('bai', 'unlock-approver', 'zy');
		world.at('2026-03-16');
		const hand = (from: string, to: string) =>
			reassignStep(world.context, desk.who(from), actorOf(desk.who(from)), id, { step: 1, to, reason: '分工' });
		expect(await hand('zhou', 'qian')).toMatchObject({ ok: true });
		expect(await steps()).toEqual([]);
		await at('2026-03-18');
		expect((await short()).map(([, level, to]) => [level, to])).toEqual([[1, 'unlock-approver@zy=qian']]);
		expect(await hand('zhou', 'bai')).toMatchObject({ ok: true });
		expect(await hand('zhou', 'qian')).toMatchObject({ ok: true });
		expect(await hand('zhou', 'bai')).toMatchObject({ ok: true });
		expect(await short()).toMatchObject([{}, ['turn-1/step-1/step/2026-03-18/L1T1', 1, 'unlock-approver@zy=bai']]);
		const bai = person('bai', 'unlock-approver', 'zy');
		expect(await recuseFrom(world.context, bai, actorOf(bai), id, { step: 1, reason: '与当事人有利害关系' })).toMatchObject({ ok: true });
		expect((await short()).slice(2).map(([, level, to]) => [level, to])).toEqual([[1, 'unlock-approver@zy=zhou']]);
		await noticeWorld(world).rebuilt();
	});

	it('closes with the request, and begins anew with each filing; days to sign are those of the case’s court', async () => {
		await putDirectory(world.context, {
			courts: [{ code: 'dc', name: '东川县人民法院', level: 'basic', settings: { noticeReplyDays: [1, 1, 1, 1] } }],
		});
		await at('2026-03-16');
		expect(await short()).toEqual([['turn-0/step-0/step/2026-03-16/L1', 1, 'enforcement-chief@dc=zheng']]);
		expect((await rows())[0]).toMatchObject({ reply_by: '2026-03-17', court_code: 'dc' });
		await desk.say('zheng', 'return');
		expect((await rows())[0]).toMatchObject({ state: 'closed', closed_by: 'met' });
		await desk.file('2026-03-30');
		await at('2026-03-17');
		expect((await short()).map(([name]) => name)).toEqual(['turn-0/step-0/step/2026-03-16/L1', 'turn-1/step-0/step/2026-03-17/L1']);
		const li = desk.who('li');
		expect(await withdrawRequest(world.context, li, actorOf(li), id)).toMatchObject({ ok: true });
		expect((await rows()).at(-1)).toMatchObject({ state: 'closed', closed_by: 'void' });
		await noticeWorld(world).rebuilt();
	});

	it('is counted on the wall and for whoever decides, never for the unit whose case it is', async () => {
		await desk.say('zheng', 'approve');
		await at('2026-03-18');
		expect(await countNotices(world.store.read, ['dc'], '2026-03-18' as CourtDate)).toMatchObject({ unlock: 1 });
		const week = { courts: ['zy'], from: '2026-03-16', to: '2026-03-22' };
		expect(await readReceiverFigures(world.store.read, week, ['unlock-approver'])).toMatchObject([
			{ person: 'qian', received: 1, unlock: 1, silent: 0 },
			{ person: 'zhou', received: 1, unlock: 1, silent: 0 },
		]);
		for (const figures of (await readUnitFigures(world.store.read, { ...week, courts: ['dc'] })).values()) expect(figures.unlock).toBe(0);
	});
});
