import { parentPort, workerData } from 'node:worker_threads';
import { vocabulary } from './core/case/vocabulary.ts';
import { buildPaper } from './flows/build-paper.ts';
import { makeContext } from './flows/make-context.ts';
import { renderForm, type PaperAnswer, type PaperQuestion, type PaperTask } from './paper-work.ts';
import { readCalendarTables } from './rulebooks/calendar.ts';
import { layerParts } from './rulebooks/layer-parts.ts';
import { loadRulebook } from './rulebooks/load.ts';
import { openReader, type DatabasePlace, type Store } from './store/open.ts';

const knownEvents = new Set(vocabulary.keys());
const parts = { rulebook: loadRulebook({ knownEvents }), tables: readCalendarTables(), ...layerParts(knownEvents) };
const { db } = openReader(workerData as DatabasePlace);

const refuse = (): Promise<never> => Promise.reject(new Error('文稿计算不得写入数据库'));

/** A store that only reads: what a paper is computed from is never changed by computing it. */
const store: Store = {
	engine: 'file' in (workerData as DatabasePlace) ? 'sqlite' : 'postgres',
	read: db,
	write: refuse,
	writeMuch: refuse,
	expectMuch: () => undefined,
	onChange: () => () => undefined,
	close: () => Promise.resolve(),
};

async function run(task: PaperTask): Promise<unknown> {
	if (task.do === 'render') return renderForm(task.paper, task.form, task.zone);
	// Directory, rules and calendar are read anew for each paper: they may have changed since the last one.
	const context = await makeContext({
		...parts,
		store,
		now: () => task.now,
		yield: () => Promise.resolve(),
		monotonicMs: () => performance.now(),
	});
	return buildPaper(context, task.kind, task.court, task.period, task.campaign === undefined ? {} : { campaign: task.campaign });
}

parentPort!.on('message', ({ id, task }: PaperQuestion) => {
	run(task).then(
		(value) => parentPort!.postMessage({ id, ok: true, value } satisfies PaperAnswer),
		(error: unknown) => {
			const message = error instanceof Error ? error.message : String(error);
			const code = error instanceof Error && 'code' in error ? { code: String(error.code) } : {};
			parentPort!.postMessage({ id, ok: false, message, ...code } satisfies PaperAnswer);
		},
	);
});
