import type { PlaybackMinutes, PlaybackMoment } from '../../src/lib/contract/playback.ts';
import type { ClockTick, TopicName } from '../../src/lib/contract/topics.ts';
import type { Principal } from '../core/access/may.ts';
import type { Ladder } from '../core/ladder/types.ts';
import type { Instant } from '../core/time/types.ts';
import type { SignIn } from '../auth/sign-in.ts';
import type { FlowContext } from '../flows/context.ts';
import type { KindOfFile } from '../flows/documents.ts';
import type { NotePlayback } from '../flows/open-playback.ts';
import type { RenderPaper } from '../flows/paper-issue.ts';
import type { BuildPaper } from '../flows/paper-make.ts';
import type { ScreenParts } from '../flows/screen-parts.ts';
import type { DesignParts } from '../flows/save-design.ts';
import type { RunBackTest } from '../flows/try-layer.ts';
import type { ApiKeyRow } from '../store/accounts.ts';
import type { DailyFigures } from '../core/report/types.ts';
import type { DesignViews } from '../views/design-views.ts';
import type { DeskViews } from '../views/desk.ts';
import type { DeviceViews } from '../views/device-views.ts';
import type { ListTable } from '../views/worklist-table.ts';

/** What the API is built from; the composition root hands it in. */
export interface Api {
	readonly context: FlowContext;
	readonly views: DeskViews;
	readonly signIn: SignIn;
	/** Our own origin, where it differs from the Host header (behind a proxy). */
	readonly origin?: string;
	/** Whether a proxy stands in front whose `x-forwarded-for` is believed. */
	readonly trustsProxy?: boolean;
	readonly version: string;
	keyOf(secret: string): Promise<ApiKeyRow | undefined>;
	session(cookie: string | undefined): Promise<{ readonly principal: Principal; readonly id: string } | undefined>;
	clock(): ClockTick;
	/** Real time in milliseconds: sign-ins and deliveries live by it, not by court time. */
	realMs(): number;
	/** Somebody has said that the host's clock is right. */
	confirmClock(): void;
	/** Only under the demo verb. */
	readonly setClock?: (now: Instant | undefined, speed: number | undefined) => void;
	/** Whether the service can do its work: database, sweep, disk. */
	ready(): Promise<{ readonly ok: boolean; readonly checks: Readonly<Record<string, string>> }>;
	renderDaily(record: DailyFigures): Promise<Uint8Array>;
	/** A table as a file to take along. */
	tableFile(table: ListTable, format: 'csv' | 'xlsx'): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }>;
	/** How papers (周通报, 月分析 …) are computed and made into files. */
	readonly papers: { readonly build: BuildPaper; readonly render: RenderPaper };
	/** Ladders of long-pending cases. */
	readonly ladders: readonly Ladder[];
	/** Goes through all cases with other rules. */
	readonly backTest: RunBackTest;
	/** Recorded walls; minutes are those in which the instants lie. */
	readonly playback: {
		moment(court: string, at: Instant, topics: readonly TopicName[], ceiling: 'internal' | 'public'): Promise<PlaybackMoment>;
		minutes(court: string, from: Instant, to: Instant, topics?: readonly TopicName[]): Promise<PlaybackMinutes>;
		readonly note: NotePlayback;
	};
	/** Tells what an uploaded file is by its bytes. */
	readonly kindOfFile: KindOfFile;
	/** Scenes and playlists made at the desk. */
	readonly designs: { readonly parts: DesignParts; readonly views: DesignViews };
	/** Paired screens: their flows, what is shown of them, and the media type of a picture by its bytes. */
	readonly devices: {
		readonly parts: ScreenParts;
		readonly views: DeviceViews;
		readonly pictureType: (bytes: Uint8Array) => Promise<string | undefined>;
	};
}
