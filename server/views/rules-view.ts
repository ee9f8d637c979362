import type {
	BackTestView,
	CheckView,
	LayerView,
	RuleChangeView,
	RuleClockView,
	RuleView,
	RulesPageView,
} from '../../src/lib/contract/rules-page.ts';
import { may, type Principal } from '../core/access/may.ts';
import { superiorsOf } from '../core/directory/court-tree.ts';
import { bindingClock } from '../core/node/calc-nodes.ts';
import { dayCalendar } from '../core/node/due-input.ts';
import { explainDue } from '../core/deadline/due.ts';
import type { BackTestRow } from '../core/rulebook/back-test.ts';
import { ruleInForce } from '../core/rulebook/in-force.ts';
import { shortLimit, type RuleChange } from '../core/rulebook/diff.ts';
import type { CheckRule, ClockRule, NodeRule, Rulebook } from '../core/rulebook/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { defaultWorkingHours } from '../core/time/working-hours.ts';
import { readLayers } from '../store/rule-layers.ts';
import { didText, filterText, mannerText, requirementText, sourceText, triggerText } from './rule-words.ts';
import { clockName } from './words.ts';
import { courtName, grantedCourts, nodeName, personName, type ViewContext } from './view-context.ts';

interface Moment {
	readonly today: CourtDate;
	readonly now: Instant;
	readonly zone: string;
}

/** What the due day would be if the clock started now: the same arithmetic as everywhere, with nothing deducted. */
function exampleOf(
	clock: ClockRule,
	rulebook: Rulebook,
	calendar: ReturnType<ViewContext['calendarOf']>,
	moment: Moment,
): RuleClockView['example'] {
	const inHours = clock.hours === 'working' ? { workingHours: rulebook.workingHours ?? defaultWorkingHours } : {};
	const { lines } = explainDue({
		trigger: moment.today,
		...(clock.unit === 'H' || clock.unit === 'MIN' ? { triggerAt: moment.now } : {}),
		limit: clock,
		stops: clock.stops,
		exclusions: [],
		extensions: [],
		grants: [],
		...(clock.rolls === false ? { rolls: false } : {}),
		...(clock.back ? { back: true } : {}),
		...inHours,
		calendar: dayCalendar(clock, calendar),
		zone: moment.zone,
		triggerName: triggerText(clock.start),
	});
	return lines;
}

function clockRow(context: ViewContext, court: string, clock: ClockRule, moment: Moment): RuleClockView {
	const manner = mannerText(clock);
	return {
		clock: clock.kind,
		clockName: clockName(clock.kind),
		limit: shortLimit(clock),
		...(manner ? { manner } : {}),
		start: triggerText(clock.start),
		variants: (clock.variants ?? []).map((variant) => ({
			when: filterText(variant.when),
			limit: shortLimit(variant),
			unconfirmed: variant.unconfirmed ?? false,
		})),
		warn: warnText(clock),
		stops: clock.stops,
		locks: clock.locks,
		lockable: clock.lockable ?? clock.locks,
		unconfirmed: clock.unconfirmed,
		basis: clock.basis,
		source: clock.source,
		sourceName: sourceText(clock.source),
		layers: (clock.layers ?? []).map((layer) => ({
			courtName: courtName(context, layer.court),
			document: layer.document,
			did: didText(layer),
			...(layer.why ? { why: layer.why } : {}),
		})),
		example: exampleOf(clock, context.rulesOf(court), context.calendarOf(court), moment),
	};
}

function warnText({ warn, unit }: ClockRule): string {
	if (warn.length === 0) return '不预警';
	const word = unit === 'WD' ? '个工作日' : unit === 'H' ? '小时' : unit === 'MIN' ? '分钟' : '日';
	const before = warn.filter((count) => count > 0);
	const today = warn.includes(0) ? [before.length > 0 ? '及当日' : '当日'] : [];
	return `${before.length > 0 ? `届满前 ${before.join('、')} ${word}` : ''}${today.join('')}`;
}

function ruleRow(context: ViewContext, court: string, rule: NodeRule, versions: readonly NodeRule[], moment: Moment): RuleView {
	const unless = filterText(rule.unless);
	const applies = [filterText(rule.when) || '全部案件', ...(unless ? [`不适用于 ${unless}`] : [])].join('；');
	const asset = filterText(rule.asset);
	return {
		code: rule.code,
		name: rule.name,
		section: rule.section ?? '本院增设',
		from: rule.from,
		applies: asset ? `${applies}；${asset}` : applies,
		ends: rule.endsWhen === 'money-settled' ? '发放、提存、退还合计达到到账数额' : rule.ends.map(triggerText).join('、'),
		...(rule.subject ? { subject: rule.subject } : {}),
		optional: rule.optional ?? false,
		perCourt: rule.perCourt ?? false,
		survivesClosing: rule.survivesClosing,
		clocks: [...rule.clocks].sort((a) => (a === bindingClock(rule) ? -1 : 1)).map((clock) => clockRow(context, court, clock, moment)),
		versions: versions
			.filter((each) => each !== rule)
			.map((each) => ({ from: each.from, limits: each.clocks.map((clock) => `${clockName(clock.kind)} ${shortLimit(clock)}`).join('，') })),
	};
}

