import type { PostView, SupervisorsView } from '../../src/lib/contract/notices.ts';
import { may, type Principal } from '../core/access/may.ts';
import { gapsOf } from '../core/supervise/posts.ts';
import { isHeld } from '../core/supervise/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readHolders } from '../store/holders.ts';
import { readOpenByUnit, readOwnByUnit, readPosts, type PostRow } from '../store/supervisors.ts';
import { dayAt } from './notice-views.ts';
import { courtName, nodeName, personName, readableCourts, unitName, type ViewContext } from './view-context.ts';

/** Courts whose supervision a person may see (whole courts only), and the one that is asked for, the own one by default. */
export function chosenCourt(context: ViewContext, principal: Principal, asked: string | undefined) {
	const { courts, ownOnly } = readableCourts(principal, context.directory());
	if (ownOnly) return undefined;
	const own = principal.grants.find((grant) => courts.includes(grant.court))?.court;
	const court = asked === undefined ? (own ?? courts[0]) : courts.find((code) => code === asked);
	return court === undefined ? undefined : { court, courts: courts.map((code) => ({ code, name: courtName(context, code) })) };
}

/** Who watches what at a court, what nobody watches, and what a new post may be made of. */
export async function supervisorsView(context: ViewContext, principal: Principal, asked?: string): Promise<SupervisorsView | undefined> {
	const chosen = chosenCourt(context, principal, asked);
	if (!chosen) return undefined;
	const { court, courts } = chosen;
	const { db } = context;
	const directory = context.directory();
	const today = dayAt(context, [court]);
	const posts = await readPosts(db, { courts: [court] });
	const open = await readOpenByUnit(db, [court]);
	const units = [...directory.units.values()].filter((unit) => unit.court === court);
	const holders = await readHolders(db);
	const working = new Set(holders.flatMap((holder) => holder.personCode ?? []));
	const team = holders.filter((holder) => holder.role === 'supervisor' && holder.court === court);
	const own = await readOwnByUnit(
		db,
		[court],
		posts.map((post) => post.person),
	);
	return {
		court,
		courtName: courtName(context, court),
		courts,
		posts: posts.map((post) => postView(context, post, today)).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state)),
		gaps: gapsOf(
			units.map((unit) => ({ unit: unit.code, open: open.get(unit.code) ?? 0 })),
			posts,
			working,
			today,
			(unit, person) => own.get(`${unit}|${person}`) ?? 0,
		).map((gap) => ({ ...gap, name: unitName(context, gap.unit) ?? gap.unit })),
		team: team.flatMap((holder) => personName(context, holder.personCode) ?? []),
		mayManage: may(principal, 'post.manage', { court }, directory),
		persons: [...directory.persons.values()]
			.filter((person) => person.court === court && person.confirmed)
			.map((person) => {
				const name = unitName(context, person.unit);
				return { code: person.code, name: person.name, ...(name ? { unitName: name } : {}) };
			}),
		units: units.map((unit) => ({ code: unit.code, name: unit.name, open: open.get(unit.code) ?? 0 })),
		nodes: context
			.rulesOf(court)
			.nodes.flatMap((rule, index, all) =>
				rule.lapses || all.findIndex((other) => other.code === rule.code) !== index ? [] : [{ code: rule.code, name: rule.name }],
			),
		today,
	};
}

const order: readonly PostView['state'][] = ['held', 'ahead', 'over'];

/** What a post watches, in words. */
export const watched = (context: ViewContext, post: Pick<PostRow, 'unit' | 'node'>): string =>
	post.unit ? (unitName(context, post.unit) ?? post.unit) : nodeName(context, post.node ?? '');

function postView(context: ViewContext, post: PostRow, today: CourtDate): PostView {
	const state = isHeld(post, today) ? 'held' : post.from > today && (post.to === undefined || post.to >= post.from) ? 'ahead' : 'over';
	const endedBy = personName(context, post.endedBy);
	return {
		id: post.id,
		personName: personName(context, post.person) ?? post.person,
		kindName: post.unit ? '部门' : '节点',
		watches: watched(context, post),
		from: post.from,
		...(post.to ? { to: post.to } : {}),
		state,
		setByName: personName(context, post.setBy) ?? post.setBy,
		...(endedBy ? { endedByName: endedBy } : {}),
	};
}
