import type {
	CalendarCourt,
	CalendarFault,
	CalendarLoadInput,
	CalendarMoved,
	CalendarPageData,
	CalendarPages,
	CalendarSource,
	CalendarYear,
} from '../../src/lib/contract/calendar-page.ts';
import type { Account } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { FlowContext } from '../flows/context.ts';
import { loadCalendar, mayManageCalendar, previewCalendar, type CalendarInput, type CalendarRefusal } from '../flows/load-calendar.ts';
import { actorOf } from '../http/caller.ts';
import { readAccount } from '../store/accounts.ts';
import { readCalendarSource, readMoved, type MovedRow } from '../store/calendar.ts';
import { calendarPage, sourceView, type CalendarPageView, type CalendarSourceView } from '../views/calendar-view.ts';
import { courtName, grantedCourts, nodeName, personName, readableBy, sourceOf, type ViewContext } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const noSource = { ok: false, status: 404, message: '没有这份放假安排。' } as const;
const noCourt = { ok: false, status: 404, message: '没有这个法院，或您无权查看。' } as const;
const movedCases = 50;

const fault = (code: string, message: string): CalendarFault => ({ ok: false, code, message, problems: [] });
const signInAgain = fault('sign-in-needed', noAccount.message);
const forbidden = fault('forbidden', '日历由系统管理员维护，全国日历限最上级法院的系统管理员');
const faultOf = ({ code, message, problems = [] }: CalendarRefusal): CalendarFault => ({ ok: false, code, message, problems });
const inputOf = ({ court, document, ...input }: CalendarLoadInput): CalendarInput => ({
	...input,
	...(court ? { court } : {}),
	...(document ? { document } : {}),
});

/** Names of the accounts that loaded something, by their ids. */
async function loaderNames(context: FlowContext, views: ViewContext, ids: readonly string[]): Promise<(id: string) => string> {
	const names = new Map<string, string>();
	for (const id of new Set(ids)) {
		const row = await readAccount(context.store.read, id);
		names.set(id, personName(views, row?.personCode) ?? row?.username ?? id);
	}
	return (id) => names.get(id) ?? id;
}

function sourceLine(views: ViewContext, source: CalendarSourceView, nameOf: (id: string) => string): CalendarSource {
	const { seq, court, year, kind, document, days, moved, projectedAt, loadedBy, loadedAt } = source;
	return {
		...{ seq, year, kind, document, days, moved, loadedAt },
		...(court === '' ? {} : { courtName: courtName(views, court) }),
		projected: projectedAt !== undefined,
		loadedByName: nameOf(loadedBy),
	};
}

function monthsOf({ months, sources, court }: CalendarPageView): CalendarPageData['months'] {
	const own = new Set(sources.filter((source) => court !== undefined && source.court === court).map(({ seq }) => seq));
	return months.map(({ month, workingDays, days }) => ({
		month,
		workingDays,
		days: days.map(({ day, kind, name, source }) => ({
			day,
			kind,
			...(name ? { name } : {}),
			own: typeof source === 'number' && own.has(source),
		})),
	}));
}

function yearsOf(view: CalendarPageView, nameOf: (id: string) => string): readonly CalendarYear[] {
	return view.provenance.map((item) => {
		if (item.from === 'package') return item;
		const { loadedBy, ...known } = item;
		return { ...known, loadedByName: nameOf(loadedBy) };
	});
}

function movedLine(views: ViewContext, row: MovedRow): CalendarMoved {
	const { caseId, caseNumber, court, nodeId, node, clock, from, to, provisional } = row;
	const subject = nodeId.split('/')[2] ?? '-';
	return {
		...{ caseId, caseNumber, nodeId, provisional },
		courtName: courtName(views, court),
		nodeName: nodeName(views, node),
		...(subject === '-' ? {} : { subject }),
		clockName: clock === 'limit' ? '法定期限' : '内控期限',
		...(from ? { from } : {}),
		...(to ? { to } : {}),
	};
}

/** The calendar as the pages call it. */
export function createCalendarPages(context: FlowContext): CalendarPages {
	const views = sourceOf(context);
	const principal = async ({ id }: Account): Promise<Principal | undefined> => {
		const row = await readAccount(context.store.read, id);
		return row && !row.disabledAt ? principalOf(row) : undefined;
	};
	/** Courts whose cases the person reads or whose calendar the person keeps, in the order of the directory. */
	const courtsFor = (who: Principal): readonly CalendarCourt[] => {
		const directory = context.directory();
		const granted = new Set(grantedCourts(who, directory));
		return [...directory.courts.values()]
			.map(({ code, name }) => ({ code, name, mayLoad: mayManageCalendar(who, code, directory) }))
			.filter(({ code, mayLoad }) => mayLoad || granted.has(code));
	};

	return {
		calendar: async (account, { year, court }) => {
			const who = await principal(account);
			if (!who) return noAccount;
			const courts = courtsFor(who);
			if (court !== undefined && !courts.some(({ code }) => code === court)) return noCourt;
			const page = await calendarPage(views, year, court);
			const loaders = page.provenance.flatMap((item) => (item.from === 'source' ? [item.loadedBy] : []));
			const nameOf = await loaderNames(context, views, [...loaders, ...page.sources.map(({ loadedBy }) => loadedBy)]);
			return {
				ok: true,
				view: {
					year: page.year,
					...(court === undefined ? {} : { court, courtName: courtName(views, court) }),
					unknown: page.unknown,
					today: dayOfInstant(context.now(), 'Asia/Shanghai'),
					workingDays: page.months.reduce((sum, month) => sum + month.workingDays, 0),
					months: monthsOf(page),
					years: yearsOf(page, nameOf),
					nextUnknownYear: page.nextUnknownYear,
					sources: page.sources.map((source) => sourceLine(views, source, nameOf)),
					courts,
					mayLoadCountry: mayManageCalendar(who, undefined, context.directory()),
				},
			};
		},
		checkCalendar: async (account, sent) => {
			const who = await principal(account);
			if (!who) return signInAgain;
			const input = inputOf(sent);
			if (!mayManageCalendar(who, input.court, context.directory())) return forbidden;
			const outcome = await previewCalendar(context, input);
			if (!outcome.ok) return faultOf(outcome);
			return { ...outcome, ...(input.court ? { courtName: courtName(views, input.court) } : {}) };
		},
		loadCalendar: async (account, address, sent) => {
			const who = await principal(account);
			if (!who) return signInAgain;
			const outcome = await loadCalendar(context, who, actorOf(who, address), inputOf(sent));
			return outcome.ok ? outcome : faultOf(outcome);
		},
		calendarMoved: async (account, seq, cursor) => {
			const who = await principal(account);
			if (!who) return noAccount;
			const source = await readCalendarSource(context.store.read, seq);
			if (!source) return noSource;
			const scope = readableBy(who, context.directory());
			const after = cursor === undefined ? {} : { after: cursor };
			const { rows, next } = await readMoved(context.store.read, String(seq), { ...scope, limit: movedCases, ...after });
			const nameOf = await loaderNames(context, views, [source.loadedBy]);
			return {
				ok: true,
				view: {
					source: sourceLine(views, sourceView(source), nameOf),
					rows: rows.map((row) => movedLine(views, row)),
					...(cursor === undefined ? {} : { cursor }),
					...(next === undefined ? {} : { nextCursor: next }),
				},
			};
		},
	};
}
