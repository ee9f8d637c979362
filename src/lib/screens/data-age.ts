import type { ScreenOverride } from '../contract/screens.ts';
import type { TopicName } from '../contract/topics.ts';
import type { LiveSource } from '../live/source.ts';

/**
 * Age of the oldest figures on show, in whole seconds of real time. While the server is heard a frame is as of now, however
 * long ago its figures last changed; a frozen picture is as of its instant; a topic that is refused keeps the age of its frame.
 * Undefined where nothing is on show yet.
 */
export function dataAgeOf(
	source: Pick<LiveSource, 'now' | 'speed' | 'connection' | 'frame' | 'refusal'>,
	topics: readonly TopicName[],
	override?: ScreenOverride,
): number | undefined {
	const heardAt = source.connection.kind === 'live' ? source.now : source.connection.kind === 'reconnecting' ? source.connection.since : 0;
	const trueAt = topics.flatMap((topic) => {
		const frame = source.frame(topic);
		if (!frame) return [];
		const asOf = Date.parse(frame.asOf);
		return [source.refusal(topic) === undefined ? Math.max(asOf, heardAt) : asOf];
	});
	if (trueAt.length === 0) return undefined;
	const oldest = Math.min(...trueAt, ...(override?.kind === 'freeze' ? [Date.parse(override.at)] : []));
	return Math.max(0, Math.floor((source.now - oldest) / 1_000 / Math.max(1, source.speed)));
}
