import type { ReceiptsView } from '../../src/lib/contract/papers.ts';
import { may, roles, type Principal } from '../core/access/may.ts';
import { readReaders, readReceipts } from '../store/paper-receipts.ts';
import type { PublicationHead } from '../store/publications.ts';
import { doerName, roleWords } from './paper-words.ts';
import { courtName, type ViewContext } from './view-context.ts';

/** Offices of the publishing court that are asked to sign: all that read publications. */
const readingRoles = roles.filter((role) => role !== 'system-admin');

/** Who has signed for a publication, and which holders of an office at its court have not. */
export async function receiptsView(context: ViewContext, principal: Principal, { id, court }: PublicationHead): Promise<ReceiptsView> {
	const receipts = await readReceipts(context.db, id);
	const readers = await readReaders(context.db, court, readingRoles);
	const signed = new Set(receipts.map(({ person }) => person));
	const self = principal.personCode ?? principal.accountId;
	const mine = receipts.find(({ person }) => person === self);
	return {
		signed: receipts.map((receipt) => ({
			name: doerName(context, receipt.person),
			roleName: roleWords(receipt.role),
			courtName: courtName(context, receipt.court),
			at: receipt.signedAt,
		})),
		missing: readers
			.filter(({ person }) => !signed.has(person))
			.map(({ person, role }) => ({ name: doerName(context, person), roleName: roleWords(role) })),
		...(mine ? { mine: mine.signedAt } : {}),
		maySign: !mine && may(principal, 'publication.read', { court }, context.directory()),
	};
}
