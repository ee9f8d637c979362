import { addDays, addMonths, daysBetween } from '../../server/core/time/civil.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { addWorkingDays, type WorkCalendar } from '../../server/core/time/work-calendar.ts';
import type { Command, Lock, Person, Request, Step, Word } from './lock-commands.ts';

// The rules of contract §5 once more, as plainly as they can be said: three nodes of one case, one lock at a time, one request at a time.

const office: Readonly<Record<string, readonly Person[]>> = {
	'dc enforcement-chief': ['zheng'],
	'zy unlock-approver': ['zhou', 'qian'],
	'zy enforcement-chief': ['sun'],
	'gy unlock-approver': ['wu'],
};
const offices = ['unlock-approver', 'enforcement-chief', 'vice-president', 'president'];
const upward = ['dc', 'zy', 'gy'];
const maxGrantDays = 30;

export class LockModel {
	today: CourtDate;
	readonly filedOn: CourtDate;
	readonly due: CourtDate[];
	readonly calendar: WorkCalendar;
	readonly ends: { node: number; day: CourtDate; seq: number }[] = [];
	readonly locks: Lock[] = [];
	/** How often each node has locked the case and was given a new day. */
	readonly times = [0, 0, 0];
	seq = 0;

	constructor(
		start: { readonly today: CourtDate; readonly filedOn: CourtDate; readonly due: readonly CourtDate[] },
		calendar: WorkCalendar,
	) {
		({ today: this.today, filedOn: this.filedOn } = start);
		this.due = [...start.due];
		this.calendar = calendar;
	}

	get lock(): Lock | undefined {
		return this.locks.find((lock) => !lock.end);
	}
	get request(): Request | undefined {
		return this.lock?.requests.find((request) => !['granted', 'refused', 'withdrawn'].includes(request.phase));
	}
	/** §5.2: a step from the lock day on is held, unless it finishes a node that was granted and has not locked again before it. */
	isHeld(end: { node: number; day: CourtDate; seq: number }): boolean {
		const { lock } = this;
		if (!lock || end.day < lock.on || end.seq < lock.seq) return false;
		const cause = lock.causes.get(end.node);
		return !lock.freed.some(([node]) => node === end.node) || (cause !== undefined && cause.seq < end.seq);
	}
	doneOn(node: number): CourtDate | undefined {
		const days = this.ends.flatMap((end) => (end.node === node && !this.isHeld(end) ? [end.day] : []));
		return days.sort()[0];
	}
	/** What a reviewer judges: the cause, and the day on which it was met. */
	judged(node: number, due: CourtDate): string {
		return `${node}@${due} met ${this.doneOn(node)}`;
	}
	/** §5.3: causes that were met in time after all, and that nobody has upheld against that very day. */
	doubted(lock: Lock): number[] {
		return [...lock.causes]
			.filter(([node, { due }]) => (this.doneOn(node) ?? '9') <= due && !lock.upheld.has(this.judged(node, due)))
			.map(([node]) => node);
	}

	run(command: Command): boolean {
		switch (command.do) {
			case 'advance':
				return this.advance(command.days);
			case 'step':
				return this.step(command.node, this.today);
			case 'late':
				return this.today > this.due[command.node]! && this.step(command.node, this.due[command.node]!);
			case 'file':
				return this.file(command.by, addDays(this.today, command.offset));
			case 'decide':
				return this.decide(command);
			case 'withdraw':
				return this.request?.by === command.by && this.end(this.request, 'withdrawn');
			case 'recuse':
				return this.mayAct(command.by) !== undefined && this.request!.out.push(command.by) > 0;
			case 'review':
				return this.review(command.verdict);
		}
	}

	step(node: number, day: CourtDate): boolean {
		this.ends.push({ node, day, seq: ++this.seq });
		return true;
	}

