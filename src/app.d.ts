import type { CalendarPages } from './lib/contract/calendar-page.ts';
import type { CyclePages } from './lib/contract/cycles.ts';
import type { DemandPages } from './lib/contract/demands.ts';
import type { DutyPages } from './lib/contract/duty.ts';
import type { DesignPages } from './lib/contract/design-pages.ts';
import type { DevicePages } from './lib/contract/device-pages.ts';
import type { DeskPages, SignInPages } from './lib/contract/desk.ts';
import type { IndicatorPages } from './lib/contract/indicators.ts';
import type { ListPages } from './lib/contract/lists.ts';
import type { OfficePages } from './lib/contract/office.ts';
import type { LobbyPages } from './lib/contract/lobby-desk.ts';
import type { LockPages } from './lib/contract/lock-register.ts';
import type { Account, ScreenPages } from './lib/contract/pages.ts';
import type { PaperPages } from './lib/contract/papers.ts';
import type { PlaybackPages } from './lib/contract/playback.ts';
import type { RulePages } from './lib/contract/rules-page.ts';
import type { SupervisePages } from './lib/contract/supervise.ts';

/** The part of the running application that pages see. */
interface PageApp {
	readonly pages: ScreenPages;
	readonly desk: DeskPages;
	readonly rules: RulePages;
	readonly calendar: CalendarPages;
	readonly cycles: CyclePages;
	readonly demands: DemandPages;
	readonly design: DesignPages;
	readonly devices: DevicePages;
	readonly duty: DutyPages;
	readonly indicators: IndicatorPages;
	readonly lists: ListPages;
	readonly lobby: LobbyPages;
	readonly locks: LockPages;
	readonly papers: PaperPages;
	readonly playback: PlaybackPages;
	readonly supervise: SupervisePages;
	readonly office: OfficePages;
	readonly signIn: SignInPages;
	session(cookie: string | undefined): Promise<{ readonly account: Account; readonly id: string } | undefined>;
}

declare global {
	namespace App {
		interface Locals {
			app: PageApp;
			account?: Account;
			sessionId?: string;
		}
		interface Platform {
			req: { app?: PageApp };
		}
	}
}

export {};
