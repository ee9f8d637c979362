import type { CourtDate } from '../time/types.ts';

/** 专人监管: a person of a court who watches the cases of one unit, or one node in all cases of the court. */
export interface SupervisorPost {
	readonly id: number;
	readonly court: string;
	readonly person: string;
	readonly unit?: string;
	readonly node?: string;
	readonly from: CourtDate;
	/** Last day, held. */
	readonly to?: CourtDate;
}

/** Whether a post is held on a day. */
export const isHeld = (post: SupervisorPost, today: CourtDate): boolean =>
	post.from <= today && (post.to === undefined || today <= post.to);

/** The posts held on a day by persons with an account that works. */
export const heldByWorking = <P extends SupervisorPost>(
	posts: readonly P[],
	working: ReadonlySet<string>,
	today: CourtDate,
): readonly P[] => posts.filter((post) => isHeld(post, today) && working.has(post.person));

/** A person who holds an office of a court, by an account that works. */
export interface OfficeHolder {
	readonly person: string;
	readonly role: string;
	readonly court: string;
}
