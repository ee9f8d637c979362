import { chainFor } from '../core/period/chains.ts';
import { groundOf } from '../core/period/grounds.ts';
import type { CourtDate } from '../core/time/types.ts';
import { addDays } from '../core/time/civil.ts';
import type { ApiClient, Deed } from './client.ts';
import type { People } from './people.ts';
import type { PeriodScript } from './world/periods.ts';

interface Filed {
	readonly script: PeriodScript;
	readonly caseId: number;
	readonly requestId: string;
	taken: number;
	resumed: boolean;
}

/** What the demo's desk needs of its surroundings. */
export interface DeskParts {
	readonly client: ApiClient;
	readonly people: People;
	readonly scripts: readonly PeriodScript[];
	/** The handler of a case, by its number. */
	handlerOf(caseNumber: string): string | undefined;
	say(text: string): void;
}

/** The requests of the demo's people to change periods: filed and decided day by day, each as the person whose office it is. */
export class PeriodDesk {
	readonly #parts: DeskParts;
	readonly #filed: Filed[] = [];
	#next = 0;

	constructor(parts: DeskParts) {
		this.#parts = parts;
	}

	/** Everything that people do about periods on a day. */
	async act(today: CourtDate): Promise<void> {
		const { scripts } = this.#parts;
		for (let script = scripts[this.#next]; script && script.filedOn <= today; script = scripts[this.#next]) {
			this.#next += 1;
			await this.#file(script);
		}
		for (const filed of this.#filed) {
			await this.#decide(filed, today);
			await this.#resume(filed, today);
		}
	}

	#asker({ caseNumber }: PeriodScript): string | undefined {
		return this.#parts.people.usernameOf(this.#parts.handlerOf(caseNumber));
	}

	#tell(what: string, script: PeriodScript, { body }: Deed): void {
		this.#parts.say(`${script.caseNumber}期限变更${what}未成：${String(body.detail ?? body.title ?? '')}`);
	}

	async #file(script: PeriodScript): Promise<void> {
		const { client } = this.#parts;
		const caseId = await client.caseId(script.caseNumber);
		const username = this.#asker(script);
		if (caseId === undefined || username === undefined) return;
		const answer = await client.deed(username, `/api/v1/cases/${caseId}/period-requests`, script.ask);
		if (answer.ok) this.#filed.push({ script, caseId, requestId: String(answer.body.id), taken: 0, resumed: false });
		else this.#tell('申请', script, answer);
	}

	async #decide(filed: Filed, today: CourtDate): Promise<void> {
		const { client, people } = this.#parts;
		const { script, requestId } = filed;
		const { ground, override = false } = script.ask;
		const kind = groundOf(ground)?.kind;
		if (!kind) return;
		const chain = chainFor(script.court, undefined, kind, override);
		for (let step = script.steps[filed.taken]; step && step.on <= today; step = script.steps[filed.taken]) {
			const role = chain[filed.taken]?.role;
			const username = role && people.officer(script.court, role, script.civil);
			if (!username) return;
			const word = { step: filed.taken, verdict: step.verdict, opinion: step.opinion };
			const answer = await client.deed(username, `/api/v1/period-requests/${encodeURIComponent(requestId)}/decisions`, word);
			if (!answer.ok) this.#tell('审批', script, answer);
			filed.taken = answer.ok ? filed.taken + 1 : script.steps.length;
		}
	}

	/** 恢复计算: the handler ends an open deduction. */
	async #resume(filed: Filed, today: CourtDate): Promise<void> {
		const { script, caseId, requestId } = filed;
		const username = this.#asker(script);
		if (filed.resumed || !script.resumedOn || script.resumedOn > today || !username) return;
		filed.resumed = true;
		const path = `/api/v1/cases/${caseId}/exclusions/${encodeURIComponent(requestId)}/end`;
		const input = { to: addDays(script.resumedOn, -1), documentNo: `${script.caseNumber}恢复计算期限通知书` };
		const answer = await this.#parts.client.deed(username, path, input);
		if (!answer.ok) this.#tell('恢复计算', script, answer);
	}
}
