import type { Server as HttpServer } from 'node:http';
import type { CalendarPages } from '../src/lib/contract/calendar-page.ts';
import type { CyclePages } from '../src/lib/contract/cycles.ts';
import type { DesignPages } from '../src/lib/contract/design-pages.ts';
import type { DevicePages } from '../src/lib/contract/device-pages.ts';
import type { DemandPages } from '../src/lib/contract/demands.ts';
import type { DutyPages } from '../src/lib/contract/duty.ts';
import type { IndicatorPages } from '../src/lib/contract/indicators.ts';
import type { ListPages } from '../src/lib/contract/lists.ts';
import type { LobbyPages } from '../src/lib/contract/lobby-desk.ts';
import type { LockPages } from '../src/lib/contract/lock-register.ts';
import type { DeskPages, SignInPages } from '../src/lib/contract/desk.ts';
import type { OfficePages } from '../src/lib/contract/office.ts';
import type { Account, ScreenPages } from '../src/lib/contract/pages.ts';
import type { PaperPages } from '../src/lib/contract/papers.ts';
import type { PlaybackPages } from '../src/lib/contract/playback.ts';
import type { RulePages } from '../src/lib/contract/rules-page.ts';
import type { SupervisePages } from '../src/lib/contract/supervise.ts';
import { backTestBeside, keepPublicFigures, openStore, placeOf, readiness, screenParts } from './app-parts.ts';
import { secretHash } from './auth/secrets.ts';
import { createSignIn } from './auth/sign-in.ts';
import { createClock, realMs, type CourtClock } from './clock.ts';
import type { Config } from './config.ts';
import { vocabulary } from './core/case/vocabulary.ts';
import { designParts, designViews } from './design-parts.ts';
import { knownIndicator } from './core/target/known.ts';
import { kindOfFile, pictureType } from './files/file-kind.ts';
import type { FlowContext } from './flows/context.ts';
import { makeContext } from './flows/make-context.ts';
import { backTestHere } from './flows/try-layer.ts';
import { createFront } from './http/front.ts';
import { clientAddress, originIsOurs } from './http/origin.ts';
import { createClockWatch } from './jobs/clock-watch.ts';
import { startJobs, type Jobs } from './jobs/runner.ts';
import { Devices } from './live/devices.ts';
import { createHub } from './live/hub.ts';
import type { PlaybackRecorder } from './live/playback-recorder.ts';
import type { Logger } from './log.ts';
import { deliverRound } from './notify/deliver.ts';
import { createCalendarPages } from './pages/calendar-pages.ts';
import { createCyclePages } from './pages/cycle-pages.ts';
import { createDemandPages } from './pages/demand-pages.ts';
import { createDesignPages } from './pages/design-pages.ts';
import { createDutyPages } from './pages/duty-pages.ts';
import { createDevicePages } from './pages/device-pages.ts';
import { createIndicatorPages } from './pages/indicator-pages.ts';
import { createListPages } from './pages/list-pages.ts';
import { createLobbyPages } from './pages/lobby-pages.ts';
import { createLockPages } from './pages/lock-pages.ts';
import { createDeskPages } from './pages/desk-pages.ts';
import { createPairedScreen } from './pages/paired-screen.ts';
import { createPaperPages } from './pages/paper-pages.ts';
import { createPlaybackPages } from './pages/playback-pages.ts';
import { createRulePages } from './pages/rule-pages.ts';
import { createOfficePages } from './pages/office-pages.ts';
import { createScreenPages, viewerOf } from './pages/screen-pages.ts';
import { createSupervisePages } from './pages/supervise-pages.ts';
import { accountView, principalOf } from './pages/account-view.ts';
import { paperParts } from './paper-forms.ts';
import { playbackReads, playbackRecorder } from './playback-parts.ts';
import { reconcileParts } from './reconcile-parts.ts';
import { renderDailyDocx } from './publish/daily-docx.ts';
import { tableFile, tableTypes } from './publish/table-file.ts';
import { readCalendarTables } from './rulebooks/calendar.ts';
import { demandsText } from './rulebooks/demands.ts';
import { layerParts } from './rulebooks/layer-parts.ts';
import { loadLadders } from './rulebooks/ladders.ts';
import { loadRulebook } from './rulebooks/load.ts';
import { loadExampleTargets, parseTargetFile } from './rulebooks/targets.ts';
import { apiKeys } from './store/accounts.ts';
import type { Store } from './store/open.ts';
import { DeskViews } from './views/desk.ts';
import { DeviceViews } from './views/device-views.ts';
import { sourceOf } from './views/view-context.ts';

