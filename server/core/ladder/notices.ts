import type { CaseView } from '../case/case-state.ts';
import type { Directory } from '../directory/types.ts';
import { unitOf } from '../supervise/recipients.ts';
import { isTrial } from './climb.ts';
import type { LadderStage, StageNotice, StageRecipient } from './types.ts';

/** Who holds a role at the court of a case. */
export interface RoleHolder {
	readonly accountId: string;
	readonly personCode?: string;
	readonly role: string;
	readonly court: string;
}

/** The role that stands for a recipient in a case. */
export function roleOf(as: StageRecipient, kind: string): string {
	return as === 'chief' ? (isTrial(kind) ? 'division-chief' : 'enforcement-chief') : as;
}

/**
 * Whom a stage tells, by name as of that day. Of several heads of division only the one of the unit that handles the case is told, where the directory
 * knows it. An office that nobody holds is told all the same: whoever takes it over finds the notice.
 */
export function noticesOf(
	stage: LadderStage,
	view: CaseView,
	holders: readonly RoleHolder[],
	directory: Directory,
): readonly StageNotice[] {
	const { court, kind } = view.state;
	const unit = unitOf(view, directory);
	return stage.to.flatMap((as): readonly StageNotice[] => {
		if (as === 'handler') return [{ as, ...(view.handler ? { person: view.handler } : {}) }];
		const role = roleOf(as, kind);
		const all = holders.filter((holder) => holder.court === court && holder.role === role);
		const ofUnit = all.filter(
			({ personCode }) => personCode !== undefined && unit !== undefined && directory.persons.get(personCode)?.unit === unit,
		);
		const told = role === 'division-chief' && ofUnit.length > 0 ? ofUnit : all;
		return told.length > 0 ? told.map((holder) => ({ as: role, person: holder.personCode ?? holder.accountId })) : [{ as: role }];
	});
}
