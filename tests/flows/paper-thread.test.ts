import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vocabulary } from '../../server/core/case/vocabulary.ts';
import { periodOf } from '../../server/core/indicator/period.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { instantOfEpochMs } from '../../server/core/time/zone.ts';
import { buildPaper } from '../../server/flows/build-paper.ts';
import type { FlowContext } from '../../server/flows/context.ts';
import { makeContext } from '../../server/flows/make-context.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { recordEvents } from '../../server/flows/record-events.ts';
import { parseEvent } from '../../server/core/case/parse-event.ts';
import { paperParts, type PaperShop } from '../../server/paper-forms.ts';
import { readCalendarTables } from '../../server/rulebooks/calendar.ts';
import { layerParts } from '../../server/rulebooks/layer-parts.ts';
import { loadRulebook } from '../../server/rulebooks/load.ts';
import { openSqlite, type Store } from '../../server/store/open.ts';
import { courts } from '../support/world.ts';

const week = periodOf('week', '2026-03-02' as CourtDate);

describe('papers in a thread of their own', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wall-thread-'));
	const file = join(folder, 'wall.db');
	let store: Store;
	let context: FlowContext;
	let shop: PaperShop;
	let now: Instant = instantOfEpochMs(Date.parse('2026-03-09T08:00:00+08:00'));

	beforeAll(async () => {
		store = await openSqlite(file);
		const knownEvents = new Set(vocabulary.keys());
		context = await makeContext({
			store,
			rulebook: loadRulebook({ knownEvents }),
			tables: readCalendarTables(),
			...layerParts(knownEvents),
			now: () => now,
			yield: () => Promise.resolve(),
			monotonicMs: () => performance.now(),
		});
		await putDirectory(context, { courts: [...courts], persons: [{ code: 'li', name: '李某某', court: 'dc', postJudge: true }] });
		const events = [1, 2].map((n) => ({
			id: `e${n}`,
			source: 'cms',
			court: 'dc',
			caseNumber: `（2026）示0204执${n}号`,
			type: 'case-filed',
			occurredAt: '2026-03-03',
			data: { handler: 'li' },
		}));
		const rows = events.map((event) => ({
			raw: JSON.stringify(event),
			parsed: parseEvent(event, { directory: context.directory(), keyCourt: 'gy', now }),
		}));
		await recordEvents(context, { rows, keyId: 'test', keyCourt: 'gy', completeThrough: now });
		shop = paperParts(context.directory, { file });
	});
	afterAll(async () => {
		await shop.close();
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	});

	it('say what this thread says, by the same court time', async () => {
		const [there, here] = [await shop.build(context, 'weekly', 'dc', week), await buildPaper(context, 'weekly', 'dc', week)];
		expect(there).toEqual(here);
		now = instantOfEpochMs(Date.parse('2026-03-09T09:30:00+08:00'));
		expect((await shop.build(context, 'weekly', 'dc', week)).madeAt).toBe(now);
	});

	it('are set into the same bytes', async () => {
		const paper = await shop.build(context, 'weekly', 'dc', week);
		const inThisThread = paperParts(context.directory, undefined);
		for (const form of ['docx', 'xlsx', 'html'] as const) {
			const [there, here] = [await shop.render(paper, form), await inThisThread.render(paper, form)];
			expect(Buffer.compare(Buffer.from(there!), Buffer.from(here!)), form).toBe(0);
		}
	});

	it('see what was written meanwhile, and give their reasons back as they were', async () => {
		await expect(shop.build(context, 'weekly', 'xl', week)).rejects.toMatchObject({
			code: 'paper-empty',
			message: expect.stringMatching(/\p{Script=Han}/u) as string,
		});
		await putDirectory(context, {
			courts: courts.map((court) => ({ ...court, name: court.code === 'dc' ? '新川县人民法院' : court.name })),
			persons: [],
		});
		expect((await shop.build(context, 'weekly', 'dc', week)).courtName).toBe('新川县人民法院');
	});

	it('leave this thread free, and end when they are told to', async () => {
		const begun = performance.now();
		const all = Promise.all(
			Array.from({ length: 6 }, () => shop.build(context, 'monthly', 'dc', periodOf('month', '2026-03-01' as CourtDate))),
		);
		let longest = 0;
		let last = performance.now();
		const beat = setInterval(() => {
			longest = Math.max(longest, performance.now() - last);
			last = performance.now();
		}, 5);
		await all;
		clearInterval(beat);
		// Far below the time of the work itself, on a machine that does other things as well.
		expect(longest).toBeLessThan(Math.max(200, (performance.now() - begun) / 2));
		const cut = shop.build(context, 'weekly', 'dc', week);
		const told = expect(cut).rejects.toThrow('服务正在停止');
		await shop.close();
		await told;
		// The next one starts another thread.
		expect((await shop.build(context, 'weekly', 'dc', week)).kind).toBe('weekly');
	});
});
