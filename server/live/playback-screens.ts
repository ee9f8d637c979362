import type { TopicName } from '../../src/lib/contract/topics.ts';
import { topicsOfProgram } from '../../src/lib/contract/wall-program.ts';
import type { Db } from '../store/schema.ts';
import { screens } from '../store/screens.ts';
import type { Designs } from './designs.ts';
import { programOf, type ProgramSource } from './program.ts';

/** The topics that approved wall screens show, by the court on show. */
export async function hangingTopics(
	source: ProgramSource & { readonly db: Db },
	designs: Designs,
): Promise<ReadonlyMap<string, ReadonlySet<TopicName>>> {
	const topics = new Map<string, Set<TopicName>>();
	const seen = new Set<string>();
	for (const record of await screens.records(source.db)) {
		if (record.state !== 'approved' || record.purpose !== 'wall') continue;
		// Many screens of a court play the same.
		const key = JSON.stringify([record.court, record.settings, record.override]);
		if (seen.has(key)) continue;
		seen.add(key);
		const made = programOf(source, designs, record);
		if (!made) continue;
		const { court, playlist, scenes } = made.program;
		const known = topics.get(court.code) ?? new Set<TopicName>();
		topics.set(court.code, known);
		for (const topic of topicsOfProgram({ playlist, scenes })) known.add(topic);
	}
	return topics;
}