	/** §5.1: what ran out locks, or is added to the lock there is; once for each due day. §5.4: a silent forward goes up by itself. */
	advance(days: number): boolean {
		this.today = addDays(this.today, days);
		const known = (node: number): boolean => this.lock?.causes.get(node)?.due === this.due[node];
		const late = [0, 1, 2].filter((node) => !this.doneOn(node) && this.due[node]! < this.today && !known(node));
		const repeat = Math.max(0, ...late.map((node) => this.times[node]!));
		const present = this.lock;
		const place = late.length > 0 ? ++this.seq : 0;
		const causes = late.map((node) => [node, { due: this.due[node]!, seq: place }] as const);
		if (present) {
			for (const [node, cause] of causes) present.causes.set(node, cause);
			present.repeat = Math.max(present.repeat, repeat);
		} else if (late.length > 0)
			this.locks.push({ on: this.today, seq: place, repeat, causes: new Map(causes), freed: [], upheld: new Set(), requests: [] });
		const { request } = this;
		if (request?.phase === 'forwarding' && request.due! < this.today) this.next(request, { by: 'system', days: new Map() });
		return true;
	}

	/** §5.5. */
	routeOf(lock: Lock): Step[] {
		const over = daysBetween([...lock.causes.values()].map((cause) => cause.due).sort()[0]!, this.today);
		const older = (months: number): boolean => this.today > addMonths(this.filedOn, months);
		const refusals = lock.requests.filter((request) => request.phase === 'refused' && request.lastKind === 'decide').length;
		const approver = (kind: Step['kind'], court: string): Step => ({ kind, court, role: 'unlock-approver' });
		if (refusals >= 2) return [approver('decide', 'gy')];
		if (over > 90 || older(12)) return [approver('forward', 'zy'), approver('decide', 'gy')];
		if (lock.repeat > 0 || over > 30 || older(6))
			return [approver('decide', 'zy'), { kind: 'decide', court: 'zy', role: 'enforcement-chief' }];
		return [approver('decide', 'zy')];
	}

	inWindow(day: CourtDate | undefined): boolean {
		return day !== undefined && day >= this.today && day <= addDays(this.today, maxGrantDays);
	}

	file(by: Person, day: CourtDate): boolean {
		const { lock } = this;
		const open = this.request;
		if (!lock || (open && open.phase !== 'returned') || !this.inWindow(day)) return false;
		const own: Step[] = by === 'zheng' ? [] : [{ kind: 'endorse', court: 'dc', role: 'enforcement-chief' }];
		const request = open ?? ({ words: [], out: [], filers: [], partial: false } as unknown as Request);
		Object.assign(request, {
			by,
			filers: [...request.filers, by],
			route: [...own, ...this.routeOf(lock)],
			at: 0,
			said: request.words.length,
			days: new Map([...lock.causes.keys()].map((node) => [node, day])),
		});
		lock.requests = [...lock.requests.filter((other) => other !== request), request];
		this.begin(request);
		return true;
	}

	begin(request: Request): void {
		const { kind } = request.route[request.at]!;
		request.phase = { endorse: 'endorsing', forward: 'forwarding', decide: 'deciding' }[kind];
		request.due = addWorkingDays(this.today, kind === 'decide' ? 3 : 1, this.calendar);
	}

	/** §5.4: who may take the running step, by its office or the nearest one that has anybody left; the court for which he acts. */
	mayAct(by: Person): string | undefined {
		const { request } = this;
		if (!request || request.phase === 'returned') return undefined;
		const step = request.route[request.at]!;
		const barred = [...request.filers, ...request.out, ...request.words.slice(request.said).map((word) => word.by)];
		for (const court of upward.slice(upward.indexOf(step.court)))
			for (const role of offices.slice(offices.indexOf(step.role))) {
				const able = (office[`${court} ${role}`] ?? []).filter((person) => !barred.includes(person));
				if (able.length > 0) return able.includes(by) ? court : undefined;
			}
		return undefined;
	}

