import type { Directory } from '../core/directory/types.ts';
import type { DemandRule, ParsedDemands } from '../core/report/papers/input.ts';
import type { ParsedLayer, Rulebook } from '../core/rulebook/types.ts';
import type { Instant } from '../core/time/types.ts';
import type { RouteTable } from '../core/unlock/route.ts';
import type { Store } from '../store/open.ts';
import type { Db } from '../store/schema.ts';
import type { RulesInForce } from './rules-in-force.ts';

/** What every flow works with. `now` is court time and is asked once per flow. Rules and calendars are those last committed. */
export interface FlowContext extends RulesInForce {
	readonly store: Store;
	/** The directory as last committed. */
	directory(): Directory;
	reloadDirectory(): Promise<void>;
	/** Reads layers and calendar days again, after one was loaded here or by another process. */
	reloadRules(): Promise<void>;
	/** Rules and calendars as they stood after each change that was loaded, the latest first; read from a database, not kept. */
	rulesSoFar(db: Db): Promise<readonly RulesInForce['clockOf'][]>;
	/** Reads and checks the text of a layer against the rules above it. */
	parseLayer(source: { readonly name: string; readonly text: string }, above: Rulebook): ParsedLayer;
	/** Which courts decide on a request to unlock. */
	readonly unlockRoutes: RouteTable;
	/** The program's rules by which papers make demands (工作要求), and how those of a court are read. */
	readonly demandRules: readonly DemandRule[];
	parseDemands(source: { readonly name: string; readonly text: string }): ParsedDemands;
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
