import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** Ids of the campaigns (专项行动) of a court that run within some days, in the order in which they began. */
export async function readRunningCampaigns(db: Db, court: string, from: CourtDate, to: CourtDate): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('campaign')
		.select('id')
		.where('court_code', '=', court)
		.where('from_day', '<=', to)
		.where('to_day', '>=', from)
		.where('state', 'not in', ['planned', 'cancelled', 'dropped'])
		.orderBy('from_day')
		.orderBy('id')
		.execute();
	return rows.map(({ id }) => id);
}
