/** What to do with an arriving frame. */
export type FrameVerdict = 'apply' | 'ignore' | 'gap';

/**
 * Judges a frame by its revision. The first frame after a subscription is the snapshot and always wins (a restarted server counts anew);
 * later ones must follow by one. A gap is applied too, being a whole payload, but the client asks again.
 */
export function judgeFrame(current: number | undefined, arriving: number, awaitingSnapshot: boolean): FrameVerdict {
	if (current === undefined || awaitingSnapshot) return 'apply';
	if (arriving <= current) return 'ignore';
	return arriving === current + 1 ? 'apply' : 'gap';
}

/** Whether a topic may ask again now: a burst of gaps asks once. */
export function mayAskAgain(lastAskedMs: number | undefined, nowMs: number, pauseMs = 2_000): boolean {
	return lastAskedMs === undefined || nowMs - lastAskedMs >= pauseMs;
}
