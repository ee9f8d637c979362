import { topicNames, type TopicName, type TopicPayloads } from '../../src/lib/contract/topics.ts';
import { periodOf } from '../../server/core/indicator/period.ts';
import type { FigureBoard, FigureQuery } from '../../server/core/indicator/types.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { readBoard } from '../../server/flows/read-figures.ts';
import { Projector } from '../../server/live/projector.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { eventsOf, stories, today } from './figures.ts';
import { openWorld, type engines, type TestEvent, type World } from './world.ts';

/** Number of a case of the court dc. */
export const dcCase = (n: number, kind = '执', year = 2026): string => `（${year}）示0204${kind}${n}号`;

/** A fact of a case of the court dc, unless another is named. */
export const fact = (
	caseNumber: string,
	type: string,
	occurredAt: string,
	data: Record<string, unknown> = {},
	court = 'dc',
): TestEvent => ({ court, caseNumber, type, occurredAt, data });

/** Topics of quality, money and credit. */
export const qualityTopics: readonly TopicName[] = topicNames.filter((topic) =>
	/^(indicator-|fund-|case-flow|review-cases|special-parties|credit|recovery)/.test(topic),
);

/** A world with a wall that is fed from it, and the desk's own figures beside. */
export interface QualityWall {
	readonly world: World;
	/** The payload of a topic as a screen gets it now. */
	tile<T extends TopicName>(topic: T, court?: string, ceiling?: 'internal' | 'public'): Promise<TopicPayloads[T]>;
	/** The same from a wall that remembers nothing. */
	anew<T extends TopicName>(topic: T, court: string): Promise<TopicPayloads[T]>;
	/** Sends the stories that the tests of figures tell. */
	load(): Promise<unknown>;
	board(query: Partial<FigureQuery>): Promise<FigureBoard>;
	/** The value of an indicator on the desk: of the city in the year so far, unless asked otherwise. */
	deskValue(code: string, query?: Partial<FigureQuery>): Promise<number | null>;
}

/** Opens one on the day of the stories. */
export async function openQualityWall(engine: (typeof engines)[number]): Promise<QualityWall> {
	const world = await openWorld(engine, today);
	await putDirectory(world.context, {
		persons: [
			{ code: 'li', name: '李某某', court: 'dc', unit: 'enf', postJudge: true },
			{ code: 'wang', name: '王某某', court: 'dc', unit: 'enf', postJudge: true },
		],
		units: [{ code: 'enf', name: '执行局', court: 'dc', kind: 'enforcement' }],
	});
	const project = () => new Projector(Object.assign(sourceOf(world.context), { ladderStages: [] }), () => undefined);
	const projector = project();
	async function read<T extends TopicName>(of: Projector, topic: T, court: string, ceiling: 'internal' | 'public') {
		of.changed(court);
		const [frame] = await of.snapshot(court, [topic], ceiling, [topic]);
		return frame!.payload as TopicPayloads[T];
	}
	const board = (query: Partial<FigureQuery>): Promise<FigureBoard> =>
		readBoard(world.context, { court: 'zy', reach: 'subtree', period: periodOf('ytd', today), by: 'total', ...query });
	return {
		world,
		tile: (topic, court = 'zy', ceiling = 'internal') => read(projector, topic, court, ceiling),
		anew: (topic, court) => read(project(), topic, court, 'internal'),
		load: () => world.send(stories.flatMap((story) => eventsOf(story, today))),
		board,
		deskValue: async (code, query = {}) => (await board({ codes: [code], ...query })).total.figures[0]!.value,
	};
}
