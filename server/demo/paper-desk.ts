import { addDays, addMonths } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { ApiClient } from './client.ts';

/** What the demo's desk of publications needs of its surroundings. */
export interface PaperDeskParts {
	readonly client: ApiClient;
	/** The court of the wall, and the basic court below it that the story plays at. */
	readonly wallCourt: string;
	readonly basicCourt: string;
	say(text: string): void;
}

interface Paper {
	readonly court: string;
	readonly kind: 'weekly' | 'monthly';
	readonly day: CourtDate;
	readonly issued: boolean;
}

const papersOf = ({ wallCourt, basicCourt }: PaperDeskParts, today: CourtDate): readonly Paper[] => [
	{ court: wallCourt, kind: 'monthly', day: addMonths(today, -1), issued: true },
	{ court: wallCourt, kind: 'weekly', day: addDays(today, -14), issued: true },
	{ court: basicCourt, kind: 'weekly', day: addDays(today, -14), issued: true },
	// The last week is reviewed and waits for its issuer: something to do for whoever looks.
	{ court: wallCourt, kind: 'weekly', day: addDays(today, -7), issued: false },
];

/** The office of publications at work: some papers issued and signed for, one corrected, one waiting. All else stays as the hour made it. */
export class PaperDesk {
	readonly #parts: PaperDeskParts;

	constructor(parts: PaperDeskParts) {
		this.#parts = parts;
	}

	/** Does everything once; what fails is told and left. */
	async act(): Promise<void> {
		const { client, say } = this.#parts;
		try {
			const today = (await client.clock()).businessDay as CourtDate;
			let corrected = false;
			for (const paper of papersOf(this.#parts, today)) {
				const publication = await this.#take(paper);
				if (publication === undefined) continue;
				for (const office of ['president', 'trial-mgmt', 'enf-head'])
					await this.#deed(`${paper.court}-${office}`, `publications/${encodeURIComponent(publication)}/receipts`, {});
				if (paper.kind === 'weekly' && !corrected) await this.#correct(paper.court, publication);
				corrected ||= paper.kind === 'weekly';
			}
		} catch (error) {
			say(`示例发布未全部完成：${error instanceof Error ? error.message : String(error)}`);
		}
	}

	async #deed(username: string, path: string, body: object): Promise<Record<string, unknown> | undefined> {
		const answer = await this.#parts.client.deed(username, `/api/v1/${path}`, body);
		if (answer.ok) return answer.body;
		this.#parts.say(`示例发布：${username} 办理未成：${String(answer.body.detail ?? answer.body.title ?? '')}`);
		return undefined;
	}

	/** Makes the paper, or finds the one there is, and takes it as far as it is to go. Answers the publication. */
	async #take({ court, kind, day, issued }: Paper): Promise<string | undefined> {
		const made = await this.#deed(`${court}-duty`, 'publications', { kind, court, day });
		return made && this.#onwards(court, String(made.id), issued);
	}

	async #onwards(court: string, draft: string, issued: boolean): Promise<string | undefined> {
		const path = `publication-drafts/${encodeURIComponent(draft)}`;
		const reviewed = await this.#deed(`${court}-chief`, `${path}/review`, { revision: 1, opinion: '数据已核，同意。' });
		if (!reviewed || !issued) return undefined;
		const done = await this.#deed(`${court}-vice`, `${path}/issue`, { revision: reviewed.revision });
		return done && String(done.id);
	}

	/** A correction after late data: computed anew and issued as the second version. */
	async #correct(court: string, publication: string): Promise<void> {
		const path = `publications/${encodeURIComponent(publication)}/corrections`;
		const draft = await this.#deed(`${court}-duty`, path, { reason: '上版制发后补录数据，重新计算。', anew: true });
		if (draft) await this.#onwards(court, String(draft.id), true);
	}
}
