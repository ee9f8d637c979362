import type { CourtDate } from '../../server/core/time/types.ts';

/** Those who take part. */
export type Person = 'li' | 'zheng' | 'zhou' | 'qian' | 'sun' | 'wu';
/** All of them. */
export const people: readonly Person[] = ['li', 'zheng', 'zhou', 'qian', 'sun', 'wu'];

/** What can happen. `node` is 0, 1 or 2; `grant` has a bit for each node that an approval releases. */
export type Command =
	| { readonly do: 'advance'; readonly days: number }
	| { readonly do: 'step' | 'late'; readonly node: number }
	| { readonly do: 'file'; readonly by: 'li' | 'zheng'; readonly offset: number }
	| {
			readonly do: 'decide';
			readonly by: Person;
			readonly verdict: 'approve' | 'refuse' | 'return' | 'escalate';
			readonly grant?: number;
			readonly offset?: number;
	  }
	| { readonly do: 'withdraw' | 'recuse'; readonly by: Person }
	| { readonly do: 'review'; readonly verdict: 'void' | 'kept' };

// What the model keeps of a lock and of its requests.

export interface Step {
	readonly kind: 'endorse' | 'forward' | 'decide';
	readonly court: string;
	readonly role: string;
}
export interface Word {
	readonly by: string;
	readonly days: Map<number, CourtDate>;
	readonly grant?: readonly [named: number[], granted: number[]];
}
export interface Request {
	by: Person;
	/** Everybody who has filed it. */
	filers: Person[];
	route: Step[];
	at: number;
	phase: string;
	words: Word[];
	said: number;
	days: Map<number, CourtDate>;
	out: Person[];
	partial: boolean;
	due?: CourtDate;
	lastKind?: string;
}
export interface Lock {
	on: CourtDate;
	seq: number;
	repeat: number;
	causes: Map<number, { due: CourtDate; seq: number }>;
	/** Granted beside others that stayed: node and the day that had been missed. */
	freed: (readonly [node: number, due: CourtDate])[];
	upheld: Set<string>;
	requests: Request[];
	end?: 'granted' | 'voided';
}
