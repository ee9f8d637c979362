import { isOnDuty, type Directory, type DirectoryPerson } from './directory.ts';
import { numberOf, type Days } from './days.ts';
import type { Random } from './random.ts';

/** Who takes cases in each court. */
export interface Staff {
	/** Someone on duty on that day, for an enforcement or a civil case. */
	assign(court: string, civil: boolean, day: number, random: Random): DirectoryPerson;
	/** The last day on duty of a person who left for good. */
	leftOn(code: string): number | undefined;
}

/** Reads the people who take cases out of the directory. */
export function buildStaff(directory: Directory, days: Days): Staff {
	const teams = new Map<string, DirectoryPerson[]>();
	const left = new Map<string, number>();
	for (const person of directory.persons) {
		const kind = /-(handler|judge)\d+$/u.exec(person.code)?.[1];
		if (!kind) continue;
		const key = `${person.court}/${kind}`;
		teams.set(key, [...(teams.get(key) ?? []), person]);
		const last = person.onDuty.at(-1)?.to;
		if (last !== undefined) left.set(person.code, numberOf(last));
	}
	return {
		assign: (court, civil, day, random) => {
			const team = teams.get(`${court}/${civil ? 'judge' : 'handler'}`) ?? [];
			return random.pick(team.filter((person) => isOnDuty(person, days.text(day))));
		},
		leftOn: (code) => left.get(code),
	};
}
