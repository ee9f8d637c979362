import type { DeedResult } from './desk.ts';
import type { Account, PageResult } from './pages.ts';

/** A turn of duty on the roster's page. */
export interface ShiftView {
	readonly id: string;
	/** Day as `YYYY-MM-DD`; hours as `HH:MM`; `to` not after `from` runs into the next day. */
	readonly day: string;
	readonly from: string;
	readonly to: string;
	readonly post: string;
	readonly person: string;
	readonly personName: string;
	readonly signedInAt?: string;
	readonly state: 'past' | 'running' | 'ahead';
	/** The person who reads this can sign in for it now. */
	readonly maySignIn: boolean;
}

/** A note handed over (交接事项). */
export interface HandoverView {
	readonly id: string;
	readonly writtenAt: string;
	readonly writtenByName: string;
	readonly text: string;
	readonly doneAt?: string;
	readonly doneByName?: string;
}

/** The duty roster of a court for a week. */
export interface DutyView {
	readonly court: string;
	readonly courtName: string;
	/** The court's zone, in which all its hours are told. */
	readonly zone: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	/** Monday of the week, and its neighbours. */
	readonly week: string;
	readonly previousWeek: string;
	readonly nextWeek: string;
	readonly today: string;
	readonly days: readonly { readonly day: string; readonly shifts: readonly ShiftView[] }[];
	/** Enforcement officers without any turn in the week (每人每周至少一次). */
	readonly missing: readonly string[];
	readonly notes: readonly HandoverView[];
	readonly people: readonly { readonly code: string; readonly name: string; readonly unitName?: string }[];
	readonly posts: readonly string[];
	readonly mayManage: boolean;
	/** May write and settle notes: who keeps the roster, and whoever is on duty now. */
	readonly mayNote: boolean;
}

/** A turn as it is typed. */
export interface ShiftInput {
	readonly court: string;
	readonly day: string;
	readonly from: string;
	readonly to: string;
	readonly person: string;
	readonly post: string;
}

/** The duty roster as its pages call it. */
export interface DutyPages {
	roster(account: Account, court: string | undefined, week: string | undefined): Promise<PageResult<DutyView>>;
	addShift(account: Account, address: string, input: ShiftInput): Promise<DeedResult>;
	removeShift(account: Account, address: string, id: string): Promise<DeedResult>;
	/** Takes the turns of the week before over, where a day has none of that post and hour yet. */
	copyWeek(account: Account, address: string, court: string, week: string): Promise<DeedResult>;
	signIn(account: Account, address: string, id: string): Promise<DeedResult>;
	addNote(account: Account, address: string, court: string, text: string): Promise<DeedResult>;
	settleNote(account: Account, address: string, id: string): Promise<DeedResult>;
}
