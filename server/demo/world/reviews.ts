import { courtRows, latenessOf } from './courts.ts';
import { writeEvents, type DemoEvent, type Draft } from './event.ts';
import type { Life, Setting } from './lives.ts';
import { randomFor, type Random } from './random.ts';
import { personName } from './words.ts';
import type { Walk } from './walk.ts';

/** 执行审查: objections, reconsiderations by the court above, and supervision of what a court below has done. */
type ReviewType = '执异' | '执复' | '执监';

/** A review case on its way: the case that it is about, and what happens in it. */
interface Review {
	readonly type: ReviewType;
	readonly court: string;
	readonly filedOn: number;
	/** The enforcement case that it is about. */
	readonly about: Life;
	readonly random: Random;
	readonly drafts: Draft[];
}

/** Of a hundred enforcement cases, so many have an objection. */
const OBJECTION_SHARE = 0.04;
const SUPERVISION_SHARE = 0.006;
/** Objections to conduct, of those that the world adds; the others are of third parties, against whose rejection one sues. */
const CONDUCT_SHARE = 0.72;
const GOES_UP = 0.47;
const RULE_DAYS = 15;
const DECIDE_DAYS = 30;

const parentOf = (court: string): string | undefined => courtRows.find(({ code }) => code === court)?.parent ?? undefined;
const isEnforcement = ({ filing }: Life): boolean => filing.type === '执' || filing.type === '执恢';
const dayOf = (drafts: readonly Draft[], type: string): number | undefined => drafts.find((draft) => draft.type === type)?.day;

/** `count` of the items, evenly over all of them. */
function evenly<T>(items: readonly T[], count: number): readonly T[] {
	const wanted = Math.min(Math.max(0, count), items.length);
	return Array.from({ length: wanted }, (_, at) => items[Math.floor(((at + 0.5) * items.length) / wanted)]!);
}

/** Plans reviews: what the courts have of them, and what stands of them in the cases that they are about. */
class Planner {
	readonly reviews: Review[] = [];
	/** Facts of enforcement cases that were objected to. */
	readonly facts = new Map<Life, Draft[]>();
	readonly #setting: Setting;
	readonly #taken = new Set<Life>();

	constructor(setting: Setting) {
		this.#setting = setting;
	}

	/** An objection that stands in the planned life of its case already: it is filed and ruled on when that says. */
	told(about: Life, planned: readonly Draft[]): void {
		const filed = dayOf(planned, 'objection-filed');
		if (filed === undefined) return;
		const ruled = planned.find(({ type }) => type === 'objection-ruling-served');
		this.#taken.add(about);
		this.#object(about, filed, 'conduct', { servedOn: ruled?.day, result: String(ruled?.data['result']) });
	}

