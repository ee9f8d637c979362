import { interruptNames } from '../contract/wall-constants.ts';
import type { ScreenOverride } from '../contract/screens.ts';
import type { InterruptKind } from './player.ts';

/** Why the head says something beside the scene's name. */
export interface HeadNote {
	readonly kind: 'cause' | 'takeover';
	readonly text: string;
}

/** What is said of a picture that stands still: as of when (court time in ms), and how many topics have moved on since. */
export interface MeetingBanner {
	readonly at: number;
	readonly updates: number;
}

/** The note beside the scene's name: an emergency scene, or what interrupts the playlist. */
export function headNote(override: ScreenOverride | undefined, cause: InterruptKind | undefined): HeadNote | undefined {
	if (override?.kind === 'takeover') return { kind: 'takeover', text: override.title };
	return cause && { kind: 'cause', text: interruptNames[cause] };
}