	decide({ by, verdict, grant, offset }: Extract<Command, { do: 'decide' }>): boolean {
		const court = this.mayAct(by);
		if (!court) return false;
		const [lock, request] = [this.lock!, this.request!];
		const { kind } = request.route[request.at]!;
		const causes = [...lock.causes.keys()];
		const granted = grant === undefined ? causes : causes.filter((node) => (grant & (1 << node)) !== 0);
		if (grant !== undefined && (verdict !== 'approve' || kind !== 'decide' || granted.length === 0)) return false;
		const day = offset === undefined ? undefined : addDays(this.today, offset);
		const word: Word = {
			by,
			days: new Map(day ? granted.map((node) => [node, day]) : []),
			...(grant === undefined ? {} : { grant: [causes, granted] as const }),
		};
		if (verdict === 'refuse' && kind === 'forward') return false;
		if ((verdict === 'approve' || verdict === 'escalate') && day && !this.inWindow(day)) return false;
		if (verdict === 'escalate' && (kind !== 'decide' || court === 'gy')) return false;
		if (verdict === 'escalate')
			request.route = [...request.route.slice(0, request.at + 1), { kind: 'decide', court: 'gy', role: 'unlock-approver' }];
		else if (verdict !== 'approve') {
			Object.assign(request, { words: [...request.words, word], lastKind: kind });
			return this.end(request, verdict === 'refuse' ? 'refused' : 'returned');
		}
		return request.at + 1 < request.route.length ? this.next(request, word) : this.release(lock, request, word);
	}

	next(request: Request, word: Word): true {
		request.words.push(word);
		request.at += 1;
		this.begin(request);
		return true;
	}

	/** The last word: what an earlier one of this filing shortened or left out stands, unless this one says otherwise. */
	release(lock: Lock, request: Request, word: Word): boolean {
		const words = [...request.words.slice(request.said), word];
		const causes = [...lock.causes.keys()];
		const [named, granted] = words.findLast((each) => each.grant)?.grant ?? [causes, causes];
		if ([...named].sort().join() !== [...causes].sort().join()) return false;
		const days = new Map([...request.days, ...words.flatMap((each) => [...each.days])]);
		if (!granted.every((node) => this.inWindow(days.get(node)))) return false;
		request.words.push(word);
		request.phase = 'granted';
		request.partial = granted.length < causes.length;
		if (!request.partial) lock.end = 'granted';
		for (const node of granted) {
			this.times[node]! += 1;
			this.due[node] = days.get(node)!;
			if (!request.partial) continue;
			lock.freed.push([node, lock.causes.get(node)!.due]);
			lock.causes.delete(node);
		}
		return true;
	}

	end(request: Request, phase: string): true {
		request.phase = phase;
		return true;
	}

	/** §5.3. */
	review(verdict: 'void' | 'kept'): boolean {
		const { lock } = this;
		const doubted = lock ? this.doubted(lock) : [];
		if (!lock || doubted.length === 0) return false;
		if (verdict === 'kept') for (const node of doubted) lock.upheld.add(this.judged(node, lock.causes.get(node)!.due));
		else if (doubted.length < lock.causes.size) for (const node of doubted) lock.causes.delete(node);
		else {
			if (this.request) this.end(this.request, 'withdrawn');
			lock.end = 'voided';
		}
		return true;
	}

	/** What the world can see of it. */
	seen(): object {
		const last = this.locks.at(-1);
		const routeText = (route: readonly Step[]): string => route.map((step) => `${step.kind} ${step.court} ${step.role}`).join(', ');
		const held = this.ends.filter((end) => this.isHeld(end));
		return {
			locks: this.locks.map((lock) => lock.end ?? (this.doubted(lock).length > 0 ? 'review' : 'active')),
			repeat: last?.repeat,
			causes: last && !last.end ? [...last.causes].map(([node, { due }]) => `${node}@${due}`).sort() : [],
			freed: (last?.freed ?? []).map(([node, due]) => `${node}@${due}`).sort(),
			held: held.map((end) => `${end.node}@${end.day}`).sort(),
			done: [0, 1, 2].map((node) => this.doneOn(node)),
			due: this.due,
			requests: (last?.requests ?? []).map(
				(each) => `${each.phase} ${each.at} ${each.words.length} ${each.partial} ${routeText(each.route)}`,
			),
		};
	}
}