	/** Objections to further cases, evenly over the years. */
	objections(lives: readonly Life[], fit: (life: Life) => boolean): void {
		const { days, frame } = this.#setting;
		const missing = Math.round(lives.filter(isEnforcement).length * OBJECTION_SHARE) - this.#taken.size;
		const free = lives.filter((life) => !this.#taken.has(life) && fit(life));
		for (const about of evenly(free, missing)) {
			const random = randomFor(this.#setting.seed, `objection/${about.filing.caseKey}`);
			const sealed = dayOf(about.drafts, 'asset-sealed')!;
			const end = dayOf(about.drafts, 'case-closed') ?? frame.end;
			const on = days.next(sealed + random.int(2, Math.max(3, Math.min(40, end - sealed - 25))));
			if (on >= end - 3) continue;
			const matter = random.chance(CONDUCT_SHARE) ? 'conduct' : 'third-party';
			this.#tellOf(about, on, matter);
			this.#object(about, on, matter, {});
		}
	}

	/** Reviews that run out under everybody's eyes: an objection in each city, and a reconsideration at one city court. */
	late(lives: readonly Life[], fit: (life: Life) => boolean): void {
		const { days, frame } = this.#setting;
		for (const [city, ago] of [
			['sf-01', 24],
			['sf-02', 21],
			['sf-01', 44],
		] as const) {
			const on = days.previous(frame.start - ago);
			const goesUp = ago > 40;
			const filed = goesUp ? days.previous(on - 30) : on;
			const isOpen = (life: Life): boolean =>
				!this.#taken.has(life) && fit(life) && parentOf(life.filing.court) === city && latenessOf(life.filing.court) > 0.5;
			// What was objected to may be over by the time the court above decides.
			const openUntil = goesUp ? filed + 1 : frame.start + 5;
			const about = lives.findLast(
				(life) => isOpen(life) && life.filing.day < filed - 10 && (dayOf(life.drafts, 'case-closed') ?? Infinity) > openUntil,
			);
			if (!about) continue;
			this.#tellOf(about, filed, 'conduct');
			if (goesUp) this.#object(about, filed, 'conduct', { result: 'rejected', goesUpOn: on });
			else this.#object(about, filed, 'conduct', { isStuck: true });
		}
	}

	/** Supervision of finished cases by the court above, one of them in each city still under review at the start. */
	supervision(lives: readonly Life[]): void {
		const { days, frame } = this.#setting;
		for (const city of ['sf-01', 'sf-02']) {
			const below = lives.filter((life) => isEnforcement(life) && parentOf(life.filing.court) === city && !this.#taken.has(life));
			const finished = below.filter((life) => (dayOf(life.drafts, 'case-closed') ?? Infinity) < frame.start - 60);
			const wanted = Math.max(3, Math.round(below.length * SUPERVISION_SHARE));
			for (const [at, about] of evenly(finished, wanted).entries()) {
				const random = randomFor(this.#setting.seed, `supervision/${about.filing.caseKey}`);
				const closed = dayOf(about.drafts, 'case-closed')!;
				const on = at === wanted - 1 ? frame.start - random.int(9, 25) : closed + random.int(20, 50);
				this.#supervise(about, city, days.previous(on), random);
			}
		}
	}

	#tellOf(about: Life, on: number, matter: string): void {
		this.#taken.add(about);
		const data = { objectionId: 'o1' };
		this.facts.set(about, [
			{ day: on, type: 'objection-received', data: { ...data, matter }, free: true },
			{ day: on, type: 'objection-filed', data, free: true },
		]);
	}

	/** Opens a review case; its receipt is told on the day of filing, from which on it has its number. */
	#open(type: ReviewType, court: string, about: Life, filedOn: number, random: Random, cause: string, first: string): Review {
		const { staff } = this.#setting;
		const filed = about.drafts[0]!.data;
		const parties = (filed['parties'] as Walk['profile']['parties'] | undefined) ?? [];
		const applicant = { id: 'p1', role: 'applicant', name: first === '' ? personName(random) : first, kind: 'natural' };
		const others = parties.filter(({ name }) => name !== first).slice(0, 1);
		const data = {
			channel: random.chance(0.6) ? 'onsite' : 'online',
			cause,
			parties: [
				{ ...applicant, kind: parties.find(({ name }) => name === first)?.kind ?? 'natural' },
				...others.map((party) => ({ ...party, id: 'p2', role: 'respondent' })),
			],
			...(filed['basis'] === undefined ? {} : { basis: filed['basis'] }),
		};
		const own = about.drafts.find((draft) => draft.type === 'handler-assigned')?.data['handler'];
		let person = staff.assign(court, false, filedOn, random);
		// Nobody reviews what he has done himself.
		for (let turn = 0; turn < 5 && person.code === own; turn += 1) person = staff.assign(court, false, filedOn, random);
		const review: Review = { type, court, filedOn, about, random, drafts: [] };
		const assigned = { handler: person.code, unit: person.unit, mode: 'random' };
		this.#add(review, filedOn, 'case-filed', data);
		this.#add(review, filedOn, 'handler-assigned', assigned);
		this.reviews.push(review);
		return review;
	}

	#add(review: Review, day: number, type: string, data: Draft['data'] = {}): number {
		review.drafts.push({ day, type, data, free: true });
		return day;
	}

	#close(review: Review, day: number, mode: string): void {
		const { days } = this.#setting;
		this.#add(review, day, 'case-closed', { mode, recoveredFen: 0 });
		this.#add(review, days.plusWorking(day, review.random.int(4, 17)), 'case-archived');
	}

