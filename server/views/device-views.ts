import type {
	DeviceChoice,
	DeviceChoices,
	DeviceFilter,
	DeviceListView,
	DeviceLogLine,
	DeviceRow,
	DeviceState,
	DeviceView,
	WaitingDevice,
} from '../../src/lib/contract/device-pages.ts';
import { screenReportSchema, screenSettingsSchema, type ScreenReport } from '../../src/lib/contract/screens.ts';
import { may, type Principal } from '../core/access/may.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { readScreenLog, screenPictures } from '../store/screen-log.ts';
import type { PairingRow } from '../store/screen-pairings.ts';
import { screens, type ScreenRecord } from '../store/screens.ts';
import { courtName, type ViewContext } from './view-context.ts';

/** What connections tell of a screen. */
interface Presence {
	readonly online: boolean;
	readonly report?: ScreenReport;
	readonly reportAt?: string;
	readonly faults: readonly string[];
}

/** What the views on screens are read with, beside the database. */
export interface DeviceSource {
	presence(id: string): Presence;
	/** Build of the pages that are given out now, where it is known. */
	readonly build?: string;
	/** Scenes and playlists that a court may choose from. */
	choices(court: string): Promise<Pick<DeviceChoices, 'scenes' | 'playlists'>>;
}

const stateOrder: readonly DeviceState[] = ['faulty', 'pending', 'offline', 'online', 'revoked'];
const firstLines = 50;

/** Lists and single screens, for whoever manages them. */
export class DeviceViews {
	readonly #context: ViewContext;
	readonly #source: DeviceSource;

	constructor(context: ViewContext, source: DeviceSource) {
		this.#context = context;
		this.#source = source;
	}

	/** Screens in reach, those that need somebody first. */
	async list(who: Principal, filter: DeviceFilter): Promise<Omit<DeviceListView, 'waiting'>> {
		const rows = await this.#rows(who);
		const counts = { online: 0, offline: 0, pending: 0, revoked: 0, faulty: 0 };
		for (const { state } of rows) counts[state] += 1;
		const shown = rows.filter(
			(row) =>
				(filter.court === undefined || row.court === filter.court) &&
				(filter.state === undefined || row.state === filter.state) &&
				(filter.group === undefined || row.groups.includes(filter.group)),
		);
		return { rows: shown, counts, choices: await this.choices(who, rows), filter };
	}

