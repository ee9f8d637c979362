import { parentPort, workerData } from 'node:worker_threads';
import { periodOf } from '../../server/core/indicator/period.ts';
import type { Paper } from '../../server/core/report/paper.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { buildPaper } from '../../server/flows/build-paper.ts';
import { renderPaperDocx } from '../../server/publish/paper-docx.ts';
import { renderPaperHtml } from '../../server/publish/paper-html.ts';
import { openSqlite } from '../../server/store/open.ts';
import { openContext } from './many-cases.ts';

/** Makes the monthly analysis of each court: computed, set as a page and as a Word document. */
async function run({ file, courts, month }: { file: string; courts: readonly string[]; month: string }): Promise<object> {
	const store = await openSqlite(file);
	const context = await openContext(store);
	const started = performance.now();
	let figures = 0;
	let computeMs = 0;
	let htmlMs = 0;
	let wordMs = 0;
	const papers: Paper[] = [];
	for (const court of courts) {
		const begun = performance.now();
		const paper = await buildPaper(context, 'monthly', court, periodOf('month', month as CourtDate));
		computeMs += performance.now() - begun;
		figures += paper.figures.length;
		const setting = performance.now();
		renderPaperHtml(paper);
		htmlMs += performance.now() - setting;
		papers.push(paper);
	}
	parentPort!.postMessage('set');
	for (const paper of papers) {
		const writing = performance.now();
		await renderPaperDocx(paper);
		wordMs += performance.now() - writing;
	}
	const ms = performance.now() - started;
	await store.close();
	return { ms, computeMs, htmlMs, wordMs, figures };
}

parentPort!.postMessage(await run(workerData as Parameters<typeof run>[0]));
