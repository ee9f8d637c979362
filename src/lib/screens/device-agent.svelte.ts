import type { ScreenCommand, ScreenMessage, ScreenProgram, ScreenReport } from '../contract/screens.ts';
import type { TopicName } from '../contract/topics.ts';
import type { LiveClient } from '../live/live-client.svelte.ts';
import { dataAgeOf } from './data-age.ts';
import type { DayKind } from './hours.ts';
import { reportDueIn, withFault, type SentReport } from './report-pace.ts';

/** What the agent needs from its page. */
export interface AgentParts {
	readonly live: LiveClient;
	readonly program: ScreenProgram;
	/** Build of the page. */
	readonly build: string;
	/** Topics that a program's scenes read. */
	readonly topicsOf: (program: ScreenProgram) => readonly TopicName[];
	/** Takes a picture of the screen and sends it; throws with words for people. */
	readonly sendPicture: () => Promise<void>;
	readonly reload: () => void;
	/** The device is no longer a screen. */
	readonly unpaired: () => void;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** The page's own vigilance: what it has to say is looked at this often, and what it shows by the server's clock. */
const lookEveryMs = 1_000;
/** Kinds of days that are remembered: hours over midnight need yesterday's, which no program tells any more. */
const rememberedDays = 4;
/** Commands that came twice are done once; only the last ones are remembered. */
const rememberedCommands = 50;

/** The device side of a paired screen: takes programs and commands, and says how the screen is. */
export class DeviceAgent {
	program = $state.raw<ScreenProgram>() as ScreenProgram;
	faults = $state.raw<readonly string[]>([]);
	/** Working days and days of rest, as far as the programs have told. */
	days = $state.raw<readonly DayKind[]>([]);
	/** The desk asks which screen this is. */
	identified = $state(false);
	/** Scene on show, as the player tells. */
	scene: string | undefined;
	#identifyTimer: ReturnType<typeof setTimeout> | undefined;
	readonly #parts: AgentParts;
	readonly #startedMs = performance.now();
	#last: SentReport | undefined;
	#done: readonly string[] = [];

	constructor(parts: AgentParts) {
		this.#parts = parts;
		this.program = parts.program;
		this.days = parts.program.days;
	}

	/** The message on show, until its end by the court's clock. */
	get message(): ScreenMessage | undefined {
		const { message } = this.program;
		return message && Date.parse(message.until) > this.#parts.live.now ? message : undefined;
	}

	/** Remembers a fault until the page is loaded anew; it goes out with the next report. */
	fault(text: string): void {
		this.faults = withFault(this.faults, text);
	}

	/** Runs until the returned function is called. */
	start(): () => void {
		const { live } = this.#parts;
		const onError = ({ message }: ErrorEvent): void => this.fault(`页面错误：${message}`);
		const onRejection = ({ reason }: PromiseRejectionEvent): void => this.fault(`页面错误：${String(reason)}`);
		window.addEventListener('error', onError);
		window.addEventListener('unhandledrejection', onRejection);
		const stops = [
			live.onProgram((program) => this.#onProgram(program)),
			live.onCommand((command) => this.#onCommand(command)),
			live.onUnpaired(this.#parts.unpaired),
		];
		const timer = setInterval(() => this.#look(), lookEveryMs);
		return () => {
			clearInterval(timer);
			clearTimeout(this.#identifyTimer);
			for (const stop of stops) stop();
			window.removeEventListener('error', onError);
			window.removeEventListener('unhandledrejection', onRejection);
		};
	}

	#onProgram(program: ScreenProgram): void {
		if (same(program, this.program)) return;
		const { topicsOf, live } = this.#parts;
		const [before, after] = [this.program, program];
		this.program = program;
		const told = program.days.map(({ day }) => day);
		this.days = [...this.days.filter(({ day }) => !told.includes(day)), ...program.days].slice(-rememberedDays);
		const topics = topicsOf(after);
		if (before.court.code !== after.court.code || !same(topicsOf(before), topics)) live.watch(topics, after.court.code);
	}

	#onCommand(command: ScreenCommand): void {
		if (this.#done.includes(command.id)) return;
		this.#done = [...this.#done, command.id].slice(-rememberedCommands);
		if (command.kind === 'identify') this.#identify(command.seconds);
		else if (command.kind === 'reload') this.#parts.reload();
		else
			this.#parts
				.sendPicture()
				.catch((error: unknown) => this.fault(`截图未送出：${error instanceof Error ? error.message : String(error)}`));
	}

	#identify(seconds: number): void {
		clearTimeout(this.#identifyTimer);
		this.identified = true;
		this.#identifyTimer = setTimeout(() => (this.identified = false), seconds * 1_000);
	}

	#look(): void {
		const nowMs = performance.now();
		const { live } = this.#parts;
		if (live.connection.kind !== 'live') return;
		const { connections: connection } = live;
		const report = this.#report(nowMs);
		if (reportDueIn(this.#last, report, nowMs, connection) === 0 && live.report(report)) this.#last = { atMs: nowMs, connection, report };
	}

	#report(nowMs: number): ScreenReport {
		const { live, build, topicsOf } = this.#parts;
		const ratio = window.devicePixelRatio || 1;
		const age = dataAgeOf(live, topicsOf(this.program), this.program.override);
		return {
			build,
			width: Math.round(window.innerWidth * ratio),
			height: Math.round(window.innerHeight * ratio),
			pixelRatio: ratio,
			uptimeSeconds: Math.floor((nowMs - this.#startedMs) / 1_000),
			faults: [...this.faults],
			userAgent: navigator.userAgent.slice(0, 300),
			...(this.scene === undefined ? {} : { scene: this.scene }),
			...(age === undefined ? {} : { dataAgeSeconds: age }),
		};
	}
}
