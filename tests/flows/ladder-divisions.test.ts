import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal, Role } from '../../server/core/access/may.ts';
import type { StageDeed } from '../../server/core/ladder/deeds.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { climbLadders, doStage } from '../../server/flows/ladder.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { loadLadders } from '../../server/rulebooks/ladders.ts';
import { saveAccount } from '../../server/store/accounts.ts';
import { DeskViews } from '../../server/views/desk.ts';
import { LadderViews } from '../../server/views/ladder-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const ladders = loadLadders();
const caseNumber = '（2026）示0204民初7号';
const id = '(2026)示0204民初7号-S2-1';
const staff: readonly (readonly [string, Role, string?])[] = [
	['li', 'handler', 'dc-one'],
	['wang', 'handler', 'dc-one'],
	['feng', 'division-chief', 'dc-one'],
	['bai', 'division-chief', 'dc-two'],
	['mo', 'trial-management'],
];
const li = person('li', 'handler', 'dc', 'self');
const wang = person('wang', 'handler', 'dc', 'self');
const head = person('feng', 'division-chief', 'dc');
const otherHead = person('bai', 'division-chief', 'dc');
const officer = person('mo', 'trial-management', 'dc');
const otherOfficer = person('gu', 'trial-management', 'dc');

describe.each(engines)('a stage of the ladder and the divisions of a court (%s)', (engine) => {
	let world: World;
	const say = (who: Principal, deed: StageDeed) => doStage(world.context, who, actorOf(who), id, deed);
	const offered = async (who: Principal) => {
		const source = sourceOf(world.context);
		const [row] = (await new LadderViews(source, new DeskViews(source), ladders).list(who, { ladder: 'S2' })).rows;
		return row && [row.mayReceive, row.mayPlan, row.mayReview];
	};
	const recipients = async () =>
		JSON.parse(
			(await world.store.read.selectFrom('case_stage').select('recipients').where('id', '=', id).executeTakeFirstOrThrow()).recipients,
		) as unknown;

	/** The case names no department: it is the one of its handler. */
	const begin = async (without: readonly string[] = []): Promise<void> => {
		world = await openWorld(engine, '2026-03-02');
		await putDirectory(world.context, {
			units: [
				{ code: 'dc-one', court: 'dc', name: '民事审判第一庭' },
				{ code: 'dc-two', court: 'dc', name: '民事审判第二庭' },
			],
			persons: staff.map(([code, , unit]) => ({ code, name: code, court: 'dc', ...(unit ? { unit } : {}) })),
		});
		await world.store.write(async ({ db }) => {
			for (const [code, role] of staff)
				if (!without.includes(code))
					await saveAccount(db, {
						id: `account-${code}`,
						username: code,
						passwordHash: '-',
						personCode: code,
						grants: [{ role, court: 'dc', scope: role === 'handler' ? 'self' : 'court' }],
					});
		});
		await world.send([{ caseNumber, type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
		world.at('2026-08-25');
		expect(await climbLadders(world.context, ladders)).toEqual({ entered: 1, left: 0 });
	};

	describe('whose offices are held', () => {
		beforeAll(() => begin());
		afterAll(() => world.close());

		it('tells the head of the handler’s division, not the other heads', async () => {
			expect(await recipients()).toEqual([
				{ as: 'handler', person: 'li' },
				{ as: 'division-chief', person: 'feng' },
				{ as: 'trial-management', person: 'mo' },
			]);
		});

		it('the head of another division does nothing about it; nor is he offered it', async () => {
			const plan = { kind: 'plan', plan: '十月底前开庭', nextReviewOn: '2026-09-10' as CourtDate } as const;
			const review = { kind: 'review', result: '按计划', nextReviewOn: '2026-09-10' as CourtDate } as const;
			expect(await say(otherHead, { kind: 'receive' })).toMatchObject({ code: 'forbidden' });
			expect(await say(otherHead, plan)).toMatchObject({ code: 'forbidden' });
			expect(await say(otherHead, review)).toMatchObject({ code: 'forbidden' });
			expect(await offered(otherHead)).toEqual([false, false, false]);
			expect(await offered(head)).toEqual([true, true, true]);
			expect(await say(head, plan)).toEqual({ ok: true, id });
			expect(await say(head, review)).toEqual({ ok: true, id });
			expect(await say(officer, review)).toEqual({ ok: true, id });
		});

		it('where a person is named, another holder of the office cannot sign for him', async () => {
			expect(await say(otherOfficer, { kind: 'receive' })).toMatchObject({ code: 'forbidden' });
		});

		it('who handles the case now stands in for the handler named; who handled it before no longer does', async () => {
			await world.send([{ caseNumber, type: 'handler-assigned', occurredAt: '2026-08-25', data: { handler: 'wang' } }]);
			expect(await say(li, { kind: 'receive' })).toMatchObject({ code: 'forbidden' });
			expect(await say(wang, { kind: 'receive' })).toEqual({ ok: true, id });
		});
	});

	describe('whose offices nobody held', () => {
		beforeAll(() => begin(['feng', 'bai', 'mo']));
		afterAll(() => world.close());

		it('is received by whoever took over: of the heads of division only by the one of its own', async () => {
			expect(await recipients()).toEqual([{ as: 'handler', person: 'li' }, { as: 'division-chief' }, { as: 'trial-management' }]);
			expect(await say(otherHead, { kind: 'receive' })).toMatchObject({ code: 'forbidden' });
			expect(await offered(otherOfficer)).toEqual([true, false, true]);
			expect(await say(head, { kind: 'receive' })).toEqual({ ok: true, id });
		});
	});
});
