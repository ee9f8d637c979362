import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hours, Playlist } from '../contract/scenes.ts';
import { play, shownOf, startPlayer, type Levels, type PlayerEvent, type PlayerPlan, type PlayerState } from './player.ts';

const morning: Hours = { from: '08:00', to: '12:00', days: 'all' };
const list = (over: Partial<Playlist> = {}): Playlist => ({
	id: 'own',
	title: '自制',
	steps: ['a', 'b', 'c', 'd', 'e'].map((scene) => ({ scene, dwellSeconds: 30 })),
	interrupts: [],
	...over,
});
const interrupts: Playlist['interrupts'] = [
	{ when: 'request-late', scene: 'late', seconds: 20 },
	{ when: 'new-lock', scene: 'lock', seconds: 20 },
	{ when: 'seal-alarm', scene: 'seal', seconds: 20 },
];

/** A player with a clock that is moved by hand. */
class Desk {
	state: PlayerState;
	ms = 0;
	open = true;
	levels: Levels = {};
	readonly plan: PlayerPlan;

	constructor(playlist: Playlist, { panes = 1, dwellSeconds, page }: { panes?: number; dwellSeconds?: number; page?: number } = {}) {
		this.plan = { playlist, panes, dwellSeconds };
		this.state = startPlayer(this.plan, this.moment, page);
	}

	get moment() {
		return { atMs: this.ms, isOpen: () => this.open };
	}

	do(event: PlayerEvent): this {
		this.state = play(this.state, this.plan, event, this.moment);
		return this;
	}

	/** Seconds go by, one tick each. */
	pass(seconds: number, levels: Levels = this.levels): this {
		this.levels = levels;
		for (let each = 0; each < seconds; each += 1) {
			this.ms += 1_000;
			this.do({ type: 'tick', levels });
		}
		return this;
	}

	get shown(): readonly string[] {
		return shownOf(this.state, this.plan).scenes;
	}
}

describe('a playlist', () => {
	it('shows each step for its time, and begins again', () => {
		const desk = new Desk(list());
		expect(desk.shown).toEqual(['a']);
		expect(desk.pass(29).shown).toEqual(['a']);
		expect(desk.pass(1).shown).toEqual(['b']);
		expect(desk.pass(30 * 4).shown).toEqual(['a']);
	});

	it('takes one time for all where the address gives one, and begins where it says', () => {
		const desk = new Desk(list(), { dwellSeconds: 5, page: 4 });
		expect(desk.shown).toEqual(['d']);
		expect(desk.pass(5).shown).toEqual(['e']);
		expect(new Desk(list(), { page: 99 }).shown).toEqual(['a']);
	});

	it('goes by hand in both directions, over both ends', () => {
		const desk = new Desk(list());
		expect(desk.do({ type: 'previous' }).shown).toEqual(['e']);
		expect(desk.do({ type: 'next' }).do({ type: 'next' }).shown).toEqual(['b']);
		expect(desk.pass(29).shown).toEqual(['b']);
		expect(desk.pass(1).shown).toEqual(['c']);
	});

	it('leaves out steps whose hours are over, also in the middle of their time', () => {
		const desk = new Desk(list({ steps: [{ scene: 'a', dwellSeconds: 60, hours: morning }, ...list().steps.slice(1, 3)] }));
		expect(desk.pass(10).shown).toEqual(['a']);
		desk.open = false;
		expect(desk.pass(1).shown).toEqual(['b']);
		expect(desk.pass(60).shown).toEqual(['b']);
		expect(shownOf(desk.state, desk.plan).position).toEqual({ at: 1, of: 2 });
		desk.open = true;
		expect(desk.pass(60).shown).toEqual(['a']);
	});

	it('with no step in its hours shows all rather than nothing', () => {
		const desk = new Desk(list({ steps: list().steps.map((step) => ({ ...step, hours: morning })) }));
		desk.open = false;
		expect(desk.pass(31).shown).toEqual(['b']);
	});

	it('stands still while it is held, and then has the time left that it had', () => {
		const desk = new Desk(list()).pass(20).do({ type: 'hold', why: 'hand' });
		expect(desk.pass(500).shown).toEqual(['a']);
		desk.do({ type: 'hold', why: 'meeting' }).pass(10).do({ type: 'release', why: 'hand' });
		expect(desk.pass(100).shown).toEqual(['a']);
		desk.do({ type: 'release', why: 'meeting' });
		expect(desk.pass(9).shown).toEqual(['a']);
		expect(desk.pass(1).shown).toEqual(['b']);
	});

	it('can be turned while it is held, and the scene that was chosen has its whole time afterwards', () => {
		const desk = new Desk(list()).pass(20).do({ type: 'hold', why: 'hand' }).pass(5).do({ type: 'next' });
		expect(desk.pass(50).do({ type: 'release', why: 'hand' }).pass(29).shown).toEqual(['b']);
		expect(desk.pass(1).shown).toEqual(['c']);
	});

	it('another playlist goes on with the scene on show, where it has it', () => {
		const desk = new Desk(list()).pass(65);
		expect(desk.shown).toEqual(['c']);
		const other = list({ id: 'other', steps: ['x', 'c'].map((scene) => ({ scene, dwellSeconds: 10 })) });
		desk.state = play(desk.state, { playlist: other, panes: 1 }, { type: 'load', former: 'c' }, desk.moment);
		expect(shownOf(desk.state, { playlist: other, panes: 1 }).scenes).toEqual(['c']);
	});
});