/** The running application: what the pages call, and what the host attaches to its http server. */
export interface App {
	readonly pages: ScreenPages;
	readonly desk: DeskPages;
	readonly rules: RulePages;
	readonly calendar: CalendarPages;
	readonly indicators: IndicatorPages;
	readonly lists: ListPages;
	readonly lobby: LobbyPages;
	readonly locks: LockPages;
	readonly papers: PaperPages;
	readonly playback: PlaybackPages;
	/** Records what walls show; begins with the jobs. */
	readonly recorder: PlaybackRecorder;
	readonly supervise: SupervisePages;
	readonly cycles: CyclePages;
	readonly demands: DemandPages;
	readonly design: DesignPages;
	readonly duty: DutyPages;
	readonly devices: DevicePages;
	readonly office: OfficePages;
	readonly signIn: SignInPages;
	session(cookie: string | undefined): Promise<{ readonly account: Account; readonly id: string } | undefined>;
	readonly context: FlowContext;
	readonly clock: CourtClock;
	/** Starts the sweep loop and the publications; the demo's replay does both by hand until it is done. */
	startJobs(): void;
	readonly front: ReturnType<typeof createFront>;
	attach(http: HttpServer): void;
	close(): Promise<void>;
}

/** What differs between verbs and tests. */
export interface AppOptions {
	readonly config: Config;
	readonly log: Logger;
	readonly store?: Store;
	readonly clock?: CourtClock;
	/** Lets the clock be set, by the demo on loopback only. */
	readonly demo?: boolean;
	/** Build of the pages that the host gives out beside it. */
	readonly build?: string;
	readonly beatSeconds?: number;
	readonly sweepMs?: number;
	/** Whether the demo's world is built; until then the service is not ready. */
	readonly isOpen?: () => boolean;
}

declare module 'node:http' {
	interface IncomingMessage {
		app?: App;
	}
}

const version = '0.1.0';
const webhookTimeoutMs = 5000;

