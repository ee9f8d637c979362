import { may, roles } from '../core/access/may.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { insertReceipt } from '../store/paper-receipts.ts';
import { readHead } from '../store/publications.ts';
import type { FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy } from './office-deed.ts';
import type { PaperActor } from './paper-life.ts';

type SignOutcome = { readonly ok: true; readonly id: string } | Refusal;

/** 签收: says that a person has read a publication. Signing again changes nothing. */
export async function signReceipt(context: FlowContext, by: PaperActor, id: string): Promise<SignOutcome> {
	return officeDeed<SignOutcome>(context, by.actor, { action: 'publication.sign', object: id }, async ({ db, touch }, signedAt) => {
		const head = await readHead(db, id);
		if (!head || !may(by.principal, 'publication.read', { court: head.court }, context.directory()))
			return { outcome: refuse('not-found', '没有这份文件，或您无权查看') };
		const grant = by.principal.grants.find(({ court, role }) => court === head.court && roles.includes(role)) ?? by.principal.grants[0]!;
		const person = signedBy(by.principal);
		if (await insertReceipt(db, id, { person, role: grant.role, court: grant.court, signedAt })) touch(head.court);
		return { outcome: { ok: true as const, id } };
	});
}