	/** One screen; undefined where there is none in reach. */
	async one(who: Principal, id: string): Promise<DeviceView | undefined> {
		const record = await screens.record(this.#context.db, id);
		if (!record || !this.mayManage(who, record.court)) return undefined;
		const pictures = await screenPictures.times(this.#context.db);
		const settings = screenSettingsSchema.safeParse(record.settings);
		const row = this.#row(record, pictures);
		const report = this.#report(record).report;
		return {
			row,
			settings: settings.success ? settings.data : screenSettingsSchema.parse({}),
			...(report?.userAgent ? { userAgent: report.userAgent } : {}),
			...(record.createdAt ? { createdAt: record.createdAt } : {}),
			...(record.revokedAt ? { revokedAt: record.revokedAt } : {}),
			choices: await this.choices(who, await this.#rows(who), record.court),
			redirectCourts: subtreeOf(this.#context.directory(), record.court).map(({ code, name }) => ({ id: code, name })),
			log: await this.log(id, { limit: firstLines }),
		};
	}

	log(id: string, page: { readonly before?: number; readonly limit: number }): Promise<readonly DeviceLogLine[]> {
		return readScreenLog(this.#context.db, id, page);
	}

	/** The record of a screen in reach. */
	async record(who: Principal, id: string): Promise<ScreenRecord | undefined> {
		const record = await screens.record(this.#context.db, id);
		return record && this.mayManage(who, record.court) ? record : undefined;
	}

	async records(who: Principal): Promise<readonly DeviceRow[]> {
		return this.#rows(who);
	}

	/** What forms offer: designs are those of a court, or of the first court in reach. */
	async choices(who: Principal, rows: readonly DeviceRow[], court?: string): Promise<DeviceChoices> {
		const courts = this.#courts(who);
		const of = court ?? courts[0]?.id;
		const designs = of === undefined ? { scenes: [], playlists: [] } : await this.#source.choices(of);
		const groups = [...new Set(rows.flatMap((row) => row.groups))].sort((a, b) => a.localeCompare(b, 'zh'));
		return { courts, ...designs, groups };
	}

	mayManage(who: Principal, court: string): boolean {
		return may(who, 'screen.manage', { court }, this.#context.directory());
	}

	#courts(who: Principal): readonly DeviceChoice[] {
		return [...this.#context.directory().courts.values()]
			.filter(({ code }) => this.mayManage(who, code))
			.sort((a, b) => a.position - b.position)
			.map(({ code, name }) => ({ id: code, name }));
	}

	async #rows(who: Principal): Promise<readonly DeviceRow[]> {
		const { db, directory } = this.#context;
		const [records, pictures] = [await screens.records(db), await screenPictures.times(db)];
		const place = (row: DeviceRow): number => directory().courts.get(row.court)?.position ?? Number.MAX_SAFE_INTEGER;
		return records
			.filter((record) => this.mayManage(who, record.court))
			.map((record) => this.#row(record, pictures))
			.sort(
				(a, b) =>
					stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) || place(a) - place(b) || a.name.localeCompare(b.name, 'zh') || 0,
			);
	}

	/** What it says of itself on an open connection, or else what it said last. */
	#report(record: ScreenRecord): { readonly report?: ScreenReport; readonly at?: string } {
		const { online, report, reportAt } = this.#source.presence(record.id);
		if (report && reportAt) return { report, at: reportAt };
		// What it said before it was opened in a page that says nothing is not how it is now.
		if (online) return record.lastSeenAt ? { at: record.lastSeenAt } : {};
		const kept = screenReportSchema.safeParse(record.report);
		return { ...(kept.success ? { report: kept.data } : {}), ...(record.lastSeenAt ? { at: record.lastSeenAt } : {}) };
	}

	#state(record: ScreenRecord, faults: readonly string[]): DeviceState {
		if (record.state === 'revoked') return 'revoked';
		if (record.state === 'waiting') return 'pending';
		if (!this.#source.presence(record.id).online) return 'offline';
		return faults.length > 0 ? 'faulty' : 'online';
	}

	#row(record: ScreenRecord, pictures: ReadonlyMap<string, string>): DeviceRow {
		const { id, name, place, court, purpose, ceiling, groups, override, message } = record;
		const { report, at } = this.#report(record);
		const faults = [...(report?.faults ?? []), ...this.#source.presence(id).faults];
		const pictureAt = pictures.get(id);
		const { build } = this.#source;
		return {
			...{ id, name, place, court, courtName: courtName(this.#context, court), purpose, ceiling, groups },
			state: this.#state(record, faults),
			...(at ? { lastSeenAt: at } : {}),
			...(report ? saidBy(report) : {}),
			...(report && build ? { buildIsCurrent: report.build === build } : {}),
			faults,
			...(override ? { override } : {}),
			...(message && message.until > this.#context.now() ? { message } : {}),
			...(pictureAt ? { pictureAt } : {}),
		};
	}
}

const saidBy = ({ build, width, height, pixelRatio, scene, dataAgeSeconds, uptimeSeconds }: ScreenReport) => ({
	...{ build, width, height, pixelRatio, uptimeSeconds },
	...(scene === undefined ? {} : { scene }),
	...(dataAgeSeconds === undefined ? {} : { dataAgeSeconds }),
});

/** A device that waits, as it is listed. */
export function waitingDevice({ id, info, askedAtMs, expiresAtMs }: PairingRow): WaitingDevice {
	const { address, width, height, userAgent } = info;
	return {
		...{ id, address, width, height },
		...(userAgent ? { userAgent } : {}),
		...{ askedAt: new Date(askedAtMs).toISOString(), expiresAt: new Date(expiresAtMs).toISOString() },
	};
}
