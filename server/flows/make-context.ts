import type { Directory } from '../core/directory/types.ts';
import type { Rulebook } from '../core/rulebook/types.ts';
import type { Instant } from '../core/time/types.ts';
import type { WorkCalendar } from '../core/time/work-calendar.ts';
import { readDirectory } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import type { FlowContext } from './context.ts';

/** What the composition root hands in. */
export interface ContextParts {
	readonly store: Store;
	readonly rulebook: Rulebook;
	readonly calendar: WorkCalendar;
	readonly now: () => Instant;
	readonly yield: () => Promise<void>;
	readonly monotonicMs: () => number;
}

/** Puts together what flows work with; the directory is kept in memory and read again after each change. */
export async function makeContext(parts: ContextParts): Promise<FlowContext> {
	let directory: Directory = await readDirectory(parts.store.read);
	return {
		...parts,
		directory: () => directory,
		reloadDirectory: async () => {
			directory = await readDirectory(parts.store.read);
		},
	};
}
