import type {
	DesignData,
	DesignKind,
	DesignListView,
	DesignRow,
	DesignUse,
	DesignVersion,
	DesignView,
	PlaylistDesignView,
} from '../../src/lib/contract/design-pages.ts';
import type { DeviceChoice } from '../../src/lib/contract/device-pages.ts';
import type { WallCourt } from '../../src/lib/contract/pages.ts';
import type { Playlist, Scene } from '../../src/lib/contract/scenes.ts';
import { may, type Principal } from '../core/access/may.ts';
import { readDesignVersions, readLastDesigns, type DesignKey, type SavedDesign } from '../store/designs.ts';
import { screens, type ScreenRecord } from '../store/screens.ts';
import { courtName, type ViewContext } from './view-context.ts';

/** Scenes and playlists in force, as the live side resolves them. */
export interface DesignLookup {
	scene(court: string, id: string): Scene | undefined;
	playlist(court: string, id: string): Playlist | undefined;
	choices(court: string): { readonly scenes: readonly DeviceChoice[]; readonly playlists: readonly DeviceChoice[] };
	maker(kind: DesignKind, court: string, id: string): { readonly court?: string; readonly covers: boolean } | undefined;
}

/** What the views on designs are read with, beside the database. */
export interface DesignSource {
	designs(): Promise<DesignLookup>;
	/** Approved screens at which a court's design of an id shows. */
	showing(designs: DesignLookup, key: DesignKey, records: readonly ScreenRecord[]): readonly ScreenRecord[];
	wallCourt(code: string): WallCourt | undefined;
}

/** Everything that is asked about designs of one court, read once. */
interface Desk {
	readonly court: WallCourt;
	readonly designs: DesignLookup;
	/** Last versions of all courts, and records of all screens. */
	readonly last: readonly SavedDesign[];
	readonly records: readonly ScreenRecord[];
}

const originOrder = { own: 0, superior: 1, shipped: 2 } as const;

/** Lists of scenes and playlists, and single ones, for whoever designs them. */
export class DesignViews {
	readonly #context: ViewContext;
	readonly #source: DesignSource;

	constructor(context: ViewContext, source: DesignSource) {
		this.#context = context;
		this.#source = source;
	}

	/** Courts whose designs a person may change, in the order of the court table. */
	courts(who: Principal): readonly DeviceChoice[] {
		const directory = this.#context.directory();
		return [...directory.courts.values()]
			.filter(({ code }) => may(who, 'scene.design', { court: code }, directory))
			.sort((a, b) => a.position - b.position)
			.map(({ code, name }) => ({ id: code, name }));
	}

