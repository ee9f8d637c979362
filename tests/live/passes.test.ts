import { describe, expect, it } from 'vitest';
import { Passes } from '../../server/live/passes.ts';
import { until } from '../support/screens.ts';

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe('passes', () => {
	it('does only what is watched, the urgent first', async () => {
		const ran: string[] = [];
		const passes = new Passes(
			async (scope, topic) => {
				ran.push(`${topic} ${scope}`);
				await pause(1);
				return true;
			},
			(error) => expect(error).toBeUndefined(),
		);
		for (const topic of ['trend', 'funds', 'ticker'] as const) passes.add('dc', topic);
		await until('all', () => ran.length === 3);
		expect(ran).toEqual(['ticker dc', 'trend dc', 'funds dc']);
		passes.mark('xl');
		passes.remove('dc', 'trend');
		passes.mark('dc');
		await until('those left', () => ran.length === 5);
		await pause(300);
		expect(ran.slice(3).sort()).toEqual(['funds dc', 'ticker dc']);
		await passes.close();
	});

	it('what only one topic shows has that one looked at, and no other', async () => {
		const ran: string[] = [];
		const passes = new Passes(
			(_scope, topic) => Promise.resolve(ran.push(topic) > 0),
			(error) => expect(error).toBeUndefined(),
		);
		for (const topic of ['funds', 'lobby'] as const) passes.add('dc', topic);
		await until('both', () => ran.length === 2);
		await pause(300);
		passes.mark('dc', { only: 'lobby' });
		await until('the lobby', () => ran.length === 3);
		await pause(300);
		expect(ran.slice(2)).toEqual(['lobby']);
		await passes.close();
	});

	it('a topic that hangs keeps none of the others waiting', async () => {
		const ran: string[] = [];
		let hang = (): void => undefined;
		const passes = new Passes(
			(_scope, topic) =>
				topic === 'actions' ? new Promise<boolean>((done) => (hang = () => done(true))) : Promise.resolve(ran.push(topic) > 0),
			() => undefined,
		);
		for (const topic of ['actions', 'locks', 'funds'] as const) passes.add('dc', topic);
		await until('the others', () => ran.length === 2, 1000);
		passes.mark('dc');
		await until('the others again', () => ran.length === 4, 1500);
		hang();
		await passes.close();
	});

	it('a topic that fails is told and tried again at the next change', async () => {
		const failed: unknown[] = [];
		let runs = 0;
		const passes = new Passes(
			() => {
				runs += 1;
				return Promise.reject(new Error('no'));
			},
			(error) => failed.push(error),
		);
		passes.add('dc', 'funds');
		await passes.first('dc', 'funds');
		passes.mark('dc');
		await until('tried again', () => runs === 2);
		expect(failed).toHaveLength(2);
		await passes.close();
	});

	it('a change that comes during a pass asks for another one, and who waits gets that one', async () => {
		let truth = 1;
		let shown = 0;
		const passes = new Passes(
			async () => {
				const read = truth;
				await pause(50);
				shown = read;
				return true;
			},
			() => undefined,
		);
		passes.add('dc', 'funds');
		await pause(20);
		truth = 2;
		passes.mark('dc');
		await passes.settled('dc', 'funds');
		expect(shown).toBe(2);
		await passes.close();
	});

	it('is closed when the pass under way is over, and begins none after that', async () => {
		let runs = 0;
		let end = (): void => undefined;
		const passes = new Passes(
			() => {
				runs += 1;
				return new Promise<boolean>((done) => (end = () => done(true)));
			},
			(error) => expect(error).toBeUndefined(),
		);
		for (const topic of ['trend', 'funds'] as const) passes.add('dc', topic);
		await until('running', () => runs === 1);
		let closed = false;
		const closing = passes.close().then(() => (closed = true));
		await pause(100);
		expect([closed, runs]).toEqual([false, 1]);
		end();
		await closing;
		passes.mark('dc');
		await pause(50);
		expect(runs).toBe(1);
	});
});
