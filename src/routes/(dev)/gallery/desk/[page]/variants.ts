import type { CasePageView, LockView } from '#lib/contract/case-page.ts';
import type { DecisionPageView, RequestFormView } from '#lib/contract/desk.ts';

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
	switch (variant) {
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
			return { decision: { ...decision, mayDecide: false, mayWithdraw: true, whyNot: '申请人不得审批本人的申请。' }, case: casePage, form };
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
