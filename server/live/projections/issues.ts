import type { TickerPayload } from '../../../src/lib/contract/topics.ts';
import { courtWord } from '../../core/report/paper-number.ts';
import { plusMinutes } from '../../core/time/zone.ts';
import { readRecentIssues } from '../../store/wall-issues.ts';
import { shortName, type ScopeView } from '../scope.ts';

/** How long a new publication stands before everything else that happened: a morning. */
const announcedMinutes = 4 * 60;
const mostAnnounced = 2;

/** What was just issued, newest first, as entries of the ticker. Their places are below zero, so that they never meet those of the log. */
export async function newIssues(scope: ScopeView): Promise<TickerPayload['rows']> {
	const since = plusMinutes(scope.now, -announcedMinutes);
	const rows = await readRecentIssues(scope.source.db, { court: scope.court.code, courts: scope.codes }, since, mostAnnounced);
	const { courts } = scope.source.directory();
	return rows.map(({ seq, court, number, title, issuedAt }) => {
		const name = courts.get(court)?.name ?? court;
		const word = courtWord({ name });
		return {
			seq: -seq,
			at: issuedAt,
			dayOnly: false,
			courtName: shortName(name),
			// The court stands beside it already.
			caseNumber: number.startsWith(word) ? number.slice(word.length) : number,
			text: `印发《${title}》`,
			kind: 'issued',
		};
	});
}