/** Builds the application: the only place that constructs parts and connects them. */
export async function createApp(options: AppOptions): Promise<App> {
	const { config, log } = options;
	const store = options.store ?? (await openStore(config));
	const clock = options.clock ?? createClock();
	const knownEvents = new Set(vocabulary.keys());
	const rulebook = loadRulebook({ knownEvents });
	const ladders = loadLadders();
	const targetFiles = {
		examples: loadExampleTargets(knownIndicator),
		read: (source: { readonly name: string; readonly text: string }) => parseTargetFile(source, knownIndicator),
	};
	const context = await makeContext({
		store,
		rulebook,
		tables: readCalendarTables(),
		...layerParts(knownEvents),
		now: clock.now,
		yield: () => new Promise((resolve) => setImmediate(resolve)),
		monotonicMs: () => performance.now(),
	});
	const onError = (error: unknown): void => log.error({ err: error }, 'unexpected');
	const source = sourceOf(context);
	const secure = config.ORIGIN?.startsWith('https:') ?? false;
	const signIn = createSignIn(store, { secure, realMs });
	const devices = new Devices({
		...{ source, write: store.write, realMs, onError },
		addressOf: (handshake) => clientAddress(handshake, config.TRUST_PROXY === '1'),
	});
	const watch = createClockWatch({ wallMs: realMs, monotonicMs: () => performance.now() });
	const recorder = playbackRecorder(source, {
		...{ store, devices, onError },
		hub: () => hub,
		speed: () => clock.speed,
		clockIsHeld: () => watch.check()?.holds ?? false,
	});
	const hub = createHub({
		// The getters of a source stay getters: rules and calendar are always those last committed.
		source: Object.assign(sourceOf(context), { ladderStages: ladders.find(({ id }) => id === 'S2')?.stages ?? [] }),
		speed: () => clock.speed,
		...(options.build === undefined ? {} : { build: options.build }),
		originIsOurs: (request) => originIsOurs(request.headers, config.ORIGIN),
		viewerOf: (handshake) => viewerOf({ store, context, signIn }, handshake),
		onSocket: (socket, credentials) => devices.onSocket(socket, credentials),
		observer: recorder,
		onChange: store.onChange,
		onError,
	});
	const playback = playbackReads(context, config.PLAYBACK_DAYS, realMs);
	const views = new DeskViews(source);
	const deviceParts = screenParts(context, devices);
	const deviceViews = new DeviceViews(source, {
		presence: (id) => devices.presence(id),
		choices: async (court) => (await devices.designs()).choices(court),
		...(options.build === undefined ? {} : { build: options.build }),
	});
	const designs = { parts: designParts(context, () => devices.changed()), views: designViews(context) };
	const papers = paperParts(context.directory, options.store ? undefined : placeOf(config));
	let lastSweep = performance.now();
	let jobs: Jobs | undefined;
	const start = (): void => {
		recorder.start();
		jobs ??= startJobs({
			context,
			sweepMs: options.sweepMs ?? 1000,
			watch,
			beatSeconds: options.beatSeconds ?? 60,
			ladders,
			playbackDays: config.PLAYBACK_DAYS,
			papers: papers.build,
			reconcile: reconcileParts(context, hub.projector, options.store ? undefined : placeOf(config)),
			notify: () => deliverRound(context, { allowLoopback: config.WEBHOOK_ALLOW_LOOPBACK === '1', timeoutMs: webhookTimeoutMs, realMs }),
			onError: (job, error) => log.error({ err: error, job }, 'job failed'),
			onSweep: () => {
				lastSweep = performance.now();
			},
		});
	};
	const stopPublic = keepPublicFigures(context, onError);
	const session = async (cookie: string | undefined) => {
		const found = await signIn.session(cookie);
		return found && { account: accountView(context, found.account), principal: principalOf(found.account), id: found.id };
	};
	// A store handed in (tests, PGlite) has no place that another thread could open.
	const run = options.store ? backTestHere(context) : backTestBeside(config);
	const front = createFront(
		{
			context,
			views,
			signIn,
			...(config.ORIGIN ? { origin: config.ORIGIN } : {}),
			trustsProxy: config.TRUST_PROXY === '1',
			version,
			session,
			clock: hub.clock,
			confirmClock: watch.confirm,
			realMs,
			ladders,
			keyOf: async (secret) => {
				const key = await apiKeys.read(store.read, secretHash(secret));
				const expired = key?.expiresAt !== undefined && Date.parse(key.expiresAt) < realMs();
				return key && !key.revokedAt && !expired ? key : undefined;
			},
			...(options.demo
				? {
						setClock: (now, speed) => {
							clock.set(now, speed);
							hub.refresh();
						},
					}
				: {}),
			ready: async () => readiness(store, performance.now() - lastSweep, watch.check()?.holds ?? false, options.isOpen),
			renderDaily: renderDailyDocx,
			tableFile: async (table, format) => ({ bytes: await tableFile(table, format), mediaType: tableTypes[format] }),
			papers,
			playback,
			backTest: run,
			kindOfFile,
			devices: { parts: deviceParts, views: deviceViews, pictureType },
			designs,
		},
		onError,
	);
	const app: App = {
		pages: { ...createScreenPages({ store, context, signIn, hub }), screen: createPairedScreen({ store, hub, devices, secure }) },
		desk: createDeskPages({ context, views, kindOfFile, onError, clock: hub.clock, store }),
		rules: createRulePages(context, run),
		calendar: createCalendarPages(context),
		indicators: createIndicatorPages(context),
		lists: createListPages(context),
		lobby: createLobbyPages(context, hub),
		locks: createLockPages(context, views),
		papers: createPaperPages(context, papers),
		playback: createPlaybackPages(context, playback),
		recorder,
		supervise: createSupervisePages(context, views, ladders),
		cycles: createCyclePages(context),
		demands: createDemandPages(context, demandsText()),
		design: createDesignPages(context, designs.parts, designs.views, hub),
		duty: createDutyPages(context),
		devices: createDevicePages(context, deviceParts, deviceViews),
		office: createOfficePages(context, targetFiles),
		signIn,
		session,
		context,
		clock,
		startJobs: start,
		front: (request, response, next) => {
			request.app = app;
			front(request, response, next);
		},
		attach: (http) => hub.attach(http),
		close: async () => {
			await stopPublic();
			await jobs?.stop();
			await recorder.stop();
			await papers.close();
			await devices.close();
			await hub.close();
			await store.close();
		},
	};
	return app;
}
