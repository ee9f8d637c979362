import type { CaseEvent } from '../../server/core/case/case-event.ts';
import { parseEvent } from '../../server/core/case/parse-event.ts';
import { vocabulary } from '../../server/core/case/vocabulary.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { buildCases } from '../../server/demo/world/cases.ts';
import { buildDirectory } from '../../server/demo/world/directory.ts';
import { newEvent } from '../../server/flows/batch-events.ts';
import type { FlowContext } from '../../server/flows/context.ts';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { makeContext } from '../../server/flows/make-context.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { loadCalendar, readCalendarTables } from '../../server/rulebooks/calendar.ts';
import { layerParts } from '../../server/rulebooks/layer-parts.ts';
import { loadRulebook } from '../../server/rulebooks/load.ts';
import { saveCases, type CaseChange } from '../../server/store/cases.ts';
import type { Store } from '../../server/store/open.ts';

const seed = 7;
const now = '2026-10-14T00:30:00.000Z' as Instant;
const savedAtOnce = 200;
const demoDirectory = () => buildDirectory(seed, '2024-10-14' as CourtDate, '2026-12-31' as CourtDate);

/** A context with the demo's courts and people on a store; `onYield` is told each time that a flow gives way. */
export async function openContext(store: Store, onYield: () => void = () => undefined): Promise<FlowContext> {
	const knownEvents = new Set(vocabulary.keys());
	const context = await makeContext({
		store,
		rulebook: loadRulebook({ knownEvents }),
		tables: readCalendarTables(),
		...layerParts(knownEvents),
		now: () => now,
		yield: () => {
			onYield();
			return new Promise((resolve) => setImmediate(resolve));
		},
		monotonicMs: () => performance.now(),
	});
	await putDirectory(context, demoDirectory());
	return context;
}

/** One case of the demo province as its events. */
export interface Story {
	readonly court: string;
	readonly caseNumber: string;
	readonly events: readonly CaseEvent[];
}

/** The demo province up to the start of the demo, as the events of each case. */
export function stories(context: FlowContext): readonly Story[] {
	const world = buildCases({ seed, directory: demoDirectory(), calendar: loadCalendar() });
	const sent = [...world.history, ...[...world.replay.values()].flat()];
	const frame = { directory: context.directory(), keyCourt: 'sf-higher', now };
	return [...Map.groupBy(sent, (event) => event.caseNumber)].map(([caseNumber, list]) => ({
		court: list[0]!.court,
		caseNumber,
		events: list.flatMap((event, index): readonly CaseEvent[] => {
			const parsed = parseEvent(event, frame);
			if (!parsed.ok) throw new Error(`${event.id}: ${parsed.detail}`);
			const { caseKey: _key, court: _court, ...fact } = newEvent(parsed.event);
			return [{ ...fact, seq: index + 1 }];
		}),
	}));
}

const openNodes = ({ after }: CaseChange): number => after.nodes.filter((node) => !node.endedOn && node.phase !== 'void').length;

/** What was put in. */
export interface Filled {
	readonly cases: number;
	/** Open nodes. */
	readonly nodes: number;
	/** How often the demo province was put in, each time under other numbers. */
	readonly copies: number;
}

/** Fills the store with cases of the demo province through the real fold, until there are so many cases, or open nodes in open cases. */
export async function fillCases(
	context: FlowContext,
	wanted: { readonly cases: number } | { readonly openNodes: number },
): Promise<Filled> {
	const all = stories(context);
	const byNodes = 'openNodes' in wanted;
	const chosen = !byNodes
		? all
		: all.filter(({ court, caseNumber, events }) => {
				const change = refold(context, newCase(context, court, caseNumber), events);
				return change.view && !change.view.closedOn && openNodes(change) > 0;
			});
	let cases = 0;
	let nodes = 0;
	let copies = 0;
	const isFull = (): boolean => (byNodes ? nodes >= wanted.openNodes : cases >= wanted.cases);
	for (; !isFull(); copies += 1)
		for (let at = 0; at < chosen.length && !isFull(); at += savedAtOnce) {
			const room = byNodes ? savedAtOnce : Math.min(savedAtOnce, wanted.cases - cases);
			const changes = chosen.slice(at, at + room).map(({ court, caseNumber, events }) => {
				const number = caseNumber.replace(/(\d+)号$/u, (_, digits: string) => `${Number(digits) + copies * 10_000}号`);
				return refold(context, newCase(context, court, number), events);
			});
			await context.store.write(({ db }) => saveCases(db, changes));
			cases += changes.length;
			nodes += changes.reduce((sum, change) => sum + openNodes(change), 0);
		}
	return { cases, nodes, copies };
}
