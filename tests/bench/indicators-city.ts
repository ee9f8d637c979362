import type { CaseEvent } from '../../server/core/case/case-event.ts';
import type { FlowContext } from '../../server/flows/context.ts';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { saveCases } from '../../server/store/cases.ts';
import { stories, type Story } from './many-cases.ts';

const savedAtOnce = 200;
/** Years that the copies are spread over: those of the demo province, and the year before. */
const yearsBack = 2;

/** A story under another number, whole years earlier: every day in its events moves along. */
function copyOf({ court, caseNumber, events }: Story, copy: number): Story {
	const back = copy % yearsBack;
	const earlier = (text: string): string =>
		back === 0 ? text : text.replace(/\b(20\d\d)(?=-\d\d-\d\d)/g, (year) => String(Number(year) - back)).replace(/-02-29/g, '-02-28');
	const number = caseNumber
		.replace(/\d{4}/, (year) => String(Number(year) - back))
		.replace(/(\d+)号$/u, (_, digits: string) => `${Number(digits) + copy * 10_000}号`);
	return { court, caseNumber: number, events: back === 0 ? events : (JSON.parse(earlier(JSON.stringify(events))) as CaseEvent[]) };
}

/** Copies of the demo province's cases, without end. */
export function* copies(context: FlowContext): Generator<Story> {
	const all = stories(context);
	for (let copy = 0; ; copy += 1) for (const story of all) yield copyOf(story, copy);
}

/** Fills the store with so many cases of eleven courts over three years, through the real fold; gives back how many events they have. */
export async function fillCity(context: FlowContext, wanted: number): Promise<{ readonly cases: number; readonly events: number }> {
	let events = 0;
	let cases = 0;
	const batch: Story[] = [];
	const save = async (): Promise<void> => {
		const changes = batch.map((story) => refold(context, newCase(context, story.court, story.caseNumber), story.events));
		await context.store.write(({ db }) => saveCases(db, changes));
		batch.length = 0;
	};
	for (const story of copies(context)) {
		batch.push(story);
		cases += 1;
		events += story.events.length;
		if (batch.length >= savedAtOnce || cases >= wanted) await save();
		if (cases >= wanted) return { cases, events };
	}
	return { cases, events };
}