describe('a wide surface', () => {
	it('shows neighbours side by side and goes on by as many', () => {
		const desk = new Desk(list(), { panes: 2 });
		expect(desk.shown).toEqual(['a', 'b']);
		expect(desk.pass(30).shown).toEqual(['c', 'd']);
		expect(desk.pass(30).shown).toEqual(['e', 'a']);
		expect(desk.do({ type: 'previous' }).shown).toEqual(['c', 'd']);
	});

	it('gives both the longer time, and never shows a scene twice', () => {
		const desk = new Desk(
			list({
				steps: [
					{ scene: 'a', dwellSeconds: 10 },
					{ scene: 'b', dwellSeconds: 40 },
				],
			}),
			{ panes: 3 },
		);
		expect(desk.shown).toEqual(['a', 'b']);
		expect(desk.pass(39).state.sinceMs).toBe(0);
		expect(desk.pass(1).state.sinceMs).toBe(40_000);
	});

	it('an interruption takes one pane, beside it the playlist stays', () => {
		const desk = new Desk(list({ interrupts }), { panes: 2 }).pass(1, { 'new-lock': 0 }).pass(1, { 'new-lock': 1 });
		expect(desk.shown).toEqual(['lock', 'a']);
	});
});

describe('a scene that fails', () => {
	it('is passed over, and tried again after a minute', () => {
		const desk = new Desk(list()).do({ type: 'failed', scene: 'a' });
		expect(desk.shown).toEqual(['b']);
		expect(desk.pass(30 * 4).shown).toEqual(['a']);
	});

	it('never stops the playlist: with every scene failed it shows none, and comes back', () => {
		const desk = new Desk(list());
		for (const { scene } of desk.plan.playlist.steps) desk.do({ type: 'failed', scene });
		expect(desk.shown).toEqual([]);
		expect(desk.pass(60).shown).toHaveLength(1);
	});

	it('ends an interruption that it was shown for', () => {
		const desk = new Desk(list({ interrupts })).pass(3, { 'new-lock': 0 }).pass(1, { 'new-lock': 1 });
		expect(desk.shown).toEqual(['lock']);
		expect(desk.do({ type: 'failed', scene: 'lock' }).shown).toEqual(['a']);
	});
});

