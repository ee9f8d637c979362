import { addDays, addMonths } from '../../core/time/civil.ts';
import type { CourtDate, DayInterval } from '../../core/time/types.ts';
import { courtRows, type CourtRow } from './courts.ts';
import { randomFor, type Random } from './random.ts';
import { personName } from './words.ts';

/** What a unit of a court does. */
export type UnitKind = 'enforcement' | 'trial' | 'filing' | 'command' | 'management';

/** A court as `PUT /api/v1/directory` takes it. */
export interface DirectoryCourt {
	readonly code: string;
	readonly name: string;
	readonly level: CourtRow['level'];
	readonly parent: string | null;
	readonly designation: string;
	readonly zone: string;
	/** The first due day that may lock a case. */
	readonly locksFrom: CourtDate;
	/** What one court has tried out: soft locks and days of grace. */
	readonly settings?: { readonly softLocks: readonly string[]; readonly graceDays: Readonly<Record<string, number>> };
}

/** A unit (庭, 团队, 中心) of a court. */
export interface DirectoryUnit {
	readonly code: string;
	readonly name: string;
	readonly court: string;
	readonly kind: UnitKind;
}

/** A person with the days on which he or she was on duty. */
export interface DirectoryPerson {
	readonly code: string;
	readonly name: string;
	readonly court: string;
	readonly unit: string;
	/** 员额法官. */
	readonly postJudge: boolean;
	readonly onDuty: readonly DayInterval[];
}

/** The courts, units and persons of the invented province. */
export interface Directory {
	readonly courts: readonly DirectoryCourt[];
	readonly units: readonly DirectoryUnit[];
	readonly persons: readonly DirectoryPerson[];
}

type UnitRow = readonly [suffix: string, name: string, kind: UnitKind];

const basicUnits: readonly UnitRow[] = [
	['lead', '院领导', 'management'],
	['filing', '立案庭', 'filing'],
	['civil1', '民事审判第一庭', 'trial'],
	['civil2', '民事审判第二庭', 'trial'],
	['fast', '执行局速执团队', 'enforcement'],
	['fine', '执行局精执团队', 'enforcement'],
	['disposal', '执行局财产处置团队', 'enforcement'],
	['affairs', '执行局综合事务团队', 'enforcement'],
	['mgmt', '审判管理办公室', 'management'],
];
const upperUnits: readonly UnitRow[] = [
	['lead', '院领导', 'management'],
	['filing', '立案庭', 'filing'],
	['civil1', '民事审判庭', 'trial'],
	['fine', '执行局执行实施团队', 'enforcement'],
	['supervision', '执行局执行监管团队', 'management'],
	['command', '执行指挥中心', 'command'],
	['mgmt', '审判管理办公室', 'management'],
];

type PostRow = readonly [post: string, unit: string, postJudge: boolean];

const commonPosts: readonly PostRow[] = [
	['president', 'lead', true],
	['vice', 'lead', true],
	['chief', 'fine', true],
	['civil-head', 'civil1', true],
	['enf-head', 'fine', true],
	['trial-mgmt', 'mgmt', true],
	['filing1', 'filing', false],
];
const basicPosts: readonly PostRow[] = [
	['duty', 'affairs', false],
	['lead', 'fast', true],
	['affairs', 'affairs', false],
	['fund', 'affairs', false],
];
const upperPosts: readonly PostRow[] = [
	['duty', 'command', false],
	['supervisor', 'supervision', true],
	['approver', 'supervision', true],
];
const adminPosts: readonly PostRow[] = [
	['system-admin', 'command', false],
	['security-admin', 'command', false],
	['audit-admin', 'command', false],
];

const numbered = (prefix: string, count: number, rowOf: (n: number) => readonly [string, boolean]): PostRow[] =>
	Array.from({ length: count }, (_, at) => [`${prefix}${at + 1}`, ...rowOf(at)] as const);

function postsOf(court: CourtRow): readonly PostRow[] {
	const teams = court.level === 'basic' ? ['fast', 'fine', 'disposal'] : ['fine'];
	const benches = court.level === 'basic' ? ['civil1', 'civil2'] : ['civil1'];
	return [
		...commonPosts,
		...(court.level === 'basic' ? basicPosts : upperPosts),
		...(court.level === 'higher' ? adminPosts : []),
		...numbered('handler', court.handlers, (at) => [teams[at % teams.length] ?? 'fine', at % 4 !== 3]),
		...numbered('judge', court.judges, (at) => [benches[at % benches.length] ?? 'civil1', true]),
	];
}

function dutyOf(random: Random, post: string, firstDay: CourtDate, lastDay: CourtDate): readonly DayInterval[] {
	const always = [{ from: addDays(firstDay, -400) }];
	if (!/^(handler|judge)([2-9]|\d\d)$/u.test(post)) return always;
	const months = random.int(3, 19);
	const leaving = addDays(addMonths(firstDay, months), random.int(0, 27));
	if (leaving >= lastDay) return always;
	return random.weighted<readonly DayInterval[]>([
		[always, 78],
		[[{ from: addDays(firstDay, -400), to: leaving }, { from: addDays(leaving, random.int(31, 120)) }], 13],
		[[{ from: addDays(firstDay, -400), to: leaving }], 5],
		[[{ from: addDays(firstDay, random.int(30, 200)) }], 4],
	]);
}

function unitsOf(court: CourtRow): DirectoryUnit[] {
	const rows = court.level === 'basic' ? basicUnits : upperUnits;
	return rows.map(([suffix, name, kind]) => ({ code: `${court.code}-${suffix}`, name, court: court.code, kind }));
}

function personsOf(seed: number, court: CourtRow, firstDay: CourtDate, lastDay: CourtDate): DirectoryPerson[] {
	const random = randomFor(seed, `persons/${court.code}`);
	return postsOf(court).map(([post, unit, postJudge]) => ({
		code: `${court.code}-${post}`,
		name: personName(random),
		court: court.code,
		unit: `${court.code}-${unit}`,
		postJudge,
		onDuty: dutyOf(random, post, firstDay, lastDay),
	}));
}

/** The court that locks some nodes softly and gives some of them days of grace. */
const softCourt = 'sf-0204';
const softSettings = { softLocks: ['enf-clue-verify', 'enf-price-start'], graceDays: { 'enf-notice': 2, 'enf-price-start': 3 } };

/** The invented courts with their units and persons; posts of command are always filled, some handlers were on leave, left or came later.
 *  Locks are on from `locksFrom`, by default the first day of the replay of a world that starts 24 months after the first day. */
export function buildDirectory(
	seed: number,
	firstDay: CourtDate,
	lastDay: CourtDate,
	locksFrom = addDays(addMonths(firstDay, 24), -90),
): Directory {
	return {
		courts: courtRows.map(({ code, name, level, parent, designation }) => ({
			...{ code, name, level, parent, designation },
			...{ zone: 'Asia/Shanghai', locksFrom },
			...(code === softCourt ? { settings: softSettings } : {}),
		})),
		units: courtRows.flatMap(unitsOf),
		persons: courtRows.flatMap((court) => personsOf(seed, court, firstDay, lastDay)),
	};
}

/** Whether a person was on duty on a day. */
export function isOnDuty(person: DirectoryPerson, day: CourtDate): boolean {
	return person.onDuty.some(({ from, to }) => from <= day && (to === undefined || day <= to));
}
