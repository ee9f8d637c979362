import type { WallCourt } from '../../src/lib/contract/pages.ts';
import type { Playlist } from '../../src/lib/contract/scenes.ts';
import { screenSettingsSchema, type ScreenOverride, type ScreenProgram, type ScreenSettings } from '../../src/lib/contract/screens.ts';
import { resolveProgram, type WallProgram } from '../../src/lib/contract/wall-program.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import { addDays } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { ScreenRecord } from '../store/screens.ts';
import type { Designs } from './designs.ts';
import { shortName, type LiveSource } from './scope.ts';

/** What programs are made from. */
export type ProgramSource = Pick<LiveSource, 'directory' | 'calendarOf' | 'now'>;

/** A program, and what of it could not be as the operator set it (Chinese text). */
export interface MadeProgram {
	readonly program: ScreenProgram;
	readonly faults: readonly string[];
}

/** A lobby screen shows the public projection and turns its pages itself. */
const lobbyPlaylist: Playlist = { id: 'lobby', title: '大厅公示', steps: [{ scene: 'lobby', dwellSeconds: 60 }], interrupts: [] };

/** A court as a wall knows it; absent where there is none of that code. */
export function wallCourtOf(source: Pick<ProgramSource, 'directory'>, code: string): WallCourt | undefined {
	const { courts } = source.directory();
	const court = courts.get(code);
	if (!court) return undefined;
	const hasSubordinates = [...courts.values()].some(({ parent }) => parent === code);
	return { code, name: court.name, shortName: shortName(court.name), level: court.level, hasSubordinates };
}

/** Yesterday, today and tomorrow of a court, and whether they are working days: hours over midnight belong to the day on which they began. */
export function daysOf(source: ProgramSource, court: string): ScreenProgram['days'] {
	const today = dayOfInstant(source.now(), source.directory().courts.get(court)?.zone ?? 'Asia/Shanghai');
	const calendar = source.calendarOf(court);
	return [addDays(today, -1), today, addDays(today, 1)].map((day) => ({ day, working: calendar.isWorkingDay(day) }));
}

/** Settings as they are stored; what is missing or cannot be read is as usual. */
export function settingsOf(stored: Readonly<Record<string, unknown>>): ScreenSettings {
	const read = screenSettingsSchema.safeParse(stored);
	return read.success ? read.data : screenSettingsSchema.parse({});
}

/** What a court plays under an id, and the scene of a takeover beside it. */
function playedAt(designs: Designs, court: string, asked: string, override: ScreenOverride | undefined): WallProgram {
	const played = resolveProgram(asked, { scene: (id) => designs.scene(court, id), playlist: (id) => designs.playlist(court, id) });
	const taken = override?.kind === 'takeover' ? designs.scene(court, override.scene) : undefined;
	return taken && !played.scenes.some(({ id }) => id === taken.id) ? { ...played, scenes: [...played.scenes, taken] } : played;
}

/** An override that still leads somewhere: a court may have left the subtree since. A lobby screen has none. */
function overrideOf(source: ProgramSource, record: ScreenRecord): ScreenOverride | undefined {
	const { override } = record;
	if (!override || record.purpose === 'lobby') return undefined;
	if (override.kind !== 'redirect' || override.court === undefined) return override;
	return isWithin(source.directory(), override.court, record.court) ? override : undefined;
}

/** Whoever passes by reads a public screen: it names nobody who works at the court. */
const nameless = <T extends { readonly by: string }>(record: ScreenRecord, value: T): T =>
	record.ceiling === 'public' ? { ...value, by: '' } : value;

/** Everything a screen needs to run by itself; absent where its court is no longer in the directory. */
export function programOf(source: ProgramSource, designs: Designs, record: ScreenRecord): MadeProgram | undefined {
	const override = overrideOf(source, record);
	const redirect = override?.kind === 'redirect' ? override : undefined;
	const court = wallCourtOf(source, redirect?.court ?? record.court);
	if (!court) return undefined;
	const settings = settingsOf(record.settings);
	const played: WallProgram =
		record.purpose === 'lobby'
			? { playlist: lobbyPlaylist, scenes: [] }
			: playedAt(designs, court.code, redirect?.playlist ?? settings.playlist, override);
	const { playlist, scenes, fault } = played;
	const message = record.message && record.message.until > source.now() ? record.message : undefined;
	const { id, name, place, purpose, ceiling, revision } = record;
	return {
		program: {
			screen: { id, name, place, purpose, ceiling },
			...{ court, revision, settings, playlist, scenes, days: daysOf(source, record.court) },
			...(override ? { override: nameless(record, override) } : {}),
			...(message ? { message: nameless(record, message) } : {}),
		},
		faults: fault === undefined ? [] : [fault],
	};
}
