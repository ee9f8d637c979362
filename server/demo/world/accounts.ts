import type { Directory, DirectoryPerson } from './directory.ts';

/** How far a role reaches. */
export type Scope = 'self' | 'team' | 'department' | 'court' | 'subtree';

/** A demo account: sign-in name, one role, and the person behind it. */
export interface DemoAccount {
	readonly username: string;
	readonly role: string;
	readonly court: string;
	readonly personCode: string;
	readonly scope: Scope;
}

interface Post {
	readonly role: string;
	readonly scope: Scope;
	/** The sign-in name, where it is not the person's code. */
	readonly username?: string;
}

const posts: Readonly<Record<string, Post>> = {
	president: { role: 'president', scope: 'court' },
	vice: { role: 'vice-president', scope: 'court' },
	chief: { role: 'enforcement-chief', scope: 'court' },
	'civil-head': { role: 'division-chief', scope: 'department' },
	'enf-head': { role: 'division-chief', scope: 'department' },
	duty: { role: 'duty-officer', scope: 'court' },
	lead: { role: 'team-lead', scope: 'team' },
	supervisor: { role: 'supervisor', scope: 'subtree' },
	approver: { role: 'unlock-approver', scope: 'subtree' },
	'trial-mgmt': { role: 'trial-management', scope: 'court' },
	affairs: { role: 'affairs-staff', scope: 'court' },
	fund: { role: 'fund-manager', scope: 'court' },
	'system-admin': { role: 'system-admin', scope: 'subtree', username: 'admin' },
	'security-admin': { role: 'security-admin', scope: 'subtree', username: 'security-admin' },
	'audit-admin': { role: 'audit-admin', scope: 'subtree', username: 'audit-admin' },
};
const handler: Post = { role: 'handler', scope: 'self' };

function postOf(person: DirectoryPerson): Post | undefined {
	const post = person.code.slice(person.court.length + 1);
	return /^(handler|judge)\d+$/u.test(post) ? handler : posts[post];
}

function scopeOf(directory: Directory, person: DirectoryPerson, post: Post): Scope {
	if (post.scope !== 'court') return post.scope;
	const level = directory.courts.find(({ code }) => code === person.court)?.level;
	return level === 'basic' ? 'court' : 'subtree';
}

/** The demo accounts of every court; sign-in names are the persons' codes (`sf-0101-chief`), but for `admin`. Those who left have none. */
export function accounts(directory: Directory): DemoAccount[] {
	return directory.persons.flatMap((person) => {
		const post = postOf(person);
		if (!post || person.onDuty.at(-1)?.to !== undefined) return [];
		const { username = person.code, role } = post;
		return [{ username, role, court: person.court, personCode: person.code, scope: scopeOf(directory, person, post) }];
	});
}
