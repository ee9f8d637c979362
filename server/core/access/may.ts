import { isWithin } from '../directory/court-tree.ts';
import type { Directory } from '../directory/types.ts';

/** Roles of the first cut; the others join with their own parts of the product. */
export const roles = [
	'handler',
	'division-chief',
	'enforcement-chief',
	'vice-president',
	'president',
	'duty-officer',
	'supervisor',
	'unlock-approver',
	'trial-management',
	'system-admin',
] as const;

/** A role's code. */
export type Role = (typeof roles)[number];

/** Chinese names of the roles, as in the header of every page. */
export const roleNames: Readonly<Record<Role, string>> = {
	handler: '承办人',
	'division-chief': '庭长',
	'enforcement-chief': '执行局长',
	'vice-president': '分管院领导',
	president: '院长',
	'duty-officer': '指挥中心值班员',
	supervisor: '执行监管团队',
	'unlock-approver': '解锁审批人',
	'trial-management': '审管办',
	'system-admin': '系统管理员',
};

/** How far a grant reaches. */
export type Scope = 'self' | 'team' | 'department' | 'court' | 'subtree';

/** A role held at a court. */
export interface Grant {
	readonly role: Role;
	readonly court: string;
	readonly scope: Scope;
}

/** A signed-in person, for permission checks. */
export interface Principal {
	readonly accountId: string;
	readonly personCode?: string;
	readonly grants: readonly Grant[];
}

/** What an action is about: a case by `caseSubject`, or a court as a whole, without handler. */
export interface Subject {
	readonly court: string;
	readonly handler?: string;
}

/** A case as the subject of a question. One without a handler is nobody's own: only grants that reach the whole court reach it. */
export const caseSubject = (court: string, handler: string | null | undefined): Subject => ({ court, handler: handler ?? '' });

/** Everything that needs a permission. */
export type Action =
	| 'wall.view'
	| 'case.read'
	| 'unlock.request'
	| 'unlock.urge'
	| 'absence.manage'
	| 'lock.confirm'
	| 'lock.review'
	| 'period.request'
	| 'period.end'
	| 'publication.read'
	| 'publication.run'
	| 'bulletin.issue'
	| 'paper.draft'
	| 'paper.review'
	| 'paper.issue'
	| 'stage.plan'
	| 'stage.review'
	| 'order.read'
	| 'quarantine.manage'
	| 'calendar.manage'
	| 'rules.manage'
	| 'clock.confirm'
	| 'webhook.manage'
	| 'notice.silence'
	| 'post.manage'
	| 'week.sign'
	| 'office.manage'
	| 'rectify.account'
	| 'screen.manage'
	| 'scene.design'
	| 'lobby.manage'
	| 'duty.manage'
	| 'playback.view';

const staff: readonly Role[] = [
	'division-chief',
	'enforcement-chief',
	'vice-president',
	'president',
	'duty-officer',
	'supervisor',
	'unlock-approver',
	'trial-management',
];

/** Who may do what, in one table. Steps of an unlock route or an approval chain are checked by `mayTakeStep`, as the route itself names court and role. */
const table: Readonly<Record<Action, readonly Role[]>> = {
	'wall.view': [...staff, 'handler'],
	'case.read': [...staff, 'handler'],
	'unlock.request': ['handler', 'enforcement-chief', 'vice-president', 'president'],
	'unlock.urge': ['enforcement-chief', 'vice-president', 'president'],
	'absence.manage': ['enforcement-chief', 'vice-president', 'president'],
	'lock.confirm': ['duty-officer'],
	'lock.review': ['supervisor', 'unlock-approver'],
	'period.request': ['handler', 'division-chief', 'enforcement-chief'],
	'period.end': ['handler', 'division-chief', 'enforcement-chief', 'vice-president', 'president', 'trial-management'],
	'publication.read': [...staff, 'handler'],
	'publication.run': ['trial-management'],
	'bulletin.issue': ['trial-management', 'enforcement-chief', 'duty-officer'],
	'paper.draft': ['duty-officer', 'trial-management'],
	'paper.review': ['trial-management', 'enforcement-chief'],
	'paper.issue': ['trial-management', 'enforcement-chief', 'vice-president', 'president'],
	'stage.plan': ['handler', 'division-chief', 'enforcement-chief'],
	'stage.review': ['division-chief', 'enforcement-chief', 'vice-president', 'president', 'trial-management'],
	'order.read': staff,
	'quarantine.manage': ['system-admin', 'duty-officer'],
	'calendar.manage': ['system-admin'],
	'rules.manage': ['system-admin'],
	'clock.confirm': ['system-admin', 'duty-officer'],
	'webhook.manage': ['system-admin'],
	'notice.silence': ['supervisor', 'division-chief', 'enforcement-chief'],
	'post.manage': ['enforcement-chief', 'president'],
	'week.sign': ['division-chief', 'enforcement-chief', 'vice-president'],
	'office.manage': ['trial-management', 'president'],
	'rectify.account': ['trial-management', 'vice-president', 'president'],
	'screen.manage': ['system-admin', 'duty-officer'],
	'scene.design': ['system-admin', 'duty-officer', 'trial-management'],
	'lobby.manage': ['system-admin', 'trial-management'],
	'duty.manage': ['duty-officer', 'enforcement-chief'],
	'playback.view': [
		'duty-officer',
		'supervisor',
		'enforcement-chief',
		'vice-president',
		'president',
		'unlock-approver',
		'trial-management',
	],
};

function reaches(grant: Grant, principal: Principal, subject: Subject, directory: Directory): boolean {
	switch (grant.scope) {
		case 'self':
			return (
				subject.court === grant.court &&
				(subject.handler === undefined || (subject.handler !== '' && subject.handler === principal.personCode))
			);
		case 'team':
		case 'department':
		case 'court':
			return subject.court === grant.court;
		case 'subtree':
			return isWithin(directory, subject.court, grant.court);
		default:
			return grant.scope satisfies never;
	}
}

/** Whether a person may do something; the one place where this is decided. */
export function may(principal: Principal, action: Action, subject: Subject, directory: Directory): boolean {
	return principal.grants.some((grant) => table[action].includes(grant.role) && reaches(grant, principal, subject, directory));
}

/** Whether a person holds the role that a step of a route asks for, at the court that it names. */
export function mayTakeStep(principal: Principal, step: { readonly court: string; readonly role: string }): boolean {
	return principal.grants.some((grant) => grant.role === step.role && grant.court === step.court);
}

/** Whether a person may review or void a lock: only from a court above the case's own (or the top court for its own cases). */
export function mayReview(principal: Principal, court: string, directory: Directory): boolean {
	const own = directory.courts.get(court);
	return principal.grants.some(
		(grant) =>
			table['lock.review'].includes(grant.role) && isWithin(directory, court, grant.court) && (grant.court !== court || !own?.parent),
	);
}
