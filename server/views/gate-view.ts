import type { LockView, RequestView, RouteStepView } from '../../src/lib/contract/case-page.ts';
import { viewCase } from '../core/case/fold.ts';
import { eventType } from '../core/case/vocabulary.ts';
import { holdingLock } from '../core/lock/apply.ts';
import { gateOf, isSoftLock, letThrough } from '../core/lock/hold.ts';
import { runningPhases } from '../core/lock/types.ts';
import { clockTime, longDay } from '../core/report/wording.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { StoredCase } from '../store/cases.ts';
import { lockView } from './lock-view.ts';
import type { ViewContext } from './view-context.ts';

/** What stands in the way, and who can open it. */
export interface GateLock {
	readonly id: string;
	readonly state: LockView['state'];
	readonly stateName: string;
	readonly lockedAt: string;
	/** 柔性锁死: the late nodes themselves may be finished. */
	readonly soft: boolean;
	readonly nodes: readonly {
		readonly nodeId: string;
		readonly nodeName: string;
		readonly subject?: string;
		readonly dueOn: string;
		readonly overdueDays: number;
		readonly soft: boolean;
	}[];
	/** The court that has the last word. */
	readonly decider: string;
	/** The last request, where there is one. */
	readonly request?: {
		readonly id: string;
		readonly phase: RequestView['phase'];
		readonly phaseName: string;
		/** Step under way, counted from 1, and how many there are. */
		readonly step?: number;
		readonly steps?: number;
		readonly courtName?: string;
		readonly roleName?: string;
		readonly stepDueOn?: string;
	};
}

/** The answer for one action. */
export interface GateAction {
	readonly action: string;
	readonly name: string;
	readonly allowed: boolean;
	/** A sentence for the case system to show. */
	readonly reason: string;
	/** What would open it. */
	readonly opens?: string;
}

/** What a case's lock says to some actions. */
export interface GateView {
	readonly lock?: GateLock;
	readonly actions: readonly GateAction[];
}

/** Asks the lock of a case about actions (event types), for one subject or for any. Undefined where the case is not filed. */
export function gateView(context: ViewContext, stored: StoredCase, actions: readonly string[], subject?: string): GateView | undefined {
	const view = viewCase(stored.state);
	if (!view) return undefined;
	const held = holdingLock(stored.state.locks);
	if (!held) return { actions: actions.map(openAction) };
	const { zone } = stored.state;
	const shown = lockView(context, view, stored, held, dayOfInstant(context.now(), zone));
	const since = `${longDay(dayOfInstant(held.lockedAt, zone))}${clockTime(held.lockedAt, zone)}`;
	const soft = isSoftLock(held);
	const lock = gateLock(shown, soft);
	const { locks, facts } = stored.state;
	const words = { why: whyLocked(shown, since), opens: opensText(shown, lock, letThrough(held, facts)) };
	return { lock, actions: actions.map((action) => lockedAction(action, gateOf(locks, action, subject, facts), words)) };
}

const openAction = (action: string): GateAction => {
	const { name } = eventType(action);
	return { action, name, allowed: true, reason: `案件未被锁死，可以办理“${name}”。` };
};

function lockedAction(action: string, gate: ReturnType<typeof gateOf>, { why, opens }: { why: string; opens: string }): GateAction {
	const { name, class: cls } = eventType(action);
	if (gate === 'held') return { action, name, allowed: false, reason: `${why}，“${name}”暂不能办理。${opens}。`, opens };
	const free = cls === 'P' ? '属于保护性事项' : '属于事实登记';
	const because =
		gate === 'open' ? `“${name}”${free}，不受锁死限制，可以办理` : `“${name}”用于办结超期节点，柔性锁死期间可以办理，全部办结后自动解锁`;
	return { action, name, allowed: true, reason: `${why}；${because}。` };
}

/** 「案件因发出执行通知书超期1天，已于2026年3月13日07:30锁死」. */
function whyLocked({ causes, state }: LockView, since: string): string {
	const [first, ...others] = causes.map(
		({ nodeName, overdueDays, subject }) => `“${nodeName}${subject ? `（${subject}）` : ''}”超期${overdueDays}天`,
	);
	const more = others.length > 0 ? `等${others.length + 1}个节点` : '';
	return `案件因${first ?? '节点超期'}${more}，已于${since}锁死${state === 'review' ? '，现为补录待核' : ''}`;
}

function gateLock(shown: LockView, soft: boolean): GateLock {
	const last = shown.requests[0];
	const running = last && runningPhases.includes(last.phase) ? shown.route[last.step] : undefined;
	return {
		id: shown.id,
		state: shown.state,
		stateName: shown.stateName,
		lockedAt: shown.lockedAt,
		soft,
		nodes: shown.causes.map((cause) => ({
			nodeId: cause.nodeId,
			nodeName: cause.nodeName,
			...(cause.subject ? { subject: cause.subject } : {}),
			dueOn: cause.dueOn,
			overdueDays: cause.overdueDays,
			soft: cause.soft ?? false,
		})),
		decider: shown.route.at(-1)!.courtName,
		...(last ? { request: gateRequest(last, running, shown.route.length) } : {}),
	};
}

function gateRequest(request: RequestView, running: RouteStepView | undefined, steps: number): NonNullable<GateLock['request']> {
	return {
		id: request.id,
		phase: request.phase,
		phaseName: request.phaseName,
		...(running ? { step: request.step + 1, steps, courtName: running.courtName, roleName: running.roleName } : {}),
		...(running && request.stepDueOn ? { stepDueOn: request.stepDueOn } : {}),
	};
}

/** What would open the lock, from where its request stands. */
function opensText(shown: LockView, lock: GateLock, through: readonly string[]): string {
	const last = shown.route.at(-1)!;
	const decider = `${last.courtName}${last.roleName}`;
	const parts: string[] = [];
	if (shown.state === 'review') parts.push('有补录材料显示节点可能未超期，由上级法院执行监管团队复核');
	const { request } = lock;
	if (request?.step !== undefined)
		parts.push(
			`解锁申请正由${request.courtName}${request.roleName}办理（第${request.step}步，共${request.steps}步）${
				request.stepDueOn ? `，办理期限至${longDay(request.stepDueOn as CourtDate)}` : ''
			}，经${decider}同意后方可办理`,
		);
	else if (request?.phase === 'returned') parts.push(`解锁申请已退回补正，请补正后重新提交，经${decider}同意后方可办理`);
	else if (request?.phase === 'refused') parts.push(`解锁申请未获同意，可以再次申请，经${decider}同意后方可办理`);
	else parts.push(`请承办人提出解锁申请，经${decider}同意解锁后方可办理`);
	if (through.length > 0)
		parts.push(`也可以先办结超期节点（${through.map((type) => eventType(type).name).join('、')}），全部办结后自动解锁`);
	return parts.join('；');
}