	/** Everything that a court may play; undefined where the person designs nothing for it. */
	async list(who: Principal, court: string): Promise<DesignListView | undefined> {
		const courts = this.courts(who);
		const desk = courts.some(({ id }) => id === court) ? await this.#desk(court) : undefined;
		if (!desk) return undefined;
		const retired = desk.last.filter((each) => each.court === court && each.retired);
		return {
			court: desk.court,
			courts,
			scenes: this.#rows(desk, 'scene'),
			playlists: this.#rows(desk, 'playlist'),
			retired: retired.map((each) => this.#retired(each)),
			proposed: { scene: proposedFor(desk, 'scene'), playlist: proposedFor(desk, 'playlist') },
		};
	}

	/** One design in force at a court; undefined where there is none of that id, or the person designs nothing for the court. */
	async one<K extends DesignKind>(who: Principal, kind: K, court: string, id: string): Promise<DesignView<K> | undefined> {
		const desk = this.courts(who).some((each) => each.id === court) ? await this.#desk(court) : undefined;
		const row = desk && this.#row(desk, kind, id);
		if (!desk || !row) return undefined;
		const versions = await readDesignVersions(this.#context.db, { kind, court, id });
		return {
			court: desk.court,
			row,
			versions: versions.map((version) => this.#version<K>(version)),
			usedBy: this.#screens(desk, kind, id).map((record) => this.#use(record)),
		};
	}

	/** Versions of a court's own, newest first, also of one that was taken back; undefined where there never was any design of that id. */
	async versions(who: Principal, kind: DesignKind, court: string, id: string): Promise<readonly DesignVersion[] | undefined> {
		if (!this.courts(who).some((each) => each.id === court)) return undefined;
		const versions = await readDesignVersions(this.#context.db, { kind, court, id });
		if (versions.length > 0) return versions.map((version) => this.#version(version));
		return (await this.#source.designs()).maker(kind, court, id) ? [] : undefined;
	}

	/** A playlist in force, with the scenes that it may name. */
	async playlist(who: Principal, court: string, id: string): Promise<PlaylistDesignView | undefined> {
		const view = await this.one(who, 'playlist', court, id);
		const desk = view && (await this.#desk(court));
		if (!desk) return undefined;
		const scenes = desk.designs.choices(court).scenes.flatMap((choice) => desk.designs.scene(court, choice.id) ?? []);
		const publicScreens = this.#screens(desk, 'playlist', id).some(({ ceiling }) => ceiling === 'public');
		return { ...view, scenes, publicScreens };
	}

	async #desk(code: string): Promise<Desk | undefined> {
		const court = this.#source.wallCourt(code);
		if (!court) return undefined;
		const { db } = this.#context;
		return { court, designs: await this.#source.designs(), last: await readLastDesigns(db), records: await screens.records(db) };
	}

	#rows<K extends DesignKind>(desk: Desk, kind: K): readonly DesignRow<K>[] {
		const { designs, court } = desk;
		const ids = designs.choices(court.code)[kind === 'scene' ? 'scenes' : 'playlists'].map(({ id }) => id);
		return ids
			.flatMap((id) => this.#row(desk, kind, id) ?? [])
			.map((row) => ({ ...row, uses: this.#uses(desk, kind, row.id) }))
			.sort((a, b) => originOrder[a.origin] - originOrder[b.origin]);
	}

	#row<K extends DesignKind>({ designs, court: { code }, last }: Desk, kind: K, id: string): DesignRow<K> | undefined {
		const data = designs[kind](code, id) as DesignData[K] | undefined;
		const maker = designs.maker(kind, code, id);
		if (!data || !maker) return undefined;
		const lastAt = (court: string) => last.find((each) => each.kind === kind && each.court === court && each.id === id);
		const saved = maker.court === undefined ? undefined : lastAt(maker.court);
		return {
			...{ kind, id, data, origin: maker.court === code ? 'own' : maker.court === undefined ? 'shipped' : 'superior' },
			...(maker.court === undefined ? {} : { courtName: courtName(this.#context, maker.court) }),
			version: lastAt(code)?.version ?? 0,
			...(saved ? this.#saved(saved) : {}),
			overrides: maker.court === code && maker.covers,
		};
	}

	#retired(saved: SavedDesign): DesignRow {
		const { kind, id, version } = saved;
		const data = JSON.parse(saved.data) as DesignData[DesignKind];
		return {
			kind,
			id,
			version,
			data,
			origin: 'own',
			courtName: courtName(this.#context, saved.court),
			...this.#saved(saved),
			overrides: false,
		};
	}

	#saved({ by, at, note }: SavedDesign) {
		return { savedByName: this.#nameOf(by), savedAt: at, ...(note === '' ? {} : { note }) };
	}

	#version<K extends DesignKind>({ version, by, at, note, retired, data }: SavedDesign): DesignVersion<K> {
		return { version, savedByName: this.#nameOf(by), savedAt: at, note, retired, data: JSON.parse(data) as DesignData[K] };
	}

	#nameOf(by: string): string {
		return this.#context.directory().persons.get(by)?.name ?? '系统管理员';
	}

	#screens({ designs, court, records }: Desk, kind: DesignKind, id: string): readonly ScreenRecord[] {
		const found = this.#source.showing(designs, { kind, court: court.code, id }, records);
		return [...found].sort((a, b) => a.name.localeCompare(b.name, 'zh'));
	}

	#use({ id, name, court }: ScreenRecord): DesignUse {
		return { id, name, courtName: courtName(this.#context, court) };
	}

	#uses(desk: Desk, kind: DesignKind, id: string): NonNullable<DesignRow['uses']> {
		const { designs, court } = desk;
		const naming = (playlist: Playlist): boolean => [...playlist.steps, ...playlist.interrupts].some(({ scene }) => scene === id);
		const playlists =
			kind === 'playlist' ? [] : designs.choices(court.code).playlists.flatMap((each) => designs.playlist(court.code, each.id) ?? []);
		return {
			screens: this.#screens(desk, kind, id).map((record) => this.#use(record)),
			playlists: playlists.filter(naming).map(({ id: named, title }) => ({ id: named, name: title })),
		};
	}
}

/** The first number that no court has used: a court above or below must not stand in for this one by chance. */
function proposedFor({ last }: Desk, kind: DesignKind): string {
	const used = new Set(last.filter((each) => each.kind === kind).map(({ id }) => id));
	let number = 1;
	while (used.has(`${kind}-${number}`)) number += 1;
	return `${kind}-${number}`;
}