	/** A day for a ruling within its limit; before the replay, where no court locks, now and then some days after it. */
	#ruledOn(review: Review, limit: number, low: number): number {
		const { days, frame } = this.#setting;
		const { filedOn, court, random } = review;
		const late = random.chance(0.08 * latenessOf(court)) && filedOn + limit + 20 < frame.replayFrom;
		const due = filedOn + limit;
		return late ? days.next(due + random.int(2, 9)) : days.previous(filedOn + random.int(low, limit - 1));
	}

	#object(
		about: Life,
		filedOn: number,
		matter: 'conduct' | 'third-party',
		plan: { readonly servedOn?: number | undefined; readonly result?: string; readonly goesUpOn?: number; readonly isStuck?: boolean },
	): void {
		const { days, seed, frame } = this.#setting;
		const { caseKey, court } = about.filing;
		const random = randomFor(seed, `review/${caseKey}`);
		const parties = about.drafts[0]!.data['parties'] as Walk['profile']['parties'] | undefined;
		const debtor = parties?.find(({ role }) => role === 'respondent')?.name ?? '';
		const [cause, first] = matter === 'conduct' ? ['执行行为异议', debtor] : ['案外人执行异议', ''];
		const review = this.#open('执异', court, about, filedOn, random, cause, first);
		this.#add(review, filedOn, 'objection-received', { objectionId: 'o1', matter });
		this.#add(review, days.plusWorking(filedOn, 1), 'objection-notified');
		if (plan.isStuck) return;
		const drawn = this.#ruledOn(review, RULE_DAYS, 8);
		const before = plan.servedOn === undefined ? Infinity : days.previous(plan.servedOn - 1);
		const ruled = Math.max(Math.min(drawn, before), days.plusWorking(filedOn, 2));
		const served = Math.max(plan.servedOn ?? 0, days.plusWorking(ruled, 1));
		const known = plan.result && plan.result !== 'undefined' ? plan.result : undefined;
		const result =
			known ??
			random.weighted([
				['rejected', 68],
				['upheld', 20],
				['withdrawn', 12],
			]);
		this.#add(review, ruled, 'objection-ruled', { objectionId: 'o1' });
		this.#add(review, served, 'objection-ruling-served', { objectionId: 'o1', matter, result });
		this.#close(review, served, result === 'rejected' ? 'rejected' : result === 'withdrawn' ? 'withdrawn' : 'judged');
		const goesUp = plan.goesUpOn !== undefined || (matter === 'conduct' && result !== 'withdrawn' && random.chance(GOES_UP));
		const above = parentOf(court);
		if (!goesUp || !above) return;
		const asked = plan.goesUpOn ?? days.plusWorking(served, random.int(3, 7));
		this.#add(review, asked, 'reconsideration-received', { reconsiderationId: 'f1', matter: 'conduct' });
		const sent = this.#add(review, days.plusWorking(asked, random.int(1, 2)), 'reconsideration-file-sent', { reconsiderationId: 'f1' });
		if (sent <= frame.end) this.#reconsider(about, above, plan.goesUpOn ?? days.plusWorking(sent, 1), first, plan.goesUpOn !== undefined);
	}

	#reconsider(about: Life, court: string, filedOn: number, first: string, isStuck: boolean): void {
		const { days, seed } = this.#setting;
		const random = randomFor(seed, `reconsideration/${about.filing.caseKey}`);
		const review = this.#open('执复', court, about, filedOn, random, '执行复议', first);
		this.#add(review, filedOn, 'reconsideration-received', { reconsiderationId: 'f1', matter: 'conduct' });
		if (isStuck) return;
		const ruled = Math.max(this.#ruledOn(review, DECIDE_DAYS, 14), days.plusWorking(filedOn, 4));
		this.#add(review, ruled, 'reconsideration-ruled', { reconsiderationId: 'f1' });
		this.#close(review, days.plusWorking(ruled, random.int(1, 3)), random.chance(0.78) ? 'rejected' : 'judged');
	}

	#supervise(about: Life, court: string, filedOn: number, random: Random): void {
		const { days } = this.#setting;
		const parties = about.drafts[0]!.data['parties'] as Walk['profile']['parties'] | undefined;
		const review = this.#open('执监', court, about, filedOn, random, '执行监督', parties ? random.pick(parties).name : '');
		this.#close(review, days.next(filedOn + random.int(35, 85)), random.chance(0.7) ? 'rejected' : 'judged');
	}
}

/** What comes of the reviews: events of their own, and facts in the cases that they are about. */
export interface PlannedReviews {
	readonly events: readonly DemoEvent[];
	readonly facts: ReadonlyMap<Life, readonly Draft[]>;
}

/** Numbers review cases per court, year and kind in the order of their filing, and writes them as events. */
function written({ seed, days, frame }: Setting, reviews: readonly Review[]): readonly DemoEvent[] {
	const counters = new Map<string, number>();
	const inOrder = reviews.filter(({ filedOn }) => filedOn <= frame.end).sort((a, b) => a.filedOn - b.filedOn);
	return inOrder.flatMap(({ type, court, filedOn, drafts }) => {
		const { designation } = courtRows.find(({ code }) => code === court)!;
		const year = days.text(filedOn).slice(0, 4);
		const series = `${year}${designation}${type}`;
		const number = (counters.get(series) ?? 0) + 1;
		counters.set(series, number);
		const body = `${designation}${type}${number}号`;
		const name = { court, caseNumber: `（${year}）${body}`, caseKey: `(${year})${body}` };
		const told = drafts.filter(({ day }) => day <= frame.end).sort((a, b) => a.day - b.day);
		return writeEvents(name, told, days, randomFor(seed, `write/${name.caseKey}`)).map(({ event }) => event);
	});
}

/**
 * Plans objections, reconsiderations and supervision. `plannedOf` tells the life of a case as it comes out; `isPlain` whether nothing else is
 * planned with it, so that facts may be added.
 */
export function planReviews(
	setting: Setting,
	lives: readonly Life[],
	plannedOf: (life: Life) => readonly Draft[],
	isPlain: (life: Life) => boolean,
): PlannedReviews {
	const planner = new Planner(setting);
	for (const life of lives) planner.told(life, plannedOf(life));
	const sells = ({ drafts }: Life): boolean => drafts.some(({ type }) => type === 'auction-started' || type === 'price-started');
	const fit = (life: Life): boolean => isEnforcement(life) && isPlain(life) && !sells(life);
	planner.late(lives, fit);
	planner.objections(lives, (life) => fit(life) && dayOf(life.drafts, 'asset-sealed') !== undefined);
	planner.supervision(lives.filter(isPlain));
	return { events: written(setting, planner.reviews), facts: planner.facts };
}
