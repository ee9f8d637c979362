import type { CampaignPages } from './campaigns.ts';
import type { EntryPages } from './entries.ts';
import type { QuotaPages } from './quotas.ts';
import type { RectificationPages } from './rectifications.ts';
import type { TargetPages } from './targets.ts';

/** The pages of the office (审管办): targets, quotas, filled-in values, campaigns, rectifications. */
export interface OfficePages extends TargetPages, QuotaPages, EntryPages, CampaignPages, RectificationPages {}
