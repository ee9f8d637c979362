import type { IncomingMessage } from 'node:http';
import type { ScreenReport } from '../../src/lib/contract/screens.ts';
import type { Store } from '../store/open.ts';
import type { Db } from '../store/schema.ts';
import type { ProgramSource } from './program.ts';

/** What devices are looked after with. */
export interface DeviceParts {
	readonly source: ProgramSource & { readonly db: Db };
	readonly write: Store['write'];
	/** Real time: devices live by it. */
	readonly realMs: () => number;
	/** Where a handshake comes from, told as everywhere else: behind a proxy it is not the proxy. */
	readonly addressOf: (handshake: IncomingMessage) => string;
	readonly onError: (error: unknown) => void;
	/** How often records are compared with what connected screens were told, and how often reports are kept. */
	readonly beatMs?: number;
	readonly flushMs?: number;
}

/** How a screen is, as its connections tell. */
export interface Presence {
	/** A connection is open and a report came lately, or the screen's address is open in a page that reports nothing. */
	readonly online: boolean;
	/** The last report on an open connection; online without one: nothing is known of it. */
	readonly report?: ScreenReport;
	readonly reportAt?: string;
	/** What of its program could not be as it was set. */
	readonly faults: readonly string[];
}
