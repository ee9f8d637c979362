import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseloadPayload } from '../../src/lib/contract/topics-figures.ts';
import { Passes } from '../../server/live/passes.ts';
import { Projector } from '../../server/live/projector.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { engines, openWorld, type World } from '../support/world.ts';

describe.each(engines)('what is asked for of a court (%s)', (engine) => {
	let world: World;
	let projector: Projector;
	let passes: Passes;
	const file = (n: number) =>
		world.send([{ caseNumber: `（2026）示0204执${n}号`, type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
	const received = async (): Promise<number> => {
		const [frame] = await projector.snapshot('dc', ['caseload'], 'internal', ['caseload']);
		return (frame!.payload as CaseloadPayload).received.value;
	};
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		const source = Object.assign(sourceOf(world.context), { ladderStages: [] });
		const onError = (error: unknown): never => {
			throw error;
		};
		passes = new Passes(async (scope, topic) => {
			await projector.project(scope, [topic]);
			return true;
		}, onError);
		projector = new Projector(source, () => undefined, { settled: (scope, topic) => passes.settled(scope, topic), onError });
		world.store.onChange(({ courts }) => {
			for (const court of courts) {
				projector.changed(court);
				passes.mark(court);
			}
		});
	});
	afterEach(async () => {
		await passes.close();
		await world.close();
	});

	it('stays true when only the lobby of the court has changed, and the lobby does not', async () => {
		await file(1);
		await projector.project('dc', ['caseload', 'lobby']);
		expect([projector.isTrue('caseload', 'dc'), projector.isTrue('lobby', 'dc')]).toEqual([true, true]);
		projector.changed('dc', 'lobby');
		expect([projector.isTrue('caseload', 'dc'), projector.isTrue('lobby', 'dc')]).toEqual([true, false]);
		await projector.project('dc', ['lobby']);
		expect(projector.isTrue('lobby', 'dc')).toBe(true);
		projector.changed('dc');
		expect([projector.isTrue('caseload', 'dc'), projector.isTrue('lobby', 'dc')]).toEqual([false, false]);
	});

	it('is what is there now, though the last screen leaves while it is waited for', async () => {
		await file(1);
		passes.add('dc', 'caseload');
		await passes.settled('dc', 'caseload');
		expect(await received()).toBe(1);
		await file(2);
		// The pass is due in a quarter of a second: whoever asks waits for it, and then there is none.
		const asked = received();
		await new Promise((done) => setTimeout(done, 20));
		passes.remove('dc', 'caseload');
		expect(await asked).toBe(2);
	});

	it('is read once for all who ask when the last screen leaves', async () => {
		await file(1);
		passes.add('dc', 'caseload');
		await passes.settled('dc', 'caseload');
		await file(2);
		const before = projector.frame('caseload', 'dc', 'internal')!.revision;
		const asked = Array.from({ length: 20 }, received);
		await new Promise((done) => setTimeout(done, 20));
		passes.remove('dc', 'caseload');
		expect(await Promise.all(asked)).toEqual(Array.from({ length: 20 }, () => 2));
		expect(projector.frame('caseload', 'dc', 'internal')!.revision).toBe(before + 1);
	});
});
