/** What to do with an arriving frame. */
export type FrameVerdict = 'apply' | 'ignore' | 'gap';

/**
 * Judges a frame by its revision. The first frame of a connection always wins (another server counts otherwise); later ones must
 * follow by one, and an older one than is shown never comes back. A gap is applied too, being a whole payload, but the client asks again.
 */
export function judgeFrame(current: number | undefined, arriving: number, newConnection: boolean): FrameVerdict {
	if (current === undefined || newConnection) return 'apply';
	if (arriving <= current) return 'ignore';
	return arriving === current + 1 ? 'apply' : 'gap';
}

/** Whether a topic may ask again now: a burst of gaps asks once. */
export function mayAskAgain(lastAskedMs: number | undefined, nowMs: number, pauseMs = 2_000): boolean {
	return lastAskedMs === undefined || nowMs - lastAskedMs >= pauseMs;
}
