import type { CasePageView, LockView } from '#lib/contract/case-page.ts';
import type { DecisionPageView, RequestFormView } from '#lib/contract/desk.ts';
import { moveVariants, nobodyAhead } from '#lib/desk/fixtures-unlock.ts';

/** A request at an end has no step whose time runs. */
function withoutStep(decision: DecisionPageView): DecisionPageView {
	const { stepDueAt: _due, workingDaysLeft: _left, ...rest } = decision;
	const route = decision.lock.route.map((step) => ({ ...step, state: step.state === 'running' ? ('ahead' as const) : step.state }));
	return { ...rest, lock: { ...decision.lock, route } };
}

/** The same pages in the states a person meets less often. */
export function variantOf(
	variant: string,
	decision: DecisionPageView,
	casePage: CasePageView,
	form: RequestFormView,
): { readonly decision: DecisionPageView; readonly case: CasePageView; readonly form: RequestFormView } {
	const { lock } = decision;
	const withLock = (changed: LockView, part: Partial<CasePageView> = {}): CasePageView => ({ ...casePage, locks: [changed], ...part });
	const high = lock.route.map((step, index) =>
		index === 2 ? { ...step, court: 'sf-h1', courtName: '示范省高级人民法院', level: 'higher' as const, roleName: '解锁审批人' } : step,
	);
	const moved = moveVariants[variant];
	switch (variant) {
		case 'nobody':
		case 'recused':
		case 'urged':
			return {
				decision: { ...decision, moves: moved!, mayDecide: false, whyNot: moved!.whyNot ?? '这一步目前没有可以办理的人员' },
				case: casePage,
				form: {
					...form,
					projected: { ...form.projected!, steps: form.projected!.steps.map((step, index) => ({ ...step, ...nobodyAhead[index]! })) },
				},
			};
		case 'rest':
		case 'late':
		case 'delegate':
		case 'assigned': {
			const days = moved!.clock!;
			return { decision: { ...decision, moves: moved!, stepDueAt: days.dueAt, workingDaysLeft: days.workingDays }, case: casePage, form };
		}
		case 'returned': {
			const said = {
				step: 1,
				verdict: 'return' as const,
				verdictName: '退回补正',
				byName: '周柏衡',
				courtName: '示范市中级人民法院',
				at: '2026-11-20T02:05:00.000Z',
				opinion: '请补充重新选定机构的经过和日期，并附选定结果。',
			};
			const request = {
				...decision.request,
				phase: 'returned' as const,
				phaseName: '退回补正',
				decisions: [...decision.request.decisions, said],
			};
			return {
				decision: { ...withoutStep(decision), request, mayDecide: false, moves: moveVariants.ended! },
				case: casePage,
				form: { ...form, returned: request },
			};
		}
		case 'partial': {
			const [cause] = lock.causes;
			const out = { ...cause!, nodeId: `${cause!.nodeId}/x`, nodeName: '启动确定参考价', newDueOn: '2026-12-01', releasedOn: '2026-11-20' };
			const request = { ...decision.request, phase: 'granted' as const, phaseName: '部分同意' };
			const route = lock.route.map((step) => ({ ...step, state: 'done' as const }));
			const part = { ...lock, route, released: [{ ...out, requestId: request.id }] };
			return {
				decision: {
					...withoutStep(decision),
					request,
					lock: part,
					mayDecide: false,
					case: { ...casePage, mayRequest: true },
					moves: { ...moveVariants.ended!, partial: true },
				},
				case: withLock(part),
				form,
			};
		}
		case 'last':
			return {
				decision: { ...decision, lock: { ...lock, routeName: '其他：中级法院决定', route: lock.route.slice(0, 2) } },
				case: casePage,
				form,
			};
		case 'two': {
			const other = decision.case.nodes[6]!;
			const causes = [
				...lock.causes,
				{ nodeId: other.id, nodeName: other.name, subject: 'A1', dueOn: '2026-10-12', overdueDays: 39, disproved: false },
			];
			const twoCauses = { ...lock, causes, repeat: 1 };
			return {
				decision: { ...decision, lock: { ...twoCauses, route: lock.route.slice(0, 2) } },
				case: withLock(twoCauses),
				form: { ...form, lock: { ...form.lock, causes } },
			};
		}
		case 'forward':
			return {
				decision: {
					...decision,
					verdicts: ['approve', 'return'],
					lock: {
						...lock,
						route: high.map((step, index) => (index === 1 ? { ...step, kind: 'forward' as const, kindName: '转报意见', days: 1 } : step)),
					},
				},
				case: withLock({ ...lock, route: high }),
				form: { ...form, lock: { ...form.lock, route: high.map((step) => ({ ...step, state: 'ahead' as const })) } },
			};
		case 'aside':
			return {
				decision: { ...decision, moves: moved!, mayDecide: false, mayWithdraw: true, whyNot: '申请人不得审批本人的申请' },
				case: casePage,
				form,
			};
		case 'done': {
			const said = {
				step: 1,
				verdict: 'approve' as const,
				verdictName: '同意',
				byName: '周柏衡',
				courtName: '示范市中级人民法院',
				at: '2026-11-20T06:30:00.000Z',
				opinion: '同意解锁。',
			};
			const route = lock.route.map((step, index) =>
				index === 1 ? { ...step, state: 'done' as const, decision: said } : index === 2 ? { ...step, state: 'running' as const } : step,
			);
			return {
				decision: { ...decision, mayDecide: false, whyNot: '同一人不得办理两个环节。', lock: { ...lock, route } },
				case: casePage,
				form,
			};
		}
		case 'ask':
			return { decision, case: withLock({ ...lock, requests: [], route: high }, { mayRequest: true }), form };
		case 'review':
			return { decision, case: withLock({ ...lock, state: 'review', stateName: '补录待核', requests: [] }, { mayReview: true }), form };
		case 'proposed':
			return {
				decision,
				case: withLock({ ...lock, state: 'proposed', stateName: '待确认', requests: [], held: [] }, { mayConfirm: true }),
				form,
			};
		case 'free':
			return { decision, case: { ...casePage, locks: [], nodes: casePage.nodes.map((node) => ({ ...node, isLockCause: false })) }, form };
		default:
			return { decision, case: casePage, form };
	}
}
