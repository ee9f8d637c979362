import type { Court, CourtSettings } from '../core/directory/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import { saveDirectory } from '../store/directory.ts';
import type { FlowContext } from './context.ts';
import { refreshCourts } from './refresh-cases.ts';

/** The directory as it is sent (contract §7): any of the three lists, in any number of calls. */
export interface DirectoryInput {
	readonly courts?: readonly {
		readonly code: string;
		readonly name: string;
		readonly level: Court['level'];
		readonly parent?: string | null;
		readonly designation?: string | null;
		readonly zone?: string;
		readonly locksFrom?: string | null;
		readonly settings?: CourtSettings;
	}[];
	readonly units?: readonly { readonly code: string; readonly name: string; readonly court: string; readonly kind?: string }[];
	readonly persons?: readonly {
		readonly code: string;
		readonly name: string;
		readonly court: string;
		readonly unit?: string | null;
		readonly postJudge?: boolean;
		readonly onDuty?: readonly { readonly from: string; readonly to?: string | null }[];
	}[];
}

/** The parent and the designation of a court after a call: what is left out stays, null clears it. */
export function placeOf(
	sent: NonNullable<DirectoryInput['courts']>[number],
	before: Court | undefined,
): { readonly parent: string | undefined; readonly designation: string | undefined } {
	return {
		parent: sent.parent === undefined ? before?.parent : (sent.parent ?? undefined),
		designation: sent.designation === undefined ? before?.designation : (sent.designation ?? undefined),
	};
}

/** Puts courts, units and persons into the directory; courts stand in the order in which they are first sent. */
export async function putDirectory(
	context: FlowContext,
	input: DirectoryInput,
): Promise<{ readonly courts: number; readonly units: number; readonly persons: number }> {
	const known = context.directory().courts;
	const courts = (input.courts ?? []).map((court, index) => {
		const before = known.get(court.code);
		const { parent, designation } = placeOf(court, before);
		return {
			code: court.code,
			name: court.name,
			level: court.level,
			...(parent ? { parent } : {}),
			...(designation ? { designation } : {}),
			zone: court.zone ?? before?.zone ?? 'Asia/Shanghai',
			position: before?.position ?? known.size + index + 1,
			settings: { ...before?.settings, ...court.settings },
		};
	});
	const locksFrom = new Map(
		(input.courts ?? []).map((court) => {
			const before = known.get(court.code)?.policy.locksFrom;
			return [court.code, court.locksFrom === undefined ? before : ((court.locksFrom ?? undefined) as CourtDate | undefined)];
		}),
	);
	const units = (input.units ?? []).map((unit) => ({ code: unit.code, name: unit.name, court: unit.court, kind: unit.kind ?? 'other' }));
	const persons = (input.persons ?? []).map((person) => ({
		code: person.code,
		name: person.name,
		court: person.court,
		...(person.unit ? { unit: person.unit } : {}),
		postJudge: person.postJudge ?? false,
		onDuty: (person.onDuty ?? []).map((duty) => ({ from: duty.from as CourtDate, ...(duty.to ? { to: duty.to as CourtDate } : {}) })),
	}));
	await context.store.write(async (write) => {
		await saveDirectory(write.db, { courts, locksFrom, units, persons });
		for (const court of courts) write.touch(court.code);
	});
	await context.reloadDirectory();
	const policyOf = (map: typeof known, code: string): string => JSON.stringify(map.get(code)?.policy ?? null);
	const changed = courts
		.map((court) => court.code)
		.filter((code) => known.has(code) && policyOf(known, code) !== policyOf(context.directory().courts, code));
	await refreshCourts(context, changed);
	return { courts: courts.length, units: units.length, persons: persons.length };
}
