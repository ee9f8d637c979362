import type { Role } from '../access/may.ts';
import type { OrderKind, OrderMove, OrderState } from './types.ts';

/** A kind of order: who writes it, where it begins, and every move that it allows. */
export interface OrderMachine {
	readonly drafters: readonly Role[];
	readonly first: OrderState;
	/** Legal or other ground, as it stands in the document. */
	readonly basis: string;
	/** Whether it goes to a court below, or to a department of the own court. */
	readonly to: 'lower-court' | 'own-unit';
	readonly moves: readonly OrderMove[];
}

const above: readonly Role[] = ['enforcement-chief', 'supervisor', 'unlock-approver', 'vice-president', 'president'];
const leaders: readonly Role[] = ['vice-president', 'president'];
const centre: readonly Role[] = ['duty-officer', 'supervisor', 'enforcement-chief'];
const below: readonly Role[] = ['enforcement-chief', 'duty-officer'];

const discard = (roles: readonly Role[]): OrderMove => ({
	move: 'discard',
	name: '作废',
	from: ['draft'],
	to: 'discarded',
	side: 'issuer',
	roles,
});

/** 督促执行令, 民事诉讼法第二百三十七条: the applicant has asked, the enforcing court is told to enforce within a time. */
const enforce: OrderMachine = {
	drafters: above,
	first: 'draft',
	basis:
		'《中华人民共和国民事诉讼法》第二百三十七条；《最高人民法院关于适用〈中华人民共和国民事诉讼法〉执行程序若干问题的解释》第十一条、第十二条',
	to: 'lower-court',
	moves: [
		discard(above),
		{
			move: 'sign',
			name: '签发',
			from: ['draft'],
			to: 'signed',
			side: 'issuer',
			roles: ['enforcement-chief', ...leaders],
			notDrafter: true,
			numbers: true,
		},
		{
			move: 'send',
			name: '发出并告知申请执行人',
			from: ['signed'],
			to: 'sent',
			side: 'issuer',
			roles: above,
			text: '告知申请执行人的方式和日期',
		},
		{ move: 'receive', name: '签收', from: ['sent'], to: 'received', side: 'addressee', roles: [...below, ...leaders] },
		{
			move: 'report',
			name: '报告执行情况',
			from: ['received', 'reported'],
			to: 'reported',
			side: 'addressee',
			roles: ['enforcement-chief', ...leaders],
			text: '执行情况',
		},
		{
			move: 'find-executed',
			name: '认定已执行',
			from: ['received', 'reported'],
			to: 'executed',
			side: 'issuer',
			roles: above,
			text: '认定理由',
		},
		{
			move: 'find-not-executed',
			name: '认定未执行',
			from: ['sent', 'received', 'reported'],
			to: 'not-executed',
			side: 'issuer',
			roles: above,
			text: '认定理由',
			// A court that does not even sign for it cannot hold it up.
			afterDue: ['sent', 'received'],
		},
		{
			move: 'take-over',
			name: '裁定提级执行',
			from: ['not-executed'],
			to: 'taken-over',
			side: 'issuer',
			roles: leaders,
			document: '裁定书文号',
		},
		{
			move: 'assign',
			name: '裁定指令其他法院执行',
			from: ['not-executed'],
			to: 'assigned',
			side: 'issuer',
			roles: leaders,
			document: '裁定书文号',
			court: true,
		},
	],
};

/** 督办事项: asked and answered on the platform, between command centres. */
const item: OrderMachine = {
	drafters: centre,
	first: 'issued',
	basis: '执行指挥中心督办工作规定',
	to: 'lower-court',
	moves: [
		{ move: 'receive', name: '签收', from: ['issued'], to: 'received', side: 'addressee', roles: below, escalatedRoles: leaders },
		{
			move: 'answer',
			name: '反馈',
			from: ['received', 'returned'],
			to: 'answered',
			side: 'addressee',
			roles: below,
			escalatedRoles: leaders,
			text: '反馈内容',
		},
		{ move: 'accept', name: '认可反馈', from: ['answered'], to: 'accepted', side: 'issuer', roles: centre },
		{
			move: 'return',
			name: '退回重报',
			from: ['answered'],
			to: 'returned',
			side: 'issuer',
			roles: centre,
			text: '退回理由',
			dueOn: true,
		},
		{ move: 'close', name: '办结', from: ['accepted'], to: 'closed', side: 'issuer', roles: centre },
	],
};

const office: readonly Role[] = ['trial-management', 'president'];

/** 院长督办令: signed by the president, answered by a department with a plan of rectification. */
const president: OrderMachine = {
	drafters: ['trial-management', 'vice-president', 'president'],
	first: 'draft',
	basis: '审判质效定期督导制度',
	to: 'own-unit',
	moves: [
		discard(['trial-management', 'vice-president', 'president']),
		{ move: 'sign', name: '签发', from: ['draft'], to: 'signed', side: 'issuer', roles: ['president'], numbers: true },
		{ move: 'deliver', name: '送达部门', from: ['signed'], to: 'delivered', side: 'issuer', roles: office },
		{
			move: 'plan',
			name: '报整改方案',
			from: ['delivered'],
			to: 'planned',
			side: 'addressee',
			roles: ['division-chief', 'enforcement-chief'],
			text: '整改措施、责任人和时限',
		},
		{
			move: 'rework',
			name: '检查不合格，退回整改',
			from: ['planned'],
			to: 'delivered',
			side: 'issuer',
			roles: office,
			text: '检查情况',
			dueOn: true,
		},
		{ move: 'check', name: '检查验收', from: ['planned'], to: 'checked', side: 'issuer', roles: office, text: '检查情况' },
		{ move: 'close', name: '办结', from: ['checked'], to: 'closed', side: 'issuer', roles: office },
	],
};

/** The machines of the three kinds. */
export const orderMachines: Readonly<Record<OrderKind, OrderMachine>> = { enforce, item, president };
