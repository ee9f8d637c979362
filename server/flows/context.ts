import type { Rulebook } from '../core/rulebook/types.ts';
import type { Instant } from '../core/time/types.ts';
import type { WorkCalendar } from '../core/time/work-calendar.ts';
import type { Directory } from '../core/directory/types.ts';
import type { Store } from '../store/open.ts';

/** What every flow works with. `now` is court time and is asked once per flow. */
export interface FlowContext {
	readonly store: Store;
	readonly rulebook: Rulebook;
	readonly calendar: WorkCalendar;
	/** The directory as last committed. */
	directory(): Directory;
	reloadDirectory(): Promise<void>;
	now(): Instant;
	/** Gives way to other work between slices. */
	yield(): Promise<void>;
	/** Monotonic milliseconds, for slice budgets only. */
	monotonicMs(): number;
}

/** Who does something, for permission checks and the audit. */
export interface Actor {
	readonly id: string;
	readonly personCode?: string;
	readonly role: string;
	readonly court: string;
	readonly address: string;
	readonly requestId: string;
}
