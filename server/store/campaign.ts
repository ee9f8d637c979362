import type { CaseFilter, IndicatorTarget } from '../core/indicator/types.ts';
import type { Campaign } from '../core/target/campaign.ts';
import type { CourtDate } from '../core/time/types.ts';
import { upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

/** Campaigns of some courts, the latest first; or the one with an id. */
export async function readCampaigns(
	db: Db,
	of: { readonly courts?: readonly string[]; readonly id?: string },
): Promise<readonly Campaign[]> {
	let query = db.selectFrom('campaign').selectAll();
	if (of.courts) query = query.where('court_code', 'in', of.courts.length > 0 ? [...of.courts] : ['']);
	if (of.id !== undefined) query = query.where('id', '=', of.id);
	return (await query.orderBy('from_day', 'desc').orderBy('id').execute()).map((row) => ({
		id: row.id,
		court: row.court_code,
		name: row.name,
		from: row.from_day as CourtDate,
		to: row.to_day as CourtDate,
		filter: JSON.parse(row.filter) as CaseFilter,
		targets: JSON.parse(row.targets) as readonly IndicatorTarget[],
		stopped: row.state === 'stopped' || row.state === 'cancelled',
		...(row.state === 'cancelled' ? { cancelled: true as const } : {}),
		...(row.document === null ? {} : { document: row.document }),
		by: row.created_by,
		at: row.created_at,
	}));
}

/** Keeps a campaign, new or changed. */
export async function saveCampaign(db: Db, campaign: Campaign): Promise<void> {
	await upsert(
		db,
		'campaign',
		['id'],
		[
			{
				id: campaign.id,
				court_code: campaign.court,
				name: campaign.name,
				from_day: campaign.from,
				to_day: campaign.to,
				filter: JSON.stringify(campaign.filter),
				targets: JSON.stringify(campaign.targets),
				state: campaign.cancelled ? 'cancelled' : campaign.stopped ? 'stopped' : 'set',
				document: campaign.document ?? null,
				created_by: campaign.by,
				created_at: campaign.at,
			},
		],
	);
}
