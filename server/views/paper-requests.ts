import type { CorrectionRequest, IssuedPageView } from '../../src/lib/contract/papers.ts';
import type { Principal } from '../core/access/may.ts';
import { maySeeDrafts } from '../core/report/paper-rights.ts';
import type { IssuedFacts } from '../store/paper-archive.ts';
import { findCorrecting } from '../store/paper-shelves.ts';
import { readDraftSteps, type DraftStep } from '../store/papers.ts';
import type { PublicationHead } from '../store/publications.ts';
import { doerName, roleWords } from './paper-words.ts';
import { courtName, type ViewContext } from './view-context.ts';

/** Who asked for a correction, and why: who began its draft, and whoever asked for it again while it was on its way. */
export function requestsOf(context: ViewContext, steps: readonly DraftStep[]): readonly CorrectionRequest[] {
	return steps
		.filter(({ move }) => move === 'make' || move === 'request')
		.map(({ text, by, role, court, at }) => ({
			reason: text,
			byName: doerName(context, by),
			roleName: roleWords(role),
			courtName: courtName(context, court),
			at,
		}));
}

/** The requests that an issued correction answers, and those for a correction that is on its way. */
export async function requestsBeside(
	context: ViewContext,
	principal: Principal,
	head: PublicationHead,
	facts: IssuedFacts,
): Promise<Pick<IssuedPageView, 'requests' | 'pending'>> {
	const { db } = context;
	const of = async (draftId: string) => requestsOf(context, await readDraftSteps(db, draftId));
	const requests = facts.correctsId && facts.draftId ? await of(facts.draftId) : [];
	const sees = maySeeDrafts(principal, head.court, context.directory());
	const draftId = sees && facts.correctedBy === undefined ? await findCorrecting(db, head.id) : undefined;
	return {
		...(requests.length > 0 ? { requests } : {}),
		...(draftId === undefined ? {} : { pending: { draftId, requests: await of(draftId) } }),
	};
}
