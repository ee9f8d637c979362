// Invented from end to end. The gallery draws the page of an indicator of some of the cases from it.
import type { IndicatorPageView } from '../contract/indicators.ts';
import { indicatorView } from './fixtures-indicators.ts';

/** A part of the cases of a unit over a month, as the figure of a paper leads to it. */
export const narrowedView: IndicatorPageView = {
	...indicatorView,
	court: 'dc',
	courtName: '东川县人民法院',
	reach: 'own',
	period: { kind: 'month', from: '2026-09-01', to: '2026-09-30', label: '2026年9月' },
	narrowing: {
		words: '执行局精执团队，涉企案件、合同纠纷、首次执行',
		asked: { kinds: 'enforcement-first', enterprise: 'any', contract: 'true', unit: 'dc-fine' },
		owner: 'unit',
	},
	by: 'unit',
	breakdown: [],
	frozen: [],
};
