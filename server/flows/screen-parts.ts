import { may, roleNames, type Principal, type Role } from '../core/access/may.ts';
import type { Court } from '../core/directory/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import type { Db } from '../store/schema.ts';
import { screens, type ScreenRecord } from '../store/screens.ts';
import type { Actor, FlowContext } from './context.ts';
import type { Tries } from './tries.ts';

/** Something a screen does once. */
export type OneShot = { readonly kind: 'identify'; readonly seconds: number } | { readonly kind: 'reload' } | { readonly kind: 'picture' };

/** What of a record tells what it shows. */
export type HungScreen = Pick<ScreenRecord, 'name' | 'court' | 'purpose' | 'ceiling' | 'state' | 'settings' | 'override'>;

/** What flows on screens need beside the context: connections, real time, and what has been designed. */
export interface ScreenParts {
	/** Real time in milliseconds: devices, codes and tokens live by it, not by court time. */
	realMs(): number;
	/** Codes that an account has tried, and requests to be paired from an address, lately. */
	readonly codeTries: Tries;
	readonly asks: Tries;
	/** Whether a court has a design of that id, its own, a superior's or a shipped one. */
	hasDesign(db: Db, kind: 'scene' | 'playlist', court: string, id: string): Promise<boolean>;
	/** What a screen for visitors must not show and would if its record were like this, in words; nothing for others. */
	exposes(db: Db, record: HungScreen): Promise<readonly string[]>;
	/** Records have changed: connected screens are told at once. */
	changed(): void;
	/** Sends a command to those of the screens that are connected and take commands, and says which. */
	send(screens: readonly string[], command: OneShot & { readonly id: string }): ReadonlySet<string>;
	/** Which screens are connected and take what they are told. */
	connected(): ReadonlySet<string>;
}

/** A deed done, or refused in Chinese. */
export type ScreenOutcome = { readonly ok: true; readonly id: string } | Refusal;

/** A refusal. */
export const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** The answer for a screen that is not there as well as for one out of reach: it does not tell which. */
export const noScreen = refuse('not-found', '没有这块屏幕，或您无权管理');

/** Whether a person manages the screens of a court. */
export const managesScreens = (context: FlowContext, who: Principal, court: string): boolean =>
	context.directory().courts.has(court) && may(who, 'screen.manage', { court }, context.directory());

/** Courts whose screens a person manages, in the order of the court table. */
export function screenCourts(context: FlowContext, who: Principal): readonly Court[] {
	return [...context.directory().courts.values()]
		.filter((court) => managesScreens(context, who, court.code))
		.sort((a, b) => a.position - b.position);
}

/** A screen that the person manages. */
export async function managedScreen(context: FlowContext, db: Db, who: Principal, id: string): Promise<ScreenRecord | undefined> {
	const record = await screens.record(db, id);
	return record && managesScreens(context, who, record.court) ? record : undefined;
}

/** All screens that the person manages. */
export async function managedScreens(context: FlowContext, db: Db, who: Principal): Promise<readonly ScreenRecord[]> {
	return (await screens.records(db)).filter((record) => managesScreens(context, who, record.court));
}

/** A screen for visitors shows no persons: the same rule by which designs are saved. */
export async function checkVisitors(parts: ScreenParts, db: Db, record: HungScreen): Promise<Refusal | undefined> {
	const words = await parts.exposes(db, record);
	return words.length > 0 ? refuse('persons-in-public', words.join('；')) : undefined;
}

/** A line of audit about screens. */
export async function auditScreen(
	context: FlowContext,
	db: Db,
	actor: Actor,
	entry: { readonly action: string; readonly object: string; readonly before?: unknown; readonly after?: unknown; readonly result: string },
): Promise<void> {
	const { id, role, court, address, requestId } = actor;
	await appendAudit(db, { at: context.now(), actor: id, role, court, address, requestId, ...entry });
}

/** How a person is named on a screen and in its log. */
export function nameOfActor(context: FlowContext, actor: Actor): string {
	const person = actor.personCode ? context.directory().persons.get(actor.personCode) : undefined;
	return person?.name ?? roleNames[actor.role as Role] ?? actor.id;
}

/** Real time as text. */
export const realTime = (parts: ScreenParts): string => new Date(parts.realMs()).toISOString();
