import type { Court, CourtLevel, CourtSettings, Directory, Person, Unit } from '../core/directory/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import { chunked, insertNew, upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

/** The whole directory: a few thousand rows, read once and again after each change. */
export async function readDirectory(db: Db): Promise<Directory> {
	const courts = await db.selectFrom('court').selectAll().orderBy('position').execute();
	const units = await db.selectFrom('unit').selectAll().execute();
	const persons = await db.selectFrom('person').selectAll().execute();
	const duties = await db.selectFrom('person_duty').selectAll().orderBy('from_day').execute();
	const onDuty = Map.groupBy(duties, (duty) => duty.person_code);
	return {
		courts: new Map(courts.map((row) => [row.code, courtOf(row)])),
		units: new Map(
			units.map((row): [string, Unit] => [
				row.code,
				{ code: row.code, name: row.name, court: row.court_code, kind: row.kind, confirmed: row.confirmed === 1 },
			]),
		),
		persons: new Map(
			persons.map((row): [string, Person] => [
				row.code,
				{
					code: row.code,
					name: row.name,
					court: row.court_code,
					...(row.unit_code ? { unit: row.unit_code } : {}),
					postJudge: row.post_judge === 1,
					confirmed: row.confirmed === 1,
					onDuty: (onDuty.get(row.code) ?? []).map((duty) => ({
						from: duty.from_day as CourtDate,
						...(duty.to_day ? { to: duty.to_day as CourtDate } : {}),
					})),
				},
			]),
		),
	};
}

function courtOf(row: {
	code: string;
	name: string;
	level: string;
	parent_code: string | null;
	designation: string | null;
	zone: string;
	position: number;
	locks_from: string | null;
	settings: string;
}): Court {
	const settings = JSON.parse(row.settings) as CourtSettings;
	return {
		code: row.code,
		name: row.name,
		level: row.level as CourtLevel,
		...(row.parent_code ? { parent: row.parent_code } : {}),
		...(row.designation ? { designation: row.designation } : {}),
		zone: row.zone,
		position: row.position,
		policy: {
			...(row.locks_from ? { locksFrom: row.locks_from as CourtDate } : {}),
			lockDelayHours: settings.lockDelayHours ?? 24,
			maxGrantDays: settings.maxGrantDays ?? 30,
			...(settings.softLocks?.length ? { softLocks: settings.softLocks } : {}),
			...(settings.graceDays ? { graceDays: settings.graceDays } : {}),
		},
		settings,
	};
}

/** Rows to put into the directory; a code that is there already is overwritten, duties are replaced whole. */
export interface DirectoryRows {
	readonly courts: readonly Omit<Court, 'policy'>[];
	readonly locksFrom: ReadonlyMap<string, CourtDate | undefined>;
	readonly units: readonly Omit<Unit, 'confirmed'>[];
	readonly persons: readonly Omit<Person, 'confirmed'>[];
}

/** Puts rows into the directory. */
export async function saveDirectory(db: Db, rows: DirectoryRows): Promise<void> {
	await upsert(
		db,
		'court',
		['code'],
		rows.courts.map((court) => ({
			code: court.code,
			name: court.name,
			level: court.level,
			parent_code: court.parent ?? null,
			designation: court.designation ?? null,
			zone: court.zone,
			position: court.position,
			valid_from: null,
			valid_to: null,
			locks_from: rows.locksFrom.get(court.code) ?? null,
			settings: JSON.stringify(court.settings),
		})),
	);
	await upsert(
		db,
		'unit',
		['code'],
		rows.units.map((unit) => ({ code: unit.code, court_code: unit.court, name: unit.name, kind: unit.kind, confirmed: 1 })),
	);
	await upsert(
		db,
		'person',
		['code'],
		rows.persons.map((person) => ({
			code: person.code,
			court_code: person.court,
			unit_code: person.unit ?? null,
			name: person.name,
			post_judge: person.postJudge ? 1 : 0,
			confirmed: 1,
		})),
	);
	for (const chunk of chunked(rows.persons.map(({ code }) => ({ code }))))
		await db
			.deleteFrom('person_duty')
			.where(
				'person_code',
				'in',
				chunk.map(({ code }) => code),
			)
			.execute();
	await upsert(
		db,
		'person_duty',
		['person_code', 'from_day'],
		rows.persons.flatMap((person) =>
			person.onDuty.map((duty) => ({ person_code: person.code, from_day: duty.from, to_day: duty.to ?? null })),
		),
	);
}

/** Makes rows for persons and units that a feed named and the directory does not know: unconfirmed, never a reason to lose a fact. */
export async function saveUnconfirmed(
	db: Db,
	persons: readonly { readonly code: string; readonly court: string }[],
	units: readonly { readonly code: string; readonly court: string }[],
): Promise<void> {
	await insertNew(
		db,
		'person',
		['code'],
		persons.map(({ code, court }) => ({ code, court_code: court, unit_code: null, name: code, post_judge: 0, confirmed: 0 })),
	);
	await insertNew(
		db,
		'unit',
		['code'],
		units.map(({ code, court }) => ({ code, court_code: court, name: code, kind: 'other', confirmed: 0 })),
	);
}