function checkRow(context: ViewContext, rule: CheckRule): CheckView {
	const name = (code: string): string => nodeName(context, code);
	const variants = (rule.variants ?? []).map((each) => `${filterText(each.when)}：${requirementText(each.require, name)}`);
	return {
		code: rule.code,
		name: rule.name,
		section: rule.section ?? '本院增设',
		from: rule.from,
		applies: filterText(rule.when) || '全部案件',
		gates: triggerText(rule.gates),
		requires: [requirementText(rule.require, name), ...variants].join('；'),
		basis: rule.basis,
		source: rule.source,
		unconfirmed: rule.unconfirmed,
	};
}

const numerals = '一二三四五六七八九十';

/** Sections stand in the order of their Chinese numerals. */
function sectionOrder(section: string): number {
	const numeral = section.split('、')[0]!;
	if (numeral.length === 1) return numerals.indexOf(numeral) + 1 || 99;
	return numeral.startsWith('十') ? 10 + numerals.indexOf(numeral[1]!) + 1 : 99;
}

async function layerRows(context: ViewContext, court: string): Promise<readonly LayerView[]> {
	const chain = [
		...superiorsOf(context.directory(), court)
			.map((each) => each.code)
			.reverse(),
		court,
	];
	const rows = await readLayers(context.db);
	return chain.flatMap((code) => {
		const own = rows.filter((row) => row.court === code);
		return own.map((row) => ({
			court: code,
			courtName: courtName(context, code),
			document: row.document,
			issued: row.issued,
			version: row.version,
			loadedAt: row.loadedAt,
			loadedBy: context.directory().persons.get(row.loadedBy)?.name ?? row.loadedBy,
			text: row.text,
			inForce: row === own.at(-1),
		}));
	});
}

/** Courts whose rules a person may read: those whose cases he reads, and those whose rules he keeps. */
export function ruleCourts(context: ViewContext, principal: Principal): readonly string[] {
	const directory = context.directory();
	const kept = [...directory.courts.keys()].filter((court) => may(principal, 'rules.manage', { court }, directory));
	return [...new Set([...grantedCourts(principal, directory), ...kept])];
}

/** The rules that hold at a court today: every node with its clocks, basis, source, layers and a worked example. */
export async function rulesPageView(
	context: ViewContext,
	principal: Principal,
	court: string,
	courts: RulesPageView['courts'],
): Promise<RulesPageView> {
	const rulebook = context.rulesOf(court);
	const zone = context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai';
	const now = context.now();
	const moment = { now, zone, today: dayOfInstant(now, zone) };
	const codes = [...new Set(rulebook.nodes.map((rule) => rule.code))];
	const rules = codes.flatMap((code) => {
		const versions = rulebook.nodes.filter((rule) => rule.code === code);
		const rule = ruleInForce(rulebook, code, moment.today) ?? versions[0]!;
		return [ruleRow(context, court, rule, versions, moment)];
	});
	const checks = (rulebook.checks ?? []).map((rule) => checkRow(context, rule));
	const sections = [...new Set([...rules, ...checks].map((row) => row.section))].sort((a, b) => sectionOrder(a) - sectionOrder(b));
	const clocks = rules.flatMap((rule) => rule.clocks);
	return {
		court,
		courtName: courtName(context, court),
		courts,
		version: rulebook.version,
		sections,
		rules,
		checks,
		layers: await layerRows(context, court),
		counts: {
			nodes: rules.length,
			unconfirmed: clocks.filter((clock) => clock.unconfirmed).length,
			locking: clocks.filter((clock) => clock.locks && !clock.unconfirmed).length,
			optional: rules.filter((rule) => rule.optional).length,
		},
		mayLoad: may(principal, 'rules.manage', { court }, context.directory()),
	};
}

/** A difference between two rulebooks for people. */
export const changeView = (change: RuleChange): RuleChangeView => ({
	node: change.node,
	name: change.name,
	...(change.clock ? { clockName: clockName(change.clock) } : {}),
	from: change.from,
	what: change.what,
	...(change.before === undefined ? {} : { before: change.before }),
	...(change.after === undefined ? {} : { after: change.after }),
});

/** What a back-test found, for people; masked to nothing more than the list page shows. */
export function backTestView(
	context: ViewContext,
	period: { readonly court: string; readonly from: string; readonly to: string },
	tried: { readonly changes: readonly RuleChange[]; readonly outcome: BackTestFigures },
): BackTestView {
	const { cases, more, less, casesLocked, rows } = tried.outcome;
	return {
		ok: true,
		...period,
		courtName: courtName(context, period.court),
		cases,
		more,
		less,
		casesLocked,
		changes: tried.changes.map(changeView),
		rows: rows.map(({ handler, court, node, clock, caseNumber, caseKey: _key, ...row }) => {
			const handlerName = personName(context, handler);
			return {
				...row,
				caseNumber,
				courtName: courtName(context, court),
				...(handlerName ? { handlerName } : {}),
				nodeName: nodeName(context, node),
				clockName: clockName(clock),
			};
		}),
	};
}

/** The figures and rows of a back-test. */
export interface BackTestFigures {
	readonly cases: number;
	readonly more: number;
	readonly less: number;
	readonly casesLocked: number;
	readonly rows: readonly BackTestRow[];
}