describe('interruptions', () => {
	const quiet = { 'new-lock': 3, 'seal-alarm': 0, 'request-late': 2 };

	it('come for what is new since the last look, not for what was there before', () => {
		const desk = new Desk(list({ interrupts })).pass(10, quiet);
		expect(desk.shown).toEqual(['a']);
		expect(desk.pass(1, { ...quiet, 'new-lock': 4 }).shown).toEqual(['lock']);
		expect(shownOf(desk.state, desk.plan).cause).toBe('new-lock');
	});

	it('go back to where the playlist was, with the time that was left', () => {
		const desk = new Desk(list({ interrupts })).pass(24, quiet).pass(20, { ...quiet, 'new-lock': 4 });
		expect(desk.shown).toEqual(['lock']);
		expect(desk.pass(1).shown).toEqual(['a']);
		expect(desk.pass(4).shown).toEqual(['a']);
		expect(desk.pass(1).shown).toEqual(['b']);
	});

	it('the most urgent goes first, whatever the order of the playlist', () => {
		const desk = new Desk(list({ interrupts })).pass(2, quiet).pass(1, { 'new-lock': 4, 'seal-alarm': 1, 'request-late': 3 });
		expect(desk.shown).toEqual(['lock']);
		expect(desk.pass(20).shown).toEqual(['seal']);
		expect(desk.pass(20).shown).toEqual(['late']);
		expect(desk.pass(20).shown).toEqual(['a']);
	});

	it('never come twice in a row for the same cause', () => {
		const desk = new Desk(list({ interrupts })).pass(2, quiet);
		for (let locks = 4; locks < 25; locks += 1) desk.pass(1, { ...quiet, 'new-lock': locks });
		// Twenty seconds of the interruption are over; new locks came all the time.
		expect(desk.shown).toEqual(['a']);
		expect(desk.pass(26).shown).toEqual(['a']);
		// With the next step the cause may speak again.
		expect(desk.pass(2).shown).toEqual(['lock']);
	});

	it('are forgotten where the cause is gone before its turn', () => {
		const desk = new Desk(list({ interrupts })).pass(2, quiet).do({ type: 'hold', why: 'hand' });
		desk
			.pass(5, { ...quiet, 'seal-alarm': 1 })
			.pass(5, quiet)
			.do({ type: 'release', why: 'hand' });
		expect(desk.pass(3).shown).toEqual(['a']);
	});

	it('wait while the player is held', () => {
		const desk = new Desk(list({ interrupts })).pass(2, quiet).do({ type: 'hold', why: 'meeting' });
		expect(desk.pass(50, { ...quiet, 'seal-alarm': 1 }).shown).toEqual(['a']);
		expect(desk.do({ type: 'release', why: 'meeting' }).pass(1).shown).toEqual(['seal']);
	});

	it('a new day that counts from nothing is no cause', () => {
		const desk = new Desk(list({ interrupts })).pass(2, quiet).pass(2, { ...quiet, 'new-lock': 0 });
		expect(desk.shown).toEqual(['a']);
		expect(desk.pass(1, { ...quiet, 'new-lock': 1 }).shown).toEqual(['lock']);
	});

	it('are ended by hand, back to the step', () => {
		const desk = new Desk(list({ interrupts }))
			.pass(2, quiet)
			.pass(1, { ...quiet, 'new-lock': 4 })
			.do({ type: 'next' });
		expect(desk.pass(1).shown).toEqual(['a']);
	});

	it('a playlist without them has none', () => {
		expect(new Desk(list()).pass(2, quiet).pass(1, { ...quiet, 'new-lock': 99 }).shown).toEqual(['a']);
	});
});

describe('whatever happens', () => {
	const scenes = ['a', 'b', 'c', 'd', 'e', 'lock', 'seal', 'late'];
	const levels = fc.record({ 'new-lock': fc.nat(5), 'seal-alarm': fc.nat(2), 'request-late': fc.nat(2) });
	const event: fc.Arbitrary<PlayerEvent> = fc.oneof(
		{ weight: 8, arbitrary: levels.map((each): PlayerEvent => ({ type: 'tick', levels: each })) },
		fc.constantFrom<PlayerEvent>({ type: 'next' }, { type: 'previous' }),
		fc
			.constantFrom('hand' as const, 'meeting' as const)
			.chain((why) => fc.constantFrom<PlayerEvent>({ type: 'hold', why }, { type: 'release', why })),
		fc.constantFrom(...scenes).map((scene): PlayerEvent => ({ type: 'failed', scene })),
	);

	it('it shows scenes of its playlist, and goes on once it is let go', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(event, fc.nat(40), fc.boolean()), { maxLength: 80 }),
				fc.integer({ min: 1, max: 3 }),
				(events, panes) => {
					const desk = new Desk(list({ interrupts }), { panes });
					for (const [each, seconds, open] of events) {
						desk.ms += seconds * 1_000;
						desk.open = open;
						desk.do(each);
						for (const scene of desk.shown) expect(scenes).toContain(scene);
						expect(new Set(desk.shown).size).toBe(desk.shown.length);
					}
					desk.do({ type: 'release', why: 'hand' }).do({ type: 'release', why: 'meeting' }).pass(180, { 'new-lock': 0 });
					const seen = new Set<string>();
					for (let each = 0; each < 200; each += 1) for (const scene of desk.pass(1).shown) seen.add(scene);
					expect([...seen].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
				},
			),
			{ numRuns: 60 },
		);
	});

	it('no cause interrupts twice in a row', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(levels, fc.nat(30)), { minLength: 5, maxLength: 120 }), (looks) => {
				const desk = new Desk(list({ interrupts }));
				let last: string | undefined;
				let before: string | undefined;
				let step = desk.state.index;
				for (const [each, seconds] of looks) {
					desk.ms += seconds * 1_000;
					desk.do({ type: 'tick', levels: each });
					const cause = desk.state.interrupt?.kind;
					if (cause && cause !== before && desk.state.index === step) expect(cause).not.toBe(last);
					if (cause) last = cause;
					if (desk.state.index !== step) last = cause;
					step = desk.state.index;
					before = cause;
				}
			}),
		);
	});
});
