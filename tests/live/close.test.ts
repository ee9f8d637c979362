import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepPublicFigures } from '../../server/app-parts.ts';
import { closeDevices, connectDevice, pairDevice } from '../support/devices.ts';
import { fact, openScreens, wallTopics } from '../support/screens.ts';
import { engines, openWorld } from '../support/world.ts';

/** Lets work that was begun come to its first question to the database. */
const turns = async (count: number): Promise<void> => {
	for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a service that is closed in the middle of its work', () => {
	afterEach(() => {
		vi.useRealTimers();
		closeDevices();
	});

	it.each([0, 1, 3, 8])('asks nothing of a database that is closed (%i)', async (late) => {
		const screens = await openScreens();
		const { site } = screens;
		const { token } = await pairDevice(site);
		const watching = await screens.watching({ token: screens.internal }, ['funds']);
		await connectDevice(site.base, { token });
		await site.send([fact(`close-${late}`)]);
		for (const court of ['zy', 'dc', 'xl']) watching.subscribe(wallTopics, court);
		const knocking = connectDevice(site.base, { token, waits: false }).catch(() => undefined);
		await new Promise((done) => setTimeout(done, late));
		await turns(late);
		await site.close();
		await knocking;
		await new Promise((done) => setTimeout(done, 200));
		expect(site.unexpected).toEqual([]);
		screens.closeAll();
	});

	it.each(engines)('public figures that are being made are finished before the store closes (%s)', async (engine) => {
		const world = await openWorld(engine, '2026-03-02');
		await world.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
		const errors: unknown[] = [];
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		const stop = keepPublicFigures(world.context, (error) => errors.push(error));
		vi.advanceTimersByTime(10_000);
		vi.useRealTimers();
		await stop();
		const kept = await world.store.read.selectFrom('public_figure').select('court_code').execute();
		await world.close();
		await turns(200);
		expect(errors).toEqual([]);
		expect(kept.map((row) => row.court_code).sort()).toEqual(['dc', 'gy', 'xl', 'zy']);
	});
});
